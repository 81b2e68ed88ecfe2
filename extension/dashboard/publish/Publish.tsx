import { useEffect, useState } from 'preact/hooks'
import { markOnline, readPublicationStatus, type PublicationStatus } from '#core/workspace/publishing.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { OfferTable } from '#extension/dashboard/offers/OfferTable.tsx'
import { Draw } from '#extension/dashboard/publish/Draw.tsx'
import { HostSection } from '#extension/dashboard/publish/HostSection.tsx'
import { InboxSection } from '#extension/dashboard/publish/InboxSection.tsx'
import { noteConfirmed, readCarried, type Carried } from '#extension/publisher/carried.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { useLive } from '#extension/ui/live.ts'

/** What is known of where the pages are carried to; null while it is read. */
function useCarried(status: PublicationStatus | undefined) {
  const { siteAddress } = useSession().company
  const [carried, setCarried] = useState<Carried | null>(null)
  const waiting = status?.ready.map(({ code }) => code) ?? []
  const last = status?.last?.sha256 ?? null
  const [times, setTimes] = useState(0)
  useEffect(() => {
    let isOver = false
    void readCarried(siteAddress, last, new Set(waiting)).then((read) => isOver || setCarried(read))
    return () => {
      isOver = true
    }
  }, [siteAddress, last, waiting.join(' '), times])
  // This browser's own record is written last, after what is followed above.
  return { carried, readAgain: () => setTimes((before) => before + 1) }
}

/** Brings the pages online: draw the site, put it where it lies, say that it answers. */
export function Publish() {
  const { t, db, denied, run } = useApp()
  const { company } = useSession()
  const now = useNow()
  const status = useLive(() => readPublicationStatus(db, now), [db, now])
  const { carried, readAgain } = useCarried(status)
  if (!status) return null
  const reason = denied('publication.export')
  const { last, exported } = status
  const online = async () => {
    const done = { done: t('publish.markedOnline'), undoable: exported.length > 0 }
    if ((await run(markOnline, { codes: [...exported] }, done)) === undefined) return
    await noteConfirmed(company.siteAddress, last!.sha256)
    readAgain()
  }
  const isUnconfirmed = exported.length > 0 || carried?.unconfirmed
  return (
    <>
      <Head title={t('nav.publish')} />
      <HostSection />
      <InboxSection />
      <h2 class="apart">{t('host.otherWays')}</h2>
      <p>{t('publish.what')}</p>
      {status.stillOpen > 0 && <p class="warn">{t('publish.stillOpen', { n: status.stillOpen })}</p>}
      <ol class="steps">
        <li>
          <h2>{t('publish.step1')}</h2>
          <p class="hint">{t('publish.step1Hint')}</p>
          {reason && <p class="hint">{t(`denied.${reason}`)}</p>}
          <Draw disabled={reason !== null} last={last} carried={carried} onDrawn={readAgain} />
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
          {status.ready.length > 0 && exported.length === 0 && <p class="hint">{t('publish.exportFirst')}</p>}
          {isUnconfirmed && (
            <fluent-button data-id="online" disabled={reason !== null} onClick={() => void online()}>
              {exported.length
                ? t('publish.online', { n: exported.length })
                : t('publish.onlineNumber', { number: last!.number })}
            </fluent-button>
          )}
        </li>
      </ol>
    </>
  )
}
