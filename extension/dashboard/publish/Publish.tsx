import { markOnline, readPublicationStatus } from '#core/workspace/publishing.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { OfferTable } from '#extension/dashboard/offers/OfferTable.tsx'
import { Draw } from '#extension/dashboard/publish/Draw.tsx'
import { HostSection } from '#extension/dashboard/publish/HostSection.tsx'
import { InboxSection } from '#extension/dashboard/publish/InboxSection.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { useLive } from '#extension/ui/live.ts'

/** Brings the pages online: draw the site, put it where it lies, say that it answers. */
export function Publish() {
  const { t, db, denied, run } = useApp()
  const now = useNow()
  const status = useLive(() => readPublicationStatus(db, now), [db, now])
  if (!status) return null
  const reason = denied('publication.export')
  const online = () =>
    run(markOnline, { codes: [...status.exported] }, { done: t('publish.markedOnline'), undoable: true })
  return (
    <>
      <Head title={t('nav.publish')} />
      <HostSection />
      <InboxSection />
      <h2>{t('host.otherWays')}</h2>
      <p>{t('publish.what')}</p>
      {status.stillOpen > 0 && <p class="warn">{t('publish.stillOpen', { n: status.stillOpen })}</p>}
      <ol class="steps">
        <li>
          <h2>{t('publish.step1')}</h2>
          <p class="hint">{t('publish.step1Hint')}</p>
          {reason && <p class="hint">{t(`denied.${reason}`)}</p>}
          <Draw disabled={reason !== null} last={status.last} />
        </li>
        <li>
          <h2>{t('publish.step2')}</h2>
          <p class="hint">{t('publish.step2Hint')}</p>
        </li>
        <li>
          <h2>{t('publish.step3')}</h2>
          {status.ready.length ? (
            <OfferTable offers={status.ready} />
          ) : (
            <p class="empty">{t('publish.allOnline')}</p>
          )}
          {status.ready.length > 0 && status.exported.length === 0 && (
            <p class="hint">{t('publish.exportFirst')}</p>
          )}
          {status.exported.length > 0 && (
            <fluent-button data-id="online" onClick={() => void online()}>
              {t('publish.online', { n: status.exported.length })}
            </fluent-button>
          )}
        </li>
      </ol>
    </>
  )
}
