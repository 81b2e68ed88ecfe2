import { useState } from 'preact/hooks'
import type { BrokenRecord } from '#core/exchange/backup.ts'
import { makeBackup } from '#core/workspace/backup.ts'
import { BrokenRecords } from '#extension/dashboard/settings/BrokenRecords.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { downloadBlob } from '#extension/ui/download.ts'

/** Saves a backup file, and says when the last one was made. */
export function BackupSection() {
  const { t, speak, denied } = useApp()
  const { workspace } = useSession()
  const reason = denied('workspace.backup')
  return (
    <section aria-labelledby="backup">
      <h2 id="backup">{t('backup.title')}</h2>
      <p>{t('backup.what')}</p>
      <p class="hint">
        {workspace.backupAt
          ? t('backup.last', { when: speak.moment(workspace.backupAt) })
          : t('backup.never')}
      </p>
      {reason ? <p class="hint">{t(`denied.${reason}`)}</p> : <BackupButton />}
    </section>
  )
}

/** Makes a backup and hands it over as a file. Says which records could not be saved as they should. */
export function BackupButton({ onSaved }: { onSaved?: () => void }) {
  const { t, run } = useApp()
  const [broken, setBroken] = useState<readonly BrokenRecord[]>([])
  async function save() {
    const backup = await run(makeBackup, undefined, { done: t('backup.made') })
    if (!backup) return
    setBroken(backup.broken)
    // With the time, so that a second one never replaces the first.
    const stamp = new Date().toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')
    downloadBlob(`tilbud-backup-${stamp}.jsonl.gz`, new Blob([...backup.parts], { type: 'application/gzip' }))
    onSaved?.()
  }
  return (
    <>
      <fluent-button appearance="primary" data-id="backup" onClick={() => void save()}>
        {t('backup.make')}
      </fluent-button>
      <BrokenRecords broken={broken} what={t('backup.broken', { n: broken.length })} />
    </>
  )
}
