import { beforeEach, describe, expect, it } from 'vitest'
import type { Activity } from '#core/model/activity.ts'
import { eachActivity, listActivity, type ActivityFilter } from '#core/workspace/activity.ts'
import type { Watch } from '#core/workspace/watch.ts'
import { Bench } from '#test/core/workspace/support.ts'

let bench: Bench
let fjord: string
beforeEach(async () => {
  bench = await Bench.start()
  fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
  const line = (n: number): Activity => ({
    id: `l${String(n).padStart(5, '0')}`,
    // The first three hundred are of one moment, as an import writes them: more than are read at once.
    at: new Date(bench.moment + Math.max(0, n - 300)).toISOString(),
    by: n % 2 ? bench.actor : 'nobody',
    action: n % 3 ? 'customerChanged' : 'offerWithdrawn',
    offerId: null,
    customerId: n % 5 ? fjord : null,
    detail: {},
  })
  await bench.db.at('activity').bulkAdd(Array.from({ length: 700 }, (_, n) => line(n)))
  bench.spoilt = true
})

const everything: ActivityFilter = { by: null, topic: null, customerId: null, from: null, to: null }

/** So many are read at once. */
const pageLength = 200

/** Ids of all lines that are handed over, and how many at once at the most. */
async function through(filter: ActivityFilter, watch?: Watch) {
  const ids: string[] = []
  let most = 0
  await eachActivity(
    bench.db,
    filter,
    (lines, users, customers) => {
      ids.push(...lines.map(({ id }) => id))
      most = Math.max(most, lines.length)
      expect(users.map(({ name }) => name)).toEqual(['Marte Nordvik'])
      expect(customers.map(({ name }) => name)).toEqual(['Fjord Bygg AS'])
    },
    watch,
    pageLength,
  )
  return { ids, most }
}

describe('the log as a file', () => {
  it.each<[string, () => Partial<ActivityFilter>]>([
    ['all of it', () => ({})],
    ['of one person', () => ({ by: bench.actor })],
    ['of one customer', () => ({ customerId: fjord })],
    ['of one customer and person', () => ({ customerId: fjord, by: bench.actor })],
    ['of one kind', () => ({ topic: 'offers' })],
    ['of some days', () => ({ from: '2026-11-02', to: '2026-11-02' })],
  ])('has every line that the screen would show, once, newest first: %s', async (_, change) => {
    const filter = { ...everything, ...change() }
    const { ids, most } = await through(filter)
    const { lines } = await listActivity(bench.db, filter, Infinity)
    expect([...ids].sort()).toEqual(lines.map(({ id }) => id).sort())
    expect(ids.length).toBeGreaterThan(100)
    const at = new Map(lines.map((line) => [line.id, line.at]))
    const moments = ids.map((id) => at.get(id)!)
    expect(moments).toEqual([...moments].sort().reverse())
    expect(most).toBeLessThanOrEqual(pageLength)
  })

  it('says how far it is, and can be stopped', async () => {
    const parts: [number, number][] = []
    await through(everything, { onPart: (done, all) => parts.push([done, all]) })
    expect(parts).toHaveLength(4)
    expect(parts.at(-1)![0]).toBe(parts.at(-1)![1])
    const stop = new AbortController()
    const watch = { onPart: (done: number) => done > 300 && stop.abort(), signal: stop.signal }
    await expect(through(everything, watch)).rejects.toMatchObject({ code: 'stopped' })
  })
})
