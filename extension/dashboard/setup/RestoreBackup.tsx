import { summaryOf, type BackupSummary } from '#core/exchange/backupSummary.ts'
import { restoring } from '#extension/dashboard/settings/backups.ts'
import { BrokenRecords } from '#extension/dashboard/settings/BrokenRecords.tsx'
import { RestoreSummary } from '#extension/dashboard/setup/RestoreSummary.tsx'
import { Restoring } from '#extension/dashboard/setup/Restoring.tsx'
import { SetupHead } from '#extension/dashboard/setup/SetupHead.tsx'
import { useRestore, type Checked, type RestoreFile } from '#extension/dashboard/setup/useRestore.ts'
import { useStanding } from '#extension/longWork/work.ts'
import { useApp } from '#extension/ui/app.tsx'
import { ProblemBar } from '#extension/ui/fields.tsx'
import { BusyButton, PassphraseField } from '#extension/ui/Passphrase.tsx'

/**
 * A backup file that was read and not restored yet. Its passphrase shows
 * whether it is as it was saved; where that cannot be shown, a person sees
 * first what it would bring.
 */
export function RestoreBackup({ file, read, onBack }: RestoreFile & { onBack: () => void }) {
  const { t, speak } = useApp()
  const way = useRestore({ file, read })
  const { checked } = way
  const standing = useStanding(restoring)
  const summary = summaryOf(read)
  return (
    <main class="page narrow">
      <SetupHead title={t('welcome.restore')} onBack={standing ? null : onBack} />
      <p>{t('restore.saved', { company: summary?.company ?? '', when: speak.moment(read.createdAt) })}</p>
      <BrokenRecords broken={read.broken} what={t('restore.broken', { n: read.broken.length })} />
      {standing && <Restoring standing={standing} />}
      {!standing && !checked && <CheckForm way={way} />}
      {!standing && checked && <Doubtful way={way} checked={checked} summary={summary} onBack={onBack} />}
    </main>
  )
}

type WayProps = Readonly<{ way: ReturnType<typeof useRestore> }>

/** Asks for the passphrase of the file. */
function CheckForm({ way: { passphrase, setPassphrase, problem, busy, check, goWithout } }: WayProps) {
  const { t } = useApp()
  const onSubmit = (event: Event) => {
    event.preventDefault()
    void check()
  }
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <p>{t('restore.check')}</p>
      <PassphraseField value={passphrase} onChange={setPassphrase} />
      {problem && <ProblemBar>{problem}</ProblemBar>}
      <div class="row">
        <BusyButton busy={busy} id="check-backup" text={t('restore.do')} />
        <fluent-button type="button" data-id="without-check" onClick={goWithout}>
          {t('restore.without')}
        </fluent-button>
      </div>
    </form>
  )
}

type DoubtfulProps = WayProps &
  Readonly<{ checked: Checked; summary: BackupSummary | null; onBack: () => void }>

/** Nobody can tell whether the file is as it was saved: what it would bring, for a person to decide. */
function Doubtful({ way: { problem, restore }, checked, summary, onBack }: DoubtfulProps) {
  const { t } = useApp()
  return (
    <>
      <fluent-message-bar intent="warning" role="alert" data-trust={checked.trust}>
        <span>{t(`restore.${checked.trust}`)}</span>
      </fluent-message-bar>
      {summary && <RestoreSummary summary={summary} />}
      {problem && <ProblemBar>{problem}</ProblemBar>}
      <div class="row">
        <fluent-button type="button" data-id="restore-back" onClick={onBack}>
          {t('app.cancel')}
        </fluent-button>
        <fluent-button
          type="button"
          class="danger"
          data-id="restore-anyway"
          onClick={() => void restore(checked.opened)}
        >
          {t('restore.anyway')}
        </fluent-button>
      </div>
    </>
  )
}
