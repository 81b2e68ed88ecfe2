import { needs } from '#core/workspace/needs.ts'
import { drafts, offers, publicationStatus } from '#core/workspace/queries.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { NewOfferButtons } from '#extension/dashboard/NewOffer.tsx'
import { OfferTable } from '#extension/dashboard/OfferTable.tsx'
import { Figures } from '#extension/dashboard/overview/Figures.tsx'
import { Links, Missing } from '#extension/dashboard/overview/Links.tsx'
import { go } from '#extension/dashboard/route.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { useLive } from '#extension/ui/live.ts'
import { NeedsList } from '#extension/ui/NeedsList.tsx'

/** The first screen: what needs attention, how things stand, and what this person may do. */
export function Overview() {
  const { t, db } = useApp()
  const session = useSession()
  const now = useNow()
  const waiting = useLive(() => needs(db, session, now), [db, session, now])
  const all = useLive(() => offers(db, now), [db, now])
  const unfinished = useLive(() => drafts(db), [db])
  const publication = useLive(() => publicationStatus(db, now), [db, now])
  if (!waiting || !all || !unfinished || !publication) return null
  const begun = all.length > 0 || unfinished.length > 0
  return (
    <>
      <Head title={t('nav.overview')}>
        <NewOfferButtons />
      </Head>
      <section aria-labelledby="needs">
        <h2 id="needs">{t('overview.needs')}</h2>
        {waiting.length ? (
          <NeedsList needs={waiting} onOpen={go} />
        ) : (
          <p class="empty">{t('overview.nothing')}</p>
        )}
      </section>
      {begun ? (
        <section aria-labelledby="figures">
          <h2 id="figures">{t('overview.figures')}</h2>
          <Figures views={all} drafts={unfinished.length} />
        </section>
      ) : (
        <p class="empty">{t('overview.first')}</p>
      )}
      <Missing published={publication.last !== null} />
      <Links />
      {all.length > 0 && (
        <section aria-labelledby="latest">
          <h2 id="latest">{t('overview.latest')}</h2>
          <OfferTable views={all.slice(0, 6)} />
        </section>
      )}
    </>
  )
}
