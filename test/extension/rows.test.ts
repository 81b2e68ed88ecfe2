import { describe, expect, it } from 'vitest'
import type { CustomerGlance } from '#core/workspace/customerLists.ts'
import type { OfferGlance } from '#core/workspace/offerViews.ts'
import { filterCustomers, isCount, sortCustomers } from '#extension/dashboard/customers/customerView.ts'
import { rowAfter, withGaps } from '#extension/dashboard/list/rowKeys.ts'
import { findOffers, offerText } from '#extension/dashboard/offers/offerView.ts'

describe('a key in a list', () => {
  it('leads to a row that is there', () => {
    expect(rowAfter('ArrowDown', 0, 2000, 20)).toBe(1)
    expect(rowAfter('ArrowUp', 0, 2000, 20)).toBe(0)
    expect(rowAfter('PageDown', 5, 2000, 20)).toBe(25)
    expect(rowAfter('PageDown', 1990, 2000, 20)).toBe(1999)
    expect(rowAfter('PageUp', 5, 2000, 20)).toBe(0)
    expect(rowAfter('End', 5, 2000, 20)).toBe(1999)
    expect(rowAfter('Home', 5, 2000, 20)).toBe(0)
    expect(rowAfter('x', 5, 2000, 20)).toBeNull()
  })
})

describe('the rows that are drawn', () => {
  it('lie where they would if all were drawn', () => {
    const item = (index: number) => ({ index, start: 100 + 40 * index, end: 140 + 40 * index })
    expect(withGaps([item(0), item(1)], 100)).toEqual([
      { gap: 0, index: 0 },
      { gap: 0, index: 1 },
    ])
    // One that has the focus, far from the window.
    expect(withGaps([item(3), item(50), item(51)], 100)).toEqual([
      { gap: 120, index: 3 },
      { gap: 46 * 40, index: 50 },
      { gap: 0, index: 51 },
    ])
  })
})

describe('a list of customers', () => {
  const customer = (name: string, more: Partial<CustomerGlance> = {}): CustomerGlance => ({
    id: name,
    name,
    domain: `${name}.example`,
    favourite: false,
    delegation: 'none',
    pending: 0,
    subscriptions: 0,
    ending: 0,
    requests: 0,
    ...more,
  })
  const all = [
    customer('a', { subscriptions: 1 }),
    customer('b', { subscriptions: 9 }),
    customer('c', { subscriptions: 2, ending: 1, favourite: true }),
    customer('d', { subscriptions: 1, delegation: 'active' }),
  ]
  const names = (customers: readonly CustomerGlance[]) => customers.map(({ name }) => name).join('')

  it('has those whose subscriptions end soon first, and names decide between equals', () => {
    expect(names(sortCustomers(all, { by: 'subscriptions', down: true }))).toBe('cbad')
    expect(names(sortCustomers(all, { by: 'subscriptions', down: false }))).toBe('adbc')
    expect(names(sortCustomers(all, { by: 'name', down: true }))).toBe('dcba')
    expect(names(all)).toBe('abcd')
    expect(isCount('subscriptions')).toBe(true)
    expect(isCount('domain')).toBe(false)
  })

  it('shows those that fit the filter and what is typed', () => {
    expect(names(filterCustomers(all, 'all', null))).toBe('abcd')
    expect(names(filterCustomers(all, 'ending', null))).toBe('c')
    expect(names(filterCustomers(all, 'delegated', null))).toBe('d')
    expect(names(filterCustomers(all, 'all', new Set(['b', 'd'])))).toBe('bd')
    expect(names(filterCustomers(all, 'favourite', new Set(['b', 'd'])))).toBe('')
  })
})

describe('a list of offers', () => {
  const offer = (who: string, product: string) =>
    ({ id: who, who, product, code: '0123456789ABCDEFG' }) as OfferGlance
  const all = [offer('Ålesund Verft AS', 'Microsoft 365 E3'), offer('Fjord Bygg AS', 'Microsoft Teams EEA')]
  const found = (typed: string) => findOffers(all, all.map(offerText), typed).map(({ who }) => who)

  it('is searched by customer, product and code, with parts of words and without accents', () => {
    expect(found('lesund')).toEqual(['Ålesund Verft AS'])
    expect(found('teams bygg')).toEqual(['Fjord Bygg AS'])
    expect(found('microsoft')).toHaveLength(2)
    expect(found('0123')).toHaveLength(2)
    expect(found('teams verft')).toEqual([])
  })
})
