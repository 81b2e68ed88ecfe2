import { describe, expect, it } from 'vitest'
import { readTable } from '#core/exchange/csv.ts'
import { readCustomerRows } from '#core/exchange/customerFile.ts'
import { fitted, type TableName } from '#core/storage/records.ts'
import {
  activityOf,
  customerList,
  customerOf,
  named,
  offerOf,
  searches,
  subscriptionOf,
} from '#test/bench/workspace/records.ts'

const today = '2026-11-02'
const numbers = Array.from({ length: 50 }, (_, n) => n)

const faults = (table: TableName, record: unknown) => {
  const result = fitted(table, record)
  return result.ok ? [] : result.issues.map(({ message }) => message)
}

describe('records for measuring', () => {
  it('fit their schemas', async () => {
    for (const n of numbers) {
      const { offer, version, recipients } = await offerOf(n, 20, today)
      expect(faults('customers', customerOf(n, today))).toEqual([])
      expect(faults('offers', offer)).toEqual([])
      expect(faults('versions', version)).toEqual([])
      for (const recipient of recipients) expect(faults('recipients', recipient)).toEqual([])
      expect(faults('subscriptions', subscriptionOf(n, today))).toEqual([])
      expect(faults('activity', activityOf(n, 20, today))).toEqual([])
    }
  })

  it('are the same for the same number, and others for others', () => {
    expect(customerOf(7, today)).toEqual(customerOf(7, today))
    const ids = Array.from({ length: 5_000 }, (_, n) => [customerOf(n, today).id, activityOf(n, 9, today).id])
    expect(new Set(ids.flat()).size).toBe(10_000)
  })

  it('are found by what is typed', () => {
    const known = numbers.map((n) => `${named(n).name} ${named(n).person} ${named(n).tenantId}`.toLowerCase())
    const found = searches().filter((text) => known.some((each) => each.includes(text)))
    expect(found.length).toBeGreaterThanOrEqual(6)
  })

  it('make a customer list without faults', () => {
    const rows = readCustomerRows(readTable(customerList(100)))
    expect(rows).toHaveLength(100)
    expect(rows.flatMap((row) => row.faults)).toEqual([])
    expect(rows[0]).toMatchObject({ name: named(10_000_000).name, tenantId: named(10_000_000).tenantId })
  })
})
