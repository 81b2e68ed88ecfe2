import { useEffect, useState } from 'preact/hooks'
import { today } from '#core/clock/clock.ts'
import type { BackupFile } from '#core/exchange/backup.ts'
import { exampleUserId } from '#core/exchange/example/data.ts'
import { exampleRecords } from '#core/exchange/example/records.ts'
import { languages } from '#core/model/kinds.ts'
import { languageNames } from '#core/model/pageLanguages.ts'
import { loadExample } from '#core/workspace/backup.ts'
import { findRestore, type RestoreRun } from '#core/workspace/restore.ts'
import { settings } from '#extension/browser.ts'
import { isRestoring, restoring } from '#extension/dashboard/settings/backups.ts'
import { RestoreBackup, Restoring } from '#extension/dashboard/setup/RestoreBackup.tsx'
import { SetUp } from '#extension/dashboard/setup/SetUp.tsx'
import { useStanding } from '#extension/longWork/work.ts'
import { useApp } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { ProblemBar } from '#extension/ui/fields.tsx'
import { FilePick } from '#extension/ui/FilePick.tsx'
import { useLive } from '#extension/ui/live.ts'
import { Mark } from '#extension/ui/Mark.tsx'

const backupTypes = '.gz,.jsonl,.json,.txt'

/** First run: set up, restore a backup, or look around in the example. */
export function Welcome() {
  const { t, db, speak, chooseLanguage, setActor, setDataKey } = useApp()
  const [settingUp, setSettingUp] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [file, setFile] = useState<Readonly<{ file: File; read: BackupFile }> | null>(null)
  const standing = useStanding(restoring)
  const isReading = standing?.name === 'open'
  const now = useNow()
  const left = useLive(async () => ({ run: await findRestore(db), isBusy: await isRestoring() }), [db, now])
  // A reload goes on where it was.
  useEffect(() => void settings.setUpDraft().then((kept) => kept && setSettingUp(true)), [])
  if (settingUp) return <SetUp onBack={() => setSettingUp(false)} />

  if (file) return <RestoreBackup {...file} onBack={() => setFile(null)} />

  async function open(chosen: File | undefined) {
    if (!chosen) return
    setProblem(undefined)
    const read = await restoring.ask('open', { file: chosen })
    if (read.ok) setFile({ file: chosen, read: read.value })
    else setProblem(speak.problem(read.problem))
  }

  async function clear() {
    setProblem(undefined)
    const cleared = await restoring.ask('clear', null)
    if (!cleared.ok) setProblem(speak.problem(cleared.problem))
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
      {standing && isReading && <Restoring standing={standing} />}
      {left?.run && !isReading && (
        <LeftRestore run={left.run} isBusy={left.isBusy} onFile={open} onClear={clear} />
      )}
      {left && !left.run && !isReading && (
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
              accept={backupTypes}
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
      )}
      {problem && <ProblemBar>{problem}</ProblemBar>}
    </main>
  )
}

type LeftProps = Readonly<{
  run: RestoreRun
  isBusy: boolean
  onFile: (file: File | undefined) => Promise<void>
  onClear: () => Promise<void>
}>

/** A restore that was broken off: it is gone on with, or taken away, before anything else begins. */
function LeftRestore({ run: { name, done, records }, isBusy, onFile, onClear }: LeftProps) {
  const { t } = useApp()
  if (isBusy) return <p class="warn">{t('restore.elsewhere')}</p>
  return (
    <section aria-labelledby="left-restore" class="card">
      <h2 id="left-restore">{t('restore.leftTitle')}</h2>
      <p>{t('restore.left', { name, done, all: records })}</p>
      <div class="row">
        <FilePick
          text={t('welcome.restoreFile')}
          id="restore"
          accept={backupTypes}
          onFiles={([chosen]) => void onFile(chosen)}
        />
        <fluent-button data-id="clear-restore" onClick={() => void onClear()}>
          {t('restore.clear')}
        </fluent-button>
      </div>
    </section>
  )
}
