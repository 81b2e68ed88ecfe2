import { useEffect, useState } from 'preact/hooks'
import { languages } from '#core/model/language.ts'
import { today } from '#core/clock/clock.ts'
import { exampleRecords } from '#core/exchange/example/records.ts'
import { languageNames } from '#core/model/pageLanguages.ts'
import { loadExample, restoreBackup } from '#core/workspace/backup.ts'
import { settings } from '#extension/browser.ts'
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
  // A reload goes on where it was.
  useEffect(() => void settings.setUpDraft().then((kept) => kept && setSettingUp(true)), [])
  if (settingUp) return <SetUp onBack={() => setSettingUp(false)} />

  async function restore(file: File | undefined) {
    if (!file) return
    const outcome = await restoreBackup(db, await file.text(), Date.now())
    if (outcome.ok) setActor(outcome.value)
    else setProblem(speak.problem(outcome.problem))
  }

  async function example() {
    setBusy(true)
    const { records, dataKey } = await exampleRecords(today(Date.now(), 'Europe/Oslo'), speak.language)
    const outcome = await loadExample(db, records, Date.now())
    setBusy(false)
    if (!outcome.ok) return setProblem(speak.problem(outcome.problem))
    setDataKey(dataKey)
    setActor(outcome.value)
  }

  return (
    <main class="welcome page">
      <select class="language" aria-label={t('app.language')} value={speak.language} onChange={(event) => chooseLanguage(event.currentTarget.value as typeof speak.language)}>
        {languages.map((each) => <option key={each} value={each} selected={each === speak.language}>{languageNames[each]}</option>)}
      </select>
      <Mark size={56} />
      <h1>{t('welcome.title')}</h1>
      <p>{t('welcome.what')}</p>
      <div class="doors">
        <section>
          <h2>{t('welcome.setUp')}</h2>
          <p>{t('welcome.setUpWhat')}</p>
          <fluent-button appearance="primary" data-id="set-up" onClick={() => setSettingUp(true)}>{t('welcome.setUp')}</fluent-button>
        </section>
        <section>
          <h2>{t('welcome.restore')}</h2>
          <p>{t('welcome.restoreWhat')}</p>
          <FilePick text={t('welcome.restoreFile')} id="restore" accept=".jsonl,.json,.txt" onFiles={([file]) => void restore(file)} />
        </section>
        <section>
          <h2>{t('welcome.example')}</h2>
          <p>{t('welcome.exampleWhat')}</p>
          <fluent-button data-id="load-example" disabled={busy} onClick={() => void example()}>{busy ? <fluent-spinner size="tiny" /> : t('welcome.exampleLoad')}</fluent-button>
        </section>
      </div>
      {problem && <ProblemBar>{problem}</ProblemBar>}
    </main>
  )
}
