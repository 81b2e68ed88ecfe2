import { useMemo } from 'preact/hooks'
import { offerCapability } from '#core/access/access.ts'
import type { Customer } from '#core/model/customer.ts'
import { offerKinds } from '#core/model/kinds.ts'
import type { Draft } from '#core/model/offer.ts'
import type { OfferKind } from '#core/model/terms.ts'
import type { DraftGlance } from '#core/workspace/glance.ts'
import { findOffer, type OfferGlance } from '#core/workspace/offerViews.ts'
import { openDashboard } from '#extension/browser.ts'
import { reading, shown } from '#extension/popup/reading.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { copyText } from '#extension/ui/clipboard.ts'
import { commands } from '#extension/ui/commands.ts'
import { Icon } from '#extension/ui/Icon.tsx'
import { NeedsList } from '#extension/ui/NeedsList.tsx'
import { audienceInWords, glanceInWords, productsInWords } from '#extension/ui/offers.ts'
import type { Found } from '#extension/ui/search/found.ts'
import {
  FoundPortals,
  CustomerResult,
  CustomerWords,
  OpenedCustomer,
  SearchField,
} from '#extension/ui/search/parts.tsx'
import { useSearch, type Search } from '#extension/ui/search/useSearch.ts'
import { useStore } from '#extension/ui/store.ts'

/** What the popup shows first: search, what needs attention, a new offer, drafts, recent offers. */
export function Home({
  onMake,
  onContinue,
}: {
  onMake: (kind: OfferKind, customer: Customer | null) => void
  onContinue: (draft: Draft) => void
}) {
  const { t, denied } = useApp()
  const first = useStore(reading.glance)?.first
  const search = useSearch(Boolean(first))
  const { root, found } = search
  const results = useResults(search, onMake)
  // All at once: what appears later would push a button away from under the finger.
  if (!first) return null
  const { needs, offers, unfinished } = first
  return (
    <div ref={root} data-found={found?.typed} onKeyDown={search.onKeyDown}>
      {/* The popup is opened to do something at once. */}
      <SearchField search={search} autoFocus />
      {search.opened ? (
        <OpenedCustomer search={search} onDraft={onContinue} onPlace={(place) => void openDashboard(place)} />
      ) : search.typed.trim() && results ? (
        results
      ) : (
        <>
          {needs.all > 0 && (
            <section aria-labelledby="needs">
              <h2 id="needs">{t('popup.needs', { n: needs.all })}</h2>
              <NeedsList needs={needs.shown} onOpen={(place) => void openDashboard(place)} />
              {needs.all > shown.needs && (
                <button type="button" class="more" onClick={() => void openDashboard()}>
                  {t('popup.moreNeeds', { n: needs.all - shown.needs })}
                </button>
              )}
            </section>
          )}
          <section aria-labelledby="new">
            <h2 id="new">{t('popup.new')}</h2>
            <div class="kinds">
              {offerKinds.map((kind) => {
                const reason = denied(offerCapability[kind])
                return (
                  <fluent-button
                    key={kind}
                    data-id={`new-${kind}`}
                    appearance="primary"
                    disabled={reason !== null}
                    title={reason ? t(`denied.${reason}`) : ''}
                    onClick={() => onMake(kind, null)}
                  >
                    {t(`kind.${kind}`)}
                  </fluent-button>
                )
              })}
            </div>
          </section>
          {unfinished && (
            <section aria-labelledby="drafts">
              <h2 id="drafts">{t('popup.drafts')}</h2>
              <ul class="rows">
                <DraftRow unfinished={unfinished} onContinue={onContinue} />
              </ul>
            </section>
          )}
          <section aria-labelledby="recent">
            <h2 id="recent">{t('popup.recent')}</h2>
            {offers.length === 0 && <p class="hint">{t('popup.noOffers')}</p>}
            <ul class="rows">
              {offers.map((offer) => (
                <OfferRow key={offer.id} offer={offer} />
              ))}
            </ul>
          </section>
        </>
      )}
    </div>
  )
}

function DraftRow({
  unfinished: { draft, who },
  onContinue,
}: {
  unfinished: DraftGlance
  onContinue: (draft: Draft) => void
}) {
  const { t, speak } = useApp()
  return (
    <li class="row-item">
      <button type="button" class="pick" data-row onClick={() => onContinue(draft)}>
        <span class="main">
          {who ?? t(draft.audience === 'public' ? 'audience.public' : 'audience.nobody')}
        </span>
        <span class="side">
          {t(`kind.${draft.terms.kind}`)} · {productsInWords(speak, draft.terms)}
        </span>
      </button>
    </li>
  )
}

/** An offer in a line, with its link one click away. */
function OfferRow({ offer }: { offer: OfferGlance }) {
  const { t, db, speak, run, showToast } = useApp()
  const { company } = useSession()
  const who = audienceInWords(speak, offer)

  async function copy() {
    const [view, loaded] = await Promise.all([findOffer(db, offer.id, Date.now()), commands.load()])
    if (!view || !loaded) return
    const { linkOf, markSent } = loaded
    const recipient = offer.audience === 'one' ? (view.recipients[0]?.recipient ?? null) : null
    if (!(await copyText(linkOf(company, view.version, recipient))))
      return showToast({ text: t('share.copyFailed'), bad: true })
    const ready = view.state === 'ready'
    await run(
      markSent,
      { code: view.version.code, recipientId: recipient?.id ?? null, way: 'linkCopied' },
      {
        done: t(ready ? 'share.copiedNotOnline' : 'share.copied'),
        undoable: true,
        action: ready ? { label: t('share.publish'), run: () => void openDashboard('/publish') } : undefined,
      },
    )
  }

  return (
    <li class="row-item">
      <button type="button" class="pick" data-row onClick={() => void openDashboard(`/offers/${offer.id}`)}>
        <span class="main">{who}</span>
        <span class="side">
          {glanceInWords(speak, offer)} · {t(`state.${offer.state}`)}
        </span>
      </button>
      <fluent-button
        size="small"
        appearance="subtle"
        icon-only
        aria-label={t('popup.copyFor', { who })}
        onClick={() => void copy()}
      >
        <Icon name="copy" />
      </fluent-button>
    </li>
  )
}

type OnMake = (kind: OfferKind, customer: Customer) => void

/** What was found, drawn when that is something else, not at every key. */
const useResults = ({ found, open }: Search, onMake: OnMake) =>
  useMemo(() => found && <Results found={found} onOpen={open} onMake={onMake} />, [found, onMake])

function Results({
  found,
  onOpen,
  onMake,
}: {
  found: Found
  onOpen: (customer: Customer) => void
  onMake: OnMake
}) {
  const { t, denied } = useApp()
  const maySell = !denied('offer.purchase')
  if (!found.customers.length && !found.offers.length) return <p class="hint">{t('popup.nothingFound')}</p>
  return (
    <>
      {found.customers.length > 0 && (
        <section aria-labelledby="found-customers">
          <h2 id="found-customers">{t('nav.customers')}</h2>
          <ul class="rows">
            {found.customers.map((customer) => (
              <CustomerResult key={customer.id} customer={customer} onOpen={onOpen}>
                <button
                  type="button"
                  class="pick"
                  data-row
                  data-customer={customer.id}
                  onClick={() => void openDashboard(`/customers/${customer.id}`)}
                >
                  <CustomerWords customer={customer} />
                </button>
                {maySell && (
                  <button
                    type="button"
                    class="small"
                    aria-label={t('popup.offerFor', { who: customer.name })}
                    onClick={() => onMake('purchase', customer)}
                  >
                    {t('kind.purchase')}
                  </button>
                )}
              </CustomerResult>
            ))}
          </ul>
          <p class="hint">{t('search.hint')}</p>
        </section>
      )}
      {found.customers.length === 1 && !denied('portal.open') && (
        <section aria-labelledby="found-portals">
          <h2 id="found-portals">{t('customer.tab.portals')}</h2>
          <FoundPortals customer={found.customers[0]!} />
        </section>
      )}
      {found.offers.length > 0 && (
        <section aria-labelledby="found-offers">
          <h2 id="found-offers">{t('nav.offers')}</h2>
          <ul class="rows">
            {found.offers.map((offer) => (
              <OfferRow key={offer.id} offer={offer} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
