import { useState } from 'preact/hooks'
import { go } from '#extension/dashboard/route.ts'
import { BackupButton } from '#extension/dashboard/settings/Backup.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { Mark } from '#extension/ui/Mark.tsx'

/** The end of the set-up: the first backup file, because the browser's storage is the only copy. */
export function FirstBackup() {
  const { t } = useApp()
  const [saved, setSaved] = useState(false)
  return (
    <main class="page welcome">
      <Mark size={56} />
      <h1>{t('setup.done')}</h1>
      <p>{t('backup.what')}</p>
      <p>{t('setup.backupHint')}</p>
      <div class="row">
        <BackupButton onSaved={() => setSaved(true)} />
        <fluent-button
          data-id="go-on"
          appearance={saved ? 'primary' : 'outline'}
          onClick={() => go('/overview')}
        >
          {t(saved ? 'setup.goOn' : 'setup.later')}
        </fluent-button>
      </div>
    </main>
  )
}
