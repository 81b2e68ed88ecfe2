import { describe, expect, it } from 'vitest'
import { portalsOf } from '#core/catalog/portals.ts'
import { productsFor } from '#core/catalog/products.ts'
import { exampleCompany, exampleCustomers } from '#core/exchange/example/data.ts'
import { exampleSubscriptions } from '#core/exchange/example/services.ts'
import { loadWords } from '#core/locale/screens/words.ts'
import { actionsFor, type Action, type Known } from '#extension/ui/search/actions.ts'
import { speaker } from '#extension/ui/words.ts'

const day = '2026-11-02'
await loadWords('en', 'all')
const { t } = speaker('en')
const subscription = exampleSubscriptions(day)[0]!
const known: Known = {
  customer: exampleCustomers(day).find(({ id }) => id === subscription.customerId)!,
  company: exampleCompany(`${day}T08:00:00.000Z`),
  subscriptions: [subscription],
  products: productsFor('NO'),
  portals: portalsOf('worldwide').map((portal) => ({ ...portal, hidden: false, changed: false, edit: null })),
}
const may = { t, denied: () => null }
const texts = (from: Known, typed: string, app: Parameters<typeof actionsFor>[1] = may) =>
  actionsFor(from, app, typed).flatMap(({ actions }) => actions.map(({ text }) => text))
const draftOf = (action: Action | undefined) => action && 'draft' in action && action.draft()

describe('what one can do for a customer', () => {
  it('begins with an offer of each kind, for this customer', () => {
    const [first] = actionsFor(known, may, '')
    expect(first!.actions.map(({ id }) => id)).toEqual(['new-trial', 'new-purchase', 'new-delegation'])
    expect(draftOf(first!.actions[0])).toMatchObject({
      customerIds: [known.customer.id],
      terms: { kind: 'trial' },
    })
  })

  it('names its subscriptions, or products to offer where it has none', () => {
    const held = `${subscription.product.name} × ${subscription.licences}`
    expect(texts(known, '')).toContain(held)
    expect(texts(known, '').filter((text) => text.startsWith('Purchase offer for'))).toEqual([])
    const none = { ...known, subscriptions: [] }
    expect(texts(none, '').filter((text) => text.startsWith('Purchase offer for'))).toHaveLength(3)
  })

  it('finds by words anywhere, without accents, an offer of any product', () => {
    const found = actionsFor(known, may, 'purch BASIC')
    expect(found).toHaveLength(1)
    const { actions } = found[0]!
    expect(actions.length).toBeGreaterThan(0)
    for (const { text } of actions) expect(text).toMatch(/^Purchase offer for .*Basic/)
    expect(draftOf(actions[0])).toMatchObject({
      customerIds: [known.customer.id],
      terms: { kind: 'purchase', lines: [{ product: { skuId: actions[0]!.id }, count: 1 }] },
    })
    expect(texts(known, 'nothing like that')).toEqual([])
  })

  it('says why something cannot be done, and does not offer what nobody may', () => {
    const groups = actionsFor(known, { t, denied: () => 'inactive' }, '')
    for (const action of groups[0]!.actions)
      expect(action).toMatchObject({ off: true, side: t('denied.inactive') })
    expect(texts(known, 'purchase offer for', { t, denied: () => 'inactive' })).toEqual([])
    // Portals are not named at all, as in the pane beside the list.
    expect(groups.map(({ title }) => title)).not.toContain('Portals')
  })
})
