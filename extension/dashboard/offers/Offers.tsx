import { useEffect, useMemo, useState } from 'preact/hooks'
import { offerCapability } from '#core/access/access.ts'
import { offerKinds } from '#core/model/kinds.ts'
import type { Draft, VersionState } from '#core/model/offer.ts'
import type { Template } from '#core/model/template.ts'
import type { OfferKind } from '#core/model/terms.ts'
import { findCustomer } from '#core/workspace/customers.ts'
import {
  duplicateDraft,
  findDraftSubject,
  listDrafts,
  newDraft,
  purchaseAfterTrial,
} from '#core/workspace/drafts.ts'
import { listLatestRows, newestFirst, offerAt, type OfferRow } from '#core/workspace/offerViews.ts'
import { subscriptionsOf } from '#core/workspace/subscriptions.ts'
import { removeTemplate, templates } from '#core/workspace/templates.ts'
import { chosenOf } from '#extension/dashboard/address.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { wholeUpTo } from '#extension/dashboard/list/RowTable.tsx'
import { NewOfferButtons, useChosenCustomer } from '#extension/dashboard/offers/NewOffer.tsx'
import { OfferDetail } from '#extension/dashboard/offers/OfferDetail.tsx'
import { OfferRows } from '#extension/dashboard/offers/OfferTable.tsx'
import { findOffers, offerText } from '#extension/dashboard/offers/offerView.ts'
import { go, narrow, useQuery } from '#extension/dashboard/route.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { CommandDialog } from '#extension/ui/CommandDialog.tsx'
import { useOfferRows } from '#extension/ui/followed.ts'
import { useLive } from '#extension/ui/live.ts'
import { MakerDialog } from '#extension/ui/maker/MakerDialog.tsx'
import { productsInWords } from '#extension/ui/offers.ts'

const filters = ['all', 'draft', 'ready', 'published', 'expired', 'withdrawn', 'templates'] as const

/** So many offers are there before all of them are in memory. */
const firstShown = 50

/** Every offer, the last touched first; the first of them until all are in memory. */
function useOffers(): readonly OfferRow[] | undefined {
  const { db } = useApp()
  const first = useLive(() => listLatestRows(db, firstShown), [db])
  const rows = useOfferRows(first !== undefined)
  const all = useMemo(() => rows && newestFirst(rows), [rows])
  return all ?? first
}

/** All offers by state, and one of them in full. */
export function Offers({ rest: [offerId, way, about = ''] }: { rest: readonly string[] }) {
  const { t, db, denied } = useApp()
  const query = useQuery()
  const filter = chosenOf(filters, query.get('state'))
  const typed = query.get('find') ?? ''
  const all = useOffers()
  const now = useNow()
  const at = useMemo(() => {
    const instant = new Date(now).toISOString()
    return (row: OfferRow) => offerAt(row, instant)
  }, [now])
  const isLooking = typed.trim() !== ''
  const texts = useMemo(
    () => (isLooking && all ? all.map((row) => offerText(at(row))) : null),
    [all, isLooking],
  )
  const shown = useMemo(() => {
    const found = all && texts ? findOffers(all, texts, typed) : all
    if (filter === 'all') return found
    return found?.filter((row) => at(row).state === (filter as VersionState))
  }, [all, texts, typed, filter, at])
  const unfinished = useLive(() => listDrafts(db), [db])
  // The overview's links lead straight into the maker.
  const kind = offerKinds.find((each) => offerId === `new-${each}`)
  if (offerId === 'after-trial') return <AfterTrial customerId={way ?? ''} subscriptionId={about} />
  if (offerId && !kind) return <OfferDetail offerId={offerId} remind={way === 'remind' ? about : null} />
  if (!all || !shown || !unfinished) return null
  return (
    <>
      <Head title={t('nav.offers')}>
        <NewOfferButtons />
      </Head>
      <div class="chips" role="group" aria-label={t('offers.filter')}>
        {filters.map((each) => (
          <button
            key={each}
            type="button"
            class="chip"
            aria-pressed={each === filter}
            onClick={() => narrow({ state: each === 'all' ? null : each })}
          >
            {each === 'all'
              ? t('offers.all')
              : each === 'templates'
                ? t('template.title')
                : t(`state.${each}`)}
            {each === 'draft' && unfinished.length > 0 && <span class="count">{unfinished.length}</span>}
          </button>
        ))}
      </div>
      {(all.length > wholeUpTo || typed) && filter !== 'templates' && filter !== 'draft' && (
        // Of a long list the browser's own search sees the window only.
        <input
          class="search"
          type="search"
          name="find-offer"
          placeholder={t('offers.find')}
          aria-label={t('offers.find')}
          value={typed}
          onInput={(event) => narrow({ find: event.currentTarget.value || null }, { typing: true })}
        />
      )}
      {kind && !denied(offerCapability[kind]) && <Begin key={kind} kind={kind} />}
      {filter === 'templates' ? (
        <TemplateList />
      ) : filter === 'draft' ? (
        <DraftList drafts={unfinished} />
      ) : shown.length ? (
        <OfferRows rows={shown} idOf={([id]) => id} at={at} view={query.toString()} />
      ) : (
        <p class="empty">{t('offers.none')}</p>
      )}
    </>
  )
}

/** The maker with the purchase that follows a trial, opened by an address; closing it leads to the customer's subscriptions. */
function AfterTrial({ customerId, subscriptionId }: { customerId: string; subscriptionId: string }) {
  const { db } = useApp()
  const { company } = useSession()
  const found = useLive(async () => {
    const [customer, held] = await Promise.all([
      findCustomer(db, customerId),
      subscriptionsOf(db, customerId),
    ])
    return { customer, trial: held.find((each) => each.id === subscriptionId) }
  }, [db, customerId, subscriptionId])
  const [draft, setDraft] = useState<Draft | null>(null)
  const place = `/customers/${customerId}/subscriptions`
  useEffect(() => {
    if (!found) return
    const { customer, trial } = found
    const skuId = trial?.product.skuId ?? null
    // What is not in the catalog cannot be offered: its card says what to do.
    if (!customer || !trial || skuId === null) return go(place)
    setDraft(
      (begun) =>
        begun ??
        purchaseAfterTrial(
          { product: { skuId, name: trial.product.name }, licences: trial.licences },
          company,
          customer,
          Date.now(),
        ),
    )
  }, [found])
  return draft && <MakerDialog draft={draft} onClose={() => go(place)} />
}

/** The maker, opened by an address. */
function Begin({ kind }: { kind: OfferKind }) {
  const { company } = useSession()
  const customer = useChosenCustomer()
  const [draft, setDraft] = useState<Draft | null>(null)
  useEffect(() => {
    if (customer !== undefined) setDraft((begun) => begun ?? newDraft(kind, company, customer, Date.now()))
  }, [customer])
  return draft && <MakerDialog draft={draft} onClose={() => go('/offers')} />
}

function TemplateList() {
  const { t, db, attempt, speak, denied } = useApp()
  const { company } = useSession()
  const [draft, setDraft] = useState<Draft | null>(null)
  const [removing, setRemoving] = useState<Template | null>(null)
  const all = useLive(() => templates(db), [db])
  if (!all) return null
  if (!all.length) return <p class="empty">{t('template.none')}</p>
  return (
    <>
      <ul class="rows wide">
        {all.map((template) => (
          <li key={template.id} class="row-item">
            <button
              type="button"
              class="pick"
              onClick={() => setDraft(duplicateDraft(template.terms, template, company, Date.now()))}
            >
              <span class="main">{template.name}</span>
              <span class="side">
                {t(`kind.${template.terms.kind}`)} · {productsInWords(speak, template.terms)}
              </span>
            </button>
            {!denied('template.edit') && (
              <fluent-button
                size="small"
                class="danger"
                data-id="remove-template"
                aria-label={t('template.removeOf', { name: template.name })}
                onClick={() => setRemoving(template)}
              >
                {t('app.remove')}
              </fluent-button>
            )}
          </li>
        ))}
      </ul>
      {draft && <MakerDialog draft={draft} onClose={() => setDraft(null)} />}
      {removing && (
        <CommandDialog
          title={t('template.removeOf', { name: removing.name })}
          run={() => attempt(removeTemplate, { id: removing.id })}
          done={t('template.removed')}
          id="remove-template-sure"
          action={t('app.remove')}
          danger
          onClose={() => setRemoving(null)}
        >
          <p>{t('template.removeWhat', { name: removing.name })}</p>
        </CommandDialog>
      )}
    </>
  )
}

function DraftList({ drafts: all }: { drafts: readonly Draft[] }) {
  const { t, db, speak } = useApp()
  const [open, setOpen] = useState<Draft | null>(null)
  const subjects =
    useLive(() => Promise.all(all.map((draft) => findDraftSubject(db, draft))), [db, all]) ?? []
  const who = (index: number) => subjects[index]?.customers[0]?.name ?? t('audience.nobody')
  if (!all.length) return <p class="empty">{t('offers.noDrafts')}</p>
  return (
    <>
      <ul class="rows wide">
        {all.map((draft, index) => (
          <li key={draft.id} class="row-item">
            <button type="button" class="pick" onClick={() => setOpen(draft)}>
              <span class="main">{draft.audience === 'public' ? t('audience.public') : who(index)}</span>
              <span class="side">
                {t(`kind.${draft.terms.kind}`)} · {productsInWords(speak, draft.terms)} ·{' '}
                {speak.moment(draft.updatedAt)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {open && <MakerDialog draft={open} onClose={() => setOpen(null)} />}
    </>
  )
}
