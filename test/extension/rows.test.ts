import { describe, expect, it } from 'vitest'
import { CustomerGlance, type CustomerRow } from '#core/workspace/customerLists.ts'
import type { OfferGlance } from '#core/workspace/offerViews.ts'
import type { Sort } from '#extension/dashboard/address.ts'
import {
  byName,
  filterCustomers,
  isCount,
  sortCustomers,
  type CustomerColumn,
  type CustomerFilter,
} from '#extension/dashboard/customers/customerView.ts'
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
  type Has = Readonly<{ steady?: number; ends?: string[]; favourite?: 1; delegation?: 'active' }>
  const row = (name: string, { steady = 0, ends = [], favourite, delegation }: Has): CustomerRow => [
    name,
    name,
    name,
    `${name}.example`,
    favourite ?? 0,
    delegation ?? 'none',
    null,
    0,
    steady,
    ends,
    [],
  ]
  const rows = [
    row('a', { steady: 1 }),
    row('b', { steady: 9 }),
    row('c', { steady: 1, ends: ['2026-11-20'], favourite: 1 }),
    row('d', { steady: 1, delegation: 'active' }),
  ]
  const moment = { instant: '2026-11-02T12:00:00.000Z', date: '2026-11-02', soon: 30 }
  const at = (each: CustomerRow) => new CustomerGlance(each, moment)
  const names = (shown: readonly CustomerRow[]) => shown.map((row) => at(row).name).join('')
  const sorted = (sort: Sort<CustomerColumn>) => sortCustomers(rows, sort, at)
  const filtered = (filter: CustomerFilter, found: ReadonlySet<string> | null) =>
    filterCustomers(rows, filter, found, at)

  it('has those whose subscriptions end soon first, and names decide between equals', () => {
    expect(names(sorted({ by: 'subscriptions', down: true }))).toBe('cbad')
    expect(names(sorted({ by: 'subscriptions', down: false }))).toBe('adbc')
    expect(names(sorted({ by: 'name', down: true }))).toBe('dcba')
    expect(names(rows)).toBe('abcd')
    expect(isCount('subscriptions')).toBe(true)
    expect(isCount('domain')).toBe(false)
  })

  it('is in the order of its names, whatever they begin with', () => {
    const named = [
      'fjord bygg nord',
      'fjord bygg',
      'fjord by',
      '|stlandet',
      'fjord bygg b',
      'asen',
      '',
      'fjord bygg',
    ]
    const ordered = byName(named.map((name) => row(name, {}))).map(([, , order]) => order)
    expect(ordered).toEqual([...named].sort())
  })

  it('counts the subscriptions of a day, and those that end soon', () => {
    const counts = (...ends: string[]) => {
      const { subscriptions, ending } = at(row('e', { steady: 1, ends }))
      return [subscriptions, ending]
    }
    expect(counts('2026-11-01', '2026-11-01+')).toEqual([2, 0])
    expect(counts('2026-11-02', '2026-12-02', '2026-12-03', '2026-12-02+')).toEqual([5, 3])
  })

  it('shows those that fit the filter and what is typed', () => {
    expect(names(filtered('all', null))).toBe('abcd')
    expect(names(filtered('ending', null))).toBe('c')
    expect(names(filtered('delegated', null))).toBe('d')
    expect(names(filtered('all', new Set(['b', 'd'])))).toBe('bd')
    expect(names(filtered('favourite', new Set(['b', 'd'])))).toBe('')
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
