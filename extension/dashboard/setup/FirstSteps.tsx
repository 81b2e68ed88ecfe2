import { NewOfferButtons } from '#extension/dashboard/offers/NewOffer.tsx'
import { HostSection } from '#extension/dashboard/publish/HostSection.tsx'
import { go } from '#extension/dashboard/route.ts'
import { BackupSection } from '#extension/dashboard/settings/Backup.tsx'
import { useAutomaticPublishing } from '#extension/publisher/bringing.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Mark } from '#extension/ui/Mark.tsx'

/** The end of the set-up: the first backup file, because the browser's storage is the only copy, then what leads to the first live offer. */
export function FirstSteps() {
  const { t } = useApp()
  useAutomaticPublishing()
  return (
    <main class="page">
      <h1>
        <Mark size={32} /> {t('setup.done')}
      </h1>
      <ol class="steps">
        <li>
          <BackupSection atOnce />
          <p class="hint">{t('setup.backupHint')}</p>
        </li>
        <li>
          <HostSection />
        </li>
        <li>
          <h2>{t('setup.firstOffer')}</h2>
          <p>{t('setup.firstOfferWhat')}</p>
          <div class="row">
            <NewOfferButtons />
          </div>
        </li>
      </ol>
      <div class="row end">
        <fluent-button data-id="go-on" onClick={() => go('/overview')}>
          {t('setup.goOn')}
        </fluent-button>
      </div>
    </main>
  )
}
