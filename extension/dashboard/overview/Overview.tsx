import { useState } from 'preact/hooks'
import { readFigures } from '#core/workspace/figures.ts'
import { listNeeds } from '#core/workspace/needs.ts'
import { listLatestOffers } from '#core/workspace/offerViews.ts'
import { wasPublished } from '#core/workspace/publishing.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { NewOfferButtons } from '#extension/dashboard/offers/NewOffer.tsx'
import { OfferTable } from '#extension/dashboard/offers/OfferTable.tsx'
import { Figures } from '#extension/dashboard/overview/Figures.tsx'
import { Links, Missing } from '#extension/dashboard/overview/Links.tsx'
import { go } from '#extension/dashboard/route.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { useLive } from '#extension/ui/live.ts'
import { NeedsList } from '#extension/ui/NeedsList.tsx'

/** So many needs are listed at first, and so many more each time. */
const pageLength = 20

/** The first screen: what needs attention, how things stand, and what this person may do. */
export function Overview() {
  const { t, db } = useApp()
  const session = useSession()
  const now = useNow()
  const [limit, setLimit] = useState(pageLength)
  const needs = useLive(() => listNeeds(db, session, now, limit), [db, session, now, limit])
  const latest = useLive(() => listLatestOffers(db, now, 6), [db, now])
  const figures = useLive(() => readFigures(db, now), [db, now])
  const published = useLive(() => wasPublished(db), [db])
  if (!needs || !latest || !figures || published === undefined) return null
  const begun = latest.length > 0 || figures.states.draft > 0
  return (
    <>
      <Head title={t('nav.overview')}>
        <NewOfferButtons />
      </Head>
      <section aria-labelledby="needs">
        <h2 id="needs">{t('overview.needs')}</h2>
        {needs.shown.length ? (
          <NeedsList needs={needs.shown} onOpen={go} />
        ) : (
          <p class="empty">{t('overview.nothing')}</p>
        )}
        {needs.all > needs.shown.length && (
          <button type="button" class="more" onClick={() => setLimit(limit + pageLength)}>
            {t('popup.moreNeeds', { n: needs.all - needs.shown.length })}
          </button>
        )}
      </section>
      {begun ? (
        <section aria-labelledby="figures">
          <h2 id="figures">{t('overview.figures')}</h2>
          <Figures figures={figures} />
        </section>
      ) : (
        <p class="empty">{t('overview.first')}</p>
      )}
      <Missing published={published} />
      <Links />
      {latest.length > 0 && (
        <section aria-labelledby="latest">
          <h2 id="latest">{t('overview.latest')}</h2>
          <OfferTable offers={latest} />
        </section>
      )}
    </>
  )
}
