import { makeBackup } from '#core/workspace/backup.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { download } from '#extension/ui/download.ts'

/** Saves a backup file, and says when the last one was made. */
export function BackupSection() {
  const { t, speak, denied } = useApp()
  const { workspace } = useSession()
  const reason = denied('workspace.backup')
  return (
    <section aria-labelledby="backup">
      <h2 id="backup">{t('backup.title')}</h2>
      <p>{t('backup.what')}</p>
      <p class="hint">{workspace.backupAt ? t('backup.last', { when: speak.moment(workspace.backupAt) }) : t('backup.never')}</p>
      {reason ? <p class="hint">{t(`denied.${reason}`)}</p> : <BackupButton />}
    </section>
  )
}

/** Makes a backup and hands it over as a file. */
export function BackupButton({ onSaved }: { onSaved?: () => void }) {
  const { t, run } = useApp()
  async function save() {
    const text = await run(makeBackup, undefined, { done: t('backup.made') })
    if (!text) return
    // With the time, so that a second one never replaces the first.
    const stamp = new Date().toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')
    download(`tilbud-backup-${stamp}.jsonl`, text, 'application/x-ndjson')
    onSaved?.()
  }
  return <fluent-button appearance="primary" data-id="backup" onClick={() => void save()}>{t('backup.make')}</fluent-button>
}
