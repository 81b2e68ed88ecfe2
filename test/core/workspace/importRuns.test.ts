import { Dexie } from 'dexie'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Tally } from '#core/storage/derived/tables.ts'
import { setFavourite } from '#core/workspace/customers.ts'
import {
  findImport,
  keepImport,
  readPlan,
  takePlan,
  undoImport,
  type ImportKind,
} from '#core/workspace/imports.ts'
import {
  effects,
  every,
  importCustomers,
  importSubscriptions,
  previewOf,
} from '#test/core/workspace/importing.ts'
import { bad, Bench, good } from '#test/core/workspace/support.ts'

describe('an import of many rows', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await Bench.start()
  })
  const preview = (kind: ImportKind, text: string) => previewOf(bench.db, kind, text)
  /** A list of so many customers. */
  const list = (n: number, note = '') =>
    `Navn;Domene;Notat\n${Array.from({ length: n }, (_, at) => `Kunde ${at} AS;kunde${at}.example;${note}`).join('\n')}\n`
  const namesOf = async () => (await bench.db.at('customers').toArray()).map(({ name }) => name)
  const all = async (text: string) => ({
    text,
    rows: every(await preview('customers', text)),
    chosen: null,
    name: 'liste.csv',
  })

  it('takes many rows part after part, and all of them back', async () => {
    await good(importCustomers(bench.context, await all(list(300))))
    const before = await bench.db.at('customers').toArray()
    const parts: number[] = []
    const readings: [number, number][] = []
    const plan = await readPlan(bench.db, 'customers', list(1000, 'Ny'), null, {
      onPart: (done, all) => readings.push([done, all]),
    })
    // The customers that are there, then each row.
    expect([readings[0], readings[1], readings.at(-1)]).toEqual([
      [300, 1300],
      [301, 1300],
      [1300, 1300],
    ])
    const done = await good(
      takePlan(
        bench.context,
        plan,
        { name: 'liste.csv', numbers: new Set(plan.rows.map(({ row }) => row.number)) },
        { onPart: (n) => parts.push(n) },
      ),
    )
    expect(done).toMatchObject({ added: 700, changed: 300, stopped: false })
    expect(parts).toEqual([500, 1000])
    expect(await bench.db.at('customers').count()).toBe(1000)
    const back: unknown[] = []
    await good(undoImport(bench.context, done.run, { onPart: (...part) => back.push(part) }))
    expect(back).toEqual([
      [1, 2, 'checking'],
      [2, 2, 'checking'],
      [1, 2, 'writing'],
      [2, 2, 'writing'],
    ])
    expect(await bench.db.at('customers').toArray()).toEqual(before)
    expect(await findImport(bench.db)).toBeNull()
  })

  it('writes few shards in each part, in whatever order the file has its rows', async () => {
    const size = 1600
    await good(importCustomers(bench.context, await all(list(size))))
    // 997 and the number of rows have no divisor in common: each row once, far from the one before.
    const rows = Array.from({ length: size }, (_, at) => {
      const n = (at * 997) % size
      return `Kunde ${n} AS;kunde${n}.example;Kari Lie;kari@kunde${n}.example`
    })
    const written = async () => {
      const { counts } = (await bench.db.table('tallies').get('revisions/find')) as Tally
      return counts
    }
    const before = await written()
    const text = `Navn;Domene;Kontakt;E-post\n${rows.join('\n')}\n`
    const done = await good(importCustomers(bench.context, await all(text)))
    expect(done).toMatchObject({ added: 0, changed: size })
    const after = await written()
    // Of four parts the first two lie on the first thousand customers, the others on the rest.
    expect([0, 1].map((shard) => after[shard]! - before[shard]!)).toEqual([2, 2])
  })

  it('tells other screens which tables have changed, not each of many records', async () => {
    type Tree = Readonly<{ l?: Tree; r?: Tree }>
    const ranges = (tree: Tree | undefined): number => (tree ? 1 + ranges(tree.l) + ranges(tree.r) : 0)
    const told = new Map<string, number>()
    const hear = (parts: object) => {
      for (const [part, tree] of Object.entries(parts))
        told.set(part, Math.max(told.get(part) ?? 0, ranges(tree as Tree)))
    }
    Dexie.on.storagemutated.subscribe(hear)
    // Fewer than fifty change.
    await good(importCustomers(bench.context, await all(list(40))))
    const { run } = await good(importCustomers(bench.context, await all(list(300, 'Ny'))))
    await good(undoImport(bench.context, run))
    Dexie.on.storagemutated.unsubscribe(hear)
    expect(told.has(`idb://${bench.db.name}/customers/`)).toBe(true)
    expect(Math.max(...told.values())).toBeLessThan(20)
  })

  it('names what made the browser give a part up, whatever still waited in it', async () => {
    const plan = await readPlan(bench.db, 'customers', list(3), null)
    const numbers = new Set(plan.rows.map(({ row }) => row.number))
    const { value } = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put')!
    const write = value as (this: IDBObjectStore, record: unknown) => IDBRequest
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      record: unknown,
    ) {
      const request = write.call(this, record)
      // A disk that is full, as a browser deals with it: nothing else can make the stand-in for one do so.
      const { transaction } = this as unknown as { transaction: { _abort: (name: string) => void } }
      transaction._abort('QuotaExceededError')
      return request
    })
    const outcome = await takePlan(bench.context, plan, { name: 'liste.csv', numbers })
    put.mockRestore()
    expect(outcome.ok ? null : outcome.problem.detail).toMatchObject({
      what: expect.stringContaining('QuotaExceededError'),
    })
  })

  it('can be taken back to its end where that was broken off', async () => {
    const { run } = await good(importCustomers(bench.context, await all(list(1200))))
    const onPart = (_done: number, _all: number, step: string) => {
      if (step === 'writing') throw new Error('the tab is closed')
    }
    await undoImport(bench.context, run, { onPart })
    expect((await namesOf()).length).toBe(1000)
    expect((await findImport(bench.db))?.id).toBe(run)
    await good(undoImport(bench.context, run))
    expect(await namesOf()).toEqual([])
  })

  it('takes nothing back where something has changed since, or is named by what came later', async () => {
    const first = await good(importCustomers(bench.context, await all(list(400))))
    const [customer] = await bench.db.at('customers').toArray()
    await good(setFavourite(bench.context, { id: customer!.id, favourite: true }))
    expect(await bad(undoImport(bench.context, first.run))).toBe('wrongState')
    await good(setFavourite(bench.context, { id: customer!.id, favourite: false }))
    await bench.offer('trial', [customer!.id])
    expect(await bad(undoImport(bench.context, first.run))).toBe('wrongState')
    expect((await namesOf()).length).toBe(400)
  })

  it('takes back what was written before a row that is refused', async () => {
    await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const rows = Array.from({ length: 700 }, (_, at) => `Fjord Bygg AS;Produkt ${at};1`)
    const text = `Kunde;Produkt;Antall\n${rows.join('\n')}\nFjord Bygg AS;Microsoft 365 Business Standard;301\n`
    const outcome = await importSubscriptions(bench.context, {
      text,
      rows: every(await preview('subscriptions', text)),
      chosen: null,
    })
    expect(outcome.ok ? null : outcome.problem).toMatchObject({
      code: 'overCustomerCap',
      detail: { row: 702 },
    })
    expect(await bench.db.at('subscriptions').count()).toBe(0)
    expect(await findImport(bench.db)).toBeNull()
  })

  it('names the row of a record that cannot be kept, and takes back the others', async () => {
    await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const csv = (start: string) => `Kunde;Produkt;Antall;Startdato\nFjord Bygg AS;Produkt;1;${start}\n`
    const take = async (text: string) =>
      importSubscriptions(bench.context, {
        text,
        rows: every(await preview('subscriptions', text)),
        chosen: null,
      })
    await good(take(csv('')))
    const before = await bench.db.at('subscriptions').toArray()
    // Its last day would lie behind the last one that has a date.
    const outcome = await take(csv('9999-06-01'))
    expect(outcome.ok ? null : outcome.problem).toMatchObject({ code: 'recordUnfit', detail: { row: 2 } })
    expect(await bench.db.at('subscriptions').toArray()).toEqual(before)
  })

  it('reads all that the rows of a part are checked against at once', async () => {
    for (let n = 0; n < 20; n++) await bench.customer(`Fjord Bygg ${n} AS`, `fjord${n}.example`)
    const rows = Array.from({ length: 200 }, (_, at) => `Fjord Bygg ${at % 20} AS;Produkt ${at};1`)
    const text = `Kunde;Produkt;Antall\n${rows.join('\n')}\n`
    const planned = every(await preview('subscriptions', text))
    const reads = (['customers', 'subscriptions', 'productEdits'] as const).map((table) =>
      vi.spyOn(bench.db.at(table), 'get'),
    )
    const taken = await good(importSubscriptions(bench.context, { text, rows: planned, chosen: null }))
    expect(taken).toMatchObject({ added: 200 })
    expect(reads.flatMap(({ mock }) => mock.calls)).toEqual([])
  })

  it('keeps what was taken when it is stopped, and takes it back when that is asked for', async () => {
    const plan = await readPlan(bench.db, 'customers', list(1000), null)
    const numbers = new Set(plan.rows.map(({ row }) => row.number))
    const stop = new AbortController()
    const stopped = await good(
      takePlan(
        bench.context,
        plan,
        { name: 'liste.csv', numbers },
        { onPart: (n) => n === 500 && stop.abort(), signal: stop.signal },
      ),
    )
    expect(stopped).toMatchObject({ added: 500, stopped: true })
    expect(await findImport(bench.db)).toMatchObject({
      state: 'stopped',
      rows: 1000,
      added: 500,
      name: 'liste.csv',
    })
    expect(effects(await preview('customers', list(1000))).filter((effect) => effect === 'new').length).toBe(
      500,
    )
    await good(undoImport(bench.context, stopped.run))
    expect(await namesOf()).toEqual([])
  })

  it('can be taken back or gone on with after the browser was closed in the middle', async () => {
    const plan = await readPlan(bench.db, 'customers', list(1000), null)
    const numbers = new Set(plan.rows.map(({ row }) => row.number))
    const closed = await takePlan(
      bench.context,
      plan,
      { name: 'liste.csv', numbers },
      { onPart: (n) => n === 500 && bench.db.close() },
    )
    expect(closed.ok).toBe(false)
    await bench.db.open()
    const left = (await findImport(bench.db))!
    expect(left).toMatchObject({ state: 'running', added: 500 })
    expect((await namesOf()).length).toBe(500)
    await good(keepImport(bench.context, left.id))
    expect(await findImport(bench.db)).toMatchObject({ state: 'stopped' })
    expect(await good(importCustomers(bench.context, await all(list(1000))))).toMatchObject({
      added: 500,
      changed: 0,
    })
    expect((await namesOf()).length).toBe(1000)
  })
})
