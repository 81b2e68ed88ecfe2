import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chosenOf,
  partsOf,
  readAddress,
  readSort,
  withValues,
  writeAddress,
  writeSort,
} from '#extension/dashboard/address.ts'

describe('an address in the dashboard', () => {
  it('is a place and how its list is narrowed down', () => {
    const address = readAddress('#/customers?filter=ending&sort=-subscriptions')
    expect(address).toEqual({ place: '/customers', query: 'filter=ending&sort=-subscriptions' })
    expect(writeAddress(address)).toBe('#/customers?filter=ending&sort=-subscriptions')
    expect(readAddress('')).toEqual({ place: '', query: '' })
    expect(partsOf(readAddress('#/customers/1/requests?find=a').place)).toEqual([
      'customers',
      '1',
      'requests',
    ])
  })

  it('keeps whatever was typed, also what an address is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const hash = writeAddress({
          place: '/customers',
          query: withValues('filter=ending', { find: typed }),
        })
        // As the browser hands it over.
        const { place, query } = readAddress(new URL(`https://x.example/${hash}`).hash)
        expect(place).toBe('/customers')
        expect(new URLSearchParams(query).get('find')).toBe(typed.toWellFormed())
        expect(new URLSearchParams(query).get('filter')).toBe('ending')
      }),
    )
  })

  it('leaves out what is null, and says what is empty', () => {
    expect(withValues('filter=ending&find=a', { filter: null })).toBe('find=a')
    expect(withValues('', { customer: '' })).toBe('customer=')
    expect(writeAddress({ place: '/offers', query: withValues('state=ready', { state: null }) })).toBe(
      '#/offers',
    )
  })

  it('names one of the choices or the first', () => {
    expect(chosenOf(['all', 'ready'], 'ready')).toBe('ready')
    expect(chosenOf(['all', 'ready'], 'nonsense')).toBe('all')
    expect(chosenOf(['all', 'ready'], null)).toBe('all')
  })

  it('says what is sorted by', () => {
    const columns = ['name', 'requests'] as const
    expect(readSort(columns, null)).toEqual({ by: 'name', down: false })
    expect(readSort(columns, '-nonsense')).toEqual({ by: 'name', down: false })
    for (const text of ['name', '-name', 'requests', '-requests'])
      expect(writeSort(readSort(columns, text))).toBe(text)
  })
})
