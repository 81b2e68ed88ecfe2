import { useState } from 'preact/hooks'
import { customers, drafts, offers } from '#core/workspace/queries.ts'
import type { Draft, VersionState } from '#core/model/offer.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { MakerDialog, NewOfferButtons } from '#extension/dashboard/NewOffer.tsx'
import { OfferDetail } from '#extension/dashboard/OfferDetail.tsx'
import { OfferTable } from '#extension/dashboard/OfferTable.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { useLive } from '#extension/ui/live.ts'
import { productsInWords } from '#extension/ui/offers.ts'

const filters = ['all', 'draft', 'ready', 'published', 'expired', 'withdrawn'] as const

/** All offers by state, and one of them in full. */
export function Offers({ rest: [offerId] }: { rest: readonly string[] }) {
  const { t, db } = useApp()
  const [filter, setFilter] = useState<(typeof filters)[number]>('all')
  const all = useLive(() => offers(db, Date.now()), [db])
  const unfinished = useLive(() => drafts(db), [db])
  if (offerId) return <OfferDetail offerId={offerId} />
  if (!all || !unfinished) return null
  const shown = all.filter((view) => filter === 'all' || view.state === (filter as VersionState))
  return (
    <>
      <Head title={t('nav.offers')}><NewOfferButtons /></Head>
      <div class="chips" role="group" aria-label={t('offers.filter')}>
        {filters.map((each) => (
          <button key={each} type="button" class="chip" aria-pressed={each === filter} onClick={() => setFilter(each)}>
            {each === 'all' ? t('offers.all') : t(`state.${each}`)}
            {each === 'draft' && unfinished.length > 0 && <span class="count">{unfinished.length}</span>}
          </button>
        ))}
      </div>
      {filter === 'draft' ? <DraftList drafts={unfinished} /> : shown.length ? <OfferTable views={shown} /> : <p class="empty">{t('offers.none')}</p>}
    </>
  )
}

function DraftList({ drafts: all }: { drafts: readonly Draft[] }) {
  const { t, db, speak } = useApp()
  const [open, setOpen] = useState<Draft | null>(null)
  const everybody = useLive(() => customers(db), [db]) ?? []
  const who = (draft: Draft) => everybody.find((customer) => customer.id === draft.customerIds[0])?.name ?? t('audience.nobody')
  if (!all.length) return <p class="empty">{t('offers.noDrafts')}</p>
  return (
    <>
      <ul class="rows wide">
        {all.map((draft) => (
          <li key={draft.id} class="row-item">
            <button type="button" class="pick" onClick={() => setOpen(draft)}>
              <span class="main">{draft.audience === 'public' ? t('audience.public') : who(draft)}</span>
              <span class="side">{t(`kind.${draft.terms.kind}`)} · {productsInWords(speak, draft.terms)} · {speak.moment(draft.updatedAt)}</span>
            </button>
          </li>
        ))}
      </ul>
      {open && <MakerDialog draft={open} onClose={() => setOpen(null)} />}
    </>
  )
}
