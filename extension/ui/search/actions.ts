import { offerCapability, type Denial } from '#core/access/access.ts'
import type { Product } from '#core/catalog/products.ts'
import { wordsOf } from '#core/locale/fold.ts'
import type { Company } from '#core/model/company.ts'
import type { Customer } from '#core/model/customer.ts'
import { offerKinds } from '#core/model/kinds.ts'
import type { Draft } from '#core/model/offer.ts'
import type { Subscription } from '#core/model/subscription.ts'
import { newDraft, purchaseAfterTrial } from '#core/workspace/drafts.ts'
import { addressFor, type PortalView } from '#core/workspace/portals.ts'
import type { App } from '#extension/ui/app.tsx'
import type { Speaker } from '#extension/ui/words.ts'

/** What one can do for a customer: make an offer, go to a place in the dashboard, or open a portal. */
export type Action = Readonly<{
  id: string
  text: string
  /** Said after it: how many, or why it cannot be done. */
  side?: string
}> &
  (
    | Readonly<{ draft: () => Draft }>
    | Readonly<{ place: string }>
    | Readonly<{ portal: string; url: string }>
    | Readonly<{ off: true }>
  )

export type Actions = Readonly<{ title: string; actions: readonly Action[] }>

/** What is known for a customer's actions. */
export type Known = Readonly<{
  customer: Customer
  company: Company
  /** That it has today. */
  subscriptions: readonly Subscription[]
  /** The catalog, what was used last first. */
  products: readonly Product[]
  portals: readonly PortalView[]
}>

/** So many products are offered where the customer has none and nothing is typed. */
const fewProducts = 3
const mostProducts = 8

/** Places of a customer, with what each is no use without. */
const places = {
  subscriptions: 'subscription.view',
  requests: 'request.edit',
  passwords: 'password.reset',
  delegation: null,
  activity: null,
} as const

/** Whether every word typed is in a text, anywhere. */
function hasWords(text: string, typed: string): boolean {
  const words = wordsOf(text).join(' ')
  return wordsOf(typed).every((word) => words.includes(word))
}

/**
 * What one can do for a customer, in the order in which it is wanted: a new
 * offer of each kind, its products, portals, its places in the dashboard.
 *
 * @param typed only what has these words. The catalog's products come with them, or where the customer has none
 */
export function actionsFor(
  { customer, company, subscriptions, products, portals }: Known,
  { t, denied }: Pick<App, 'denied'> & Pick<Speaker, 't'>,
  typed: string,
): Actions[] {
  const now = Date.now()
  const off = (reason: Denial) => ({ side: t(`denied.${reason}`), off: true }) as const
  const offers = offerKinds.map((kind): Action => {
    const reason = denied(offerCapability[kind], customer)
    const draft = () => newDraft(kind, company, customer, now)
    return { id: `new-${kind}`, text: t(`new.${kind}`), ...(reason ? off(reason) : { draft }) }
  })
  const held = subscriptions.map(({ id, product, licences }): Action => ({
    id,
    text: `${product.name} × ${licences}`,
    side: t('customer.tab.subscriptions'),
    place: `/customers/${customer.id}/subscriptions`,
  }))
  const wanted = typed.trim() ? mostProducts : held.length ? 0 : fewProducts
  const offered = denied('offer.purchase', customer)
    ? []
    : products.map(({ skuId, name }): Action => ({
        id: skuId,
        text: t('search.offerOf', { product: name }),
        draft: () => purchaseAfterTrial({ product: { skuId, name }, licences: 1 }, company, customer, now),
      }))
  const open = portals
    .filter(({ hidden }) => !hidden)
    .map((portal): Action => {
      const address = addressFor(portal, customer, company.cloud)
      const { id, name } = portal
      return 'url' in address
        ? { id, text: name, portal: id, url: address.url }
        : { id, text: name, side: t(`portal.missing.${address.missing}`), off: true }
    })
  const pages = Object.entries(places)
    .filter(([page]) => page !== 'passwords' || company.cloud === 'worldwide')
    .map(([page, capability]): Action => {
      const reason = capability && denied(capability, customer)
      const text = t(`customer.tab.${page as keyof typeof places}`)
      return { id: page, text, ...(reason ? off(reason) : { place: `/customers/${customer.id}/${page}` }) }
    })
  const home: Action = { id: 'open', text: t('customer.open'), place: `/customers/${customer.id}` }
  const fits = ({ text }: Action) => hasWords(text, typed)
  return [
    { title: t('popup.new'), actions: offers.filter(fits) },
    {
      title: t('search.products'),
      actions: [...held.filter(fits), ...offered.filter(fits).slice(0, wanted)],
    },
    {
      title: t('customer.tab.portals'),
      actions: denied('portal.open', customer) ? [] : open.filter(fits),
    },
    { title: customer.name, actions: [home, ...pages].filter(fits) },
  ].filter(({ actions }) => actions.length > 0)
}
