import { drafts, needs, offers } from '#core/workspace/queries.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { NewOfferButtons } from '#extension/dashboard/NewOffer.tsx'
import { go } from '#extension/dashboard/route.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useLive } from '#extension/ui/live.ts'
import { NeedsList } from '#extension/ui/NeedsList.tsx'
import { OfferTable } from '#extension/dashboard/OfferTable.tsx'

const counted = ['ready', 'published', 'expired', 'withdrawn'] as const
const answered = ['received', 'asked', 'accepted', 'declined'] as const

/** The first screen: what needs attention, how the offers stand, and a new one. */
export function Overview() {
  const { t, db } = useApp()
  const session = useSession()
  const waiting = useLive(() => needs(db, session, Date.now()), [db, session])
  const all = useLive(() => offers(db, Date.now()), [db])
  const unfinished = useLive(() => drafts(db), [db])
  if (!waiting || !all || !unfinished) return null
  const recipients = all.flatMap((view) => view.recipients)
  const inState = (state: (typeof answered)[number]) =>
    recipients.filter(({ recipient }) => recipient.state === state || (state === 'accepted' && recipient.state === 'acceptedWithChanges')).length
  return (
    <>
      <Head title={t('nav.overview')}><NewOfferButtons /></Head>
      {all.length === 0 && unfinished.length === 0 ? (
        <p class="empty">{t('overview.first')}</p>
      ) : (
        <div class="figures">
          <dl>
            <div><dt>{t('state.draft')}</dt><dd>{unfinished.length}</dd></div>
            {counted.map((state) => <div key={state}><dt>{t(`state.${state}`)}</dt><dd>{all.filter((view) => view.state === state).length}</dd></div>)}
          </dl>
          <dl>
            {answered.map((state) => <div key={state}><dt>{t(`recipient.${state}`)}</dt><dd>{inState(state)}</dd></div>)}
          </dl>
        </div>
      )}
      <section aria-labelledby="needs">
        <h2 id="needs">{t('overview.needs')}</h2>
        {waiting.length ? <NeedsList needs={waiting} onOpen={go} /> : <p class="empty">{t('overview.nothing')}</p>}
      </section>
      {all.length > 0 && (
        <section aria-labelledby="latest">
          <h2 id="latest">{t('overview.latest')}</h2>
          <OfferTable views={all.slice(0, 6)} />
        </section>
      )}
    </>
  )
}
