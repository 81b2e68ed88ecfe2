import { useEffect, useState } from 'preact/hooks'
import { today } from '#core/clock/clock.ts'
import type { BackupFile } from '#core/exchange/backup.ts'
import { exampleUserId } from '#core/exchange/example/data.ts'
import { exampleRecords } from '#core/exchange/example/records.ts'
import { languages } from '#core/model/kinds.ts'
import { languageNames } from '#core/model/pageLanguages.ts'
import { loadExample, openBackup } from '#core/workspace/backup.ts'
import { settings } from '#extension/browser.ts'
import { RestoreBackup } from '#extension/dashboard/setup/RestoreBackup.tsx'
import { SetUp } from '#extension/dashboard/setup/SetUp.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { ProblemBar } from '#extension/ui/fields.tsx'
import { FilePick } from '#extension/ui/FilePick.tsx'
import { Mark } from '#extension/ui/Mark.tsx'

/** First run: set up, restore a backup, or look around in the example. */
export function Welcome() {
  const { t, db, speak, chooseLanguage, setActor, setDataKey } = useApp()
  const [settingUp, setSettingUp] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [file, setFile] = useState<BackupFile | null>(null)
  // A reload goes on where it was.
  useEffect(() => void settings.setUpDraft().then((kept) => kept && setSettingUp(true)), [])
  if (settingUp) return <SetUp onBack={() => setSettingUp(false)} />

  if (file) return <RestoreBackup file={file} onBack={() => setFile(null)} />

  async function open(chosen: File | undefined) {
    if (!chosen) return
    setProblem(undefined)
    setBusy(true)
    const outcome = await openBackup(db, chosen.stream())
    setBusy(false)
    if (outcome.ok) setFile(outcome.value)
    else setProblem(speak.problem(outcome.problem))
  }

  async function example() {
    setBusy(true)
    const { records, dataKey } = await exampleRecords(today(Date.now(), 'Europe/Oslo'), speak.language)
    const opened = { dataKey, actor: exampleUserId }
    const outcome = await loadExample(db, records, Date.now(), opened)
    setBusy(false)
    if (!outcome.ok) return setProblem(speak.problem(outcome.problem))
    setDataKey(opened.dataKey)
    setActor(opened.actor)
  }

  return (
    <main class="welcome page">
      <select
        class="language"
        aria-label={t('app.language')}
        value={speak.language}
        onChange={(event) => chooseLanguage(event.currentTarget.value as typeof speak.language)}
      >
        {languages.map((each) => (
          <option key={each} value={each} selected={each === speak.language}>
            {languageNames[each]}
          </option>
        ))}
      </select>
      <Mark size={56} />
      <h1>{t('welcome.title')}</h1>
      <p>{t('welcome.what')}</p>
      <div class="doors">
        <section>
          <h2>{t('welcome.setUp')}</h2>
          <p>{t('welcome.setUpWhat')}</p>
          <fluent-button appearance="primary" data-id="set-up" onClick={() => setSettingUp(true)}>
            {t('welcome.setUp')}
          </fluent-button>
        </section>
        <section>
          <h2>{t('welcome.restore')}</h2>
          <p>{t('welcome.restoreWhat')}</p>
          <FilePick
            text={t('welcome.restoreFile')}
            id="restore"
            accept=".gz,.jsonl,.json,.txt"
            onFiles={([chosen]) => void open(chosen)}
          />
        </section>
        <section>
          <h2>{t('welcome.example')}</h2>
          <p>{t('welcome.exampleWhat')}</p>
          <fluent-button data-id="load-example" disabled={busy} onClick={() => void example()}>
            {busy ? <fluent-spinner size="tiny" /> : t('welcome.exampleLoad')}
          </fluent-button>
        </section>
      </div>
      {problem && <ProblemBar>{problem}</ProblemBar>}
    </main>
  )
}
