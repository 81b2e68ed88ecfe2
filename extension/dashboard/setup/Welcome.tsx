import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { findRestore, type RestoreRun } from '#core/workspace/restore.ts'
import { settings } from '#extension/browser.ts'
import { LanguageSelect } from '#extension/dashboard/LanguageSelect.tsx'
import { isRestoring, restoring } from '#extension/dashboard/settings/backups.ts'
import { RestoreBackup } from '#extension/dashboard/setup/RestoreBackup.tsx'
import { Restoring } from '#extension/dashboard/setup/Restoring.tsx'
import { SetUp } from '#extension/dashboard/setup/SetUp.tsx'
import { useWaysIn } from '#extension/dashboard/setup/useWaysIn.ts'
import { useStanding } from '#extension/longWork/work.ts'
import { useApp } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { ProblemBar } from '#extension/ui/fields.tsx'
import { FilePick } from '#extension/ui/FilePick.tsx'
import { useLive } from '#extension/ui/live.ts'
import { Mark } from '#extension/ui/Mark.tsx'

/** First run: set up, restore a backup, or look around in the example. */
export function Welcome() {
  const { t, db } = useApp()
  const [settingUp, setSettingUp] = useState(false)
  const ways = useWaysIn()
  const standing = useStanding(restoring)
  const isReading = standing?.name === 'open'
  const now = useNow()
  const left = useLive(async () => ({ run: await findRestore(db), isBusy: await isRestoring() }), [db, now])
  // A reload goes on where it was.
  useEffect(() => void settings.setUpDraft().then((kept) => kept && setSettingUp(true)), [])
  if (settingUp) return <SetUp onBack={() => setSettingUp(false)} />

  if (ways.file) return <RestoreBackup {...ways.file} onBack={ways.closeFile} />

  return (
    <main class="welcome page">
      <LanguageSelect class="language" />
      <Mark size={56} />
      <h1>{t('welcome.title')}</h1>
      <p>{t('welcome.what')}</p>
      {standing && isReading && <Restoring standing={standing} />}
      {left?.run && !isReading && (
        <LeftRestore run={left.run} isBusy={left.isBusy} onFile={ways.openFile} onClear={ways.clear} />
      )}
      {left && !left.run && !isReading && <Doors ways={ways} onSetUp={() => setSettingUp(true)} />}
      {ways.problem && <ProblemBar>{ways.problem}</ProblemBar>}
    </main>
  )
}

type DoorsProps = Readonly<{ ways: ReturnType<typeof useWaysIn>; onSetUp: () => void }>

function Doors({ ways: { openFile, openExample, isLoading }, onSetUp }: DoorsProps) {
  const { t } = useApp()
  return (
    <div class="doors">
      <Door title={t('welcome.setUp')} what={t('welcome.setUpWhat')}>
        <fluent-button appearance="primary" data-id="set-up" onClick={onSetUp}>
          {t('welcome.setUp')}
        </fluent-button>
      </Door>
      <Door title={t('welcome.restore')} what={t('welcome.restoreWhat')}>
        <BackupPick onFile={openFile} />
      </Door>
      <Door title={t('welcome.example')} what={t('welcome.exampleWhat')}>
        <fluent-button data-id="load-example" disabled={isLoading} onClick={() => void openExample()}>
          {isLoading ? <fluent-spinner size="tiny" /> : t('welcome.exampleLoad')}
        </fluent-button>
      </Door>
    </div>
  )
}

function Door({ title, what, children }: { title: string; what: string; children: ComponentChildren }) {
  return (
    <section>
      <h2>{title}</h2>
      <p>{what}</p>
      {children}
    </section>
  )
}

type PickProps = Readonly<{ onFile: (file: File) => Promise<void> }>

/** Chooses the file of a backup. */
function BackupPick({ onFile }: PickProps) {
  const { t } = useApp()
  return (
    <FilePick
      text={t('welcome.restoreFile')}
      id="restore"
      accept=".gz,.jsonl,.json,.txt"
      onFiles={([file]) => file && void onFile(file)}
    />
  )
}

type LeftProps = PickProps &
  Readonly<{
    run: RestoreRun
    isBusy: boolean
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
        <BackupPick onFile={onFile} />
        <fluent-button data-id="clear-restore" onClick={() => void onClear()}>
          {t('restore.clear')}
        </fluent-button>
      </div>
    </section>
  )
}
