import { beforeEach, describe, expect, it } from 'vitest'
import { newCustomer } from '#core/model/customer.ts'
import { storeNames } from '#core/storage/database.ts'
import type { Change } from '#core/storage/derived/affected.ts'
import { differences } from '#core/storage/derived/compare.ts'
import { rebuild } from '#core/storage/derived/rebuild.ts'
import { readRows } from '#core/storage/derived/shards.ts'
import { slotOf } from '#core/storage/derived/slots.ts'
import { derivedIn } from '#core/storage/derived/tables.ts'
import { readTallies, revisionIds } from '#core/storage/derived/tallies.ts'
import type { TableName } from '#core/storage/records.ts'
import { checkWorkspace } from '#core/workspace/check.ts'
import { listCustomers } from '#core/workspace/customerLists.ts'
import { addCustomer, saveCustomer, setFavourite } from '#core/workspace/customers.ts'
import { withdrawOffer } from '#core/workspace/offers.ts'
import { listLatestOffers } from '#core/workspace/offerViews.ts'
import { undo } from '#core/workspace/undo.ts'
import { Bench, good } from '#test/core/workspace/support.ts'

let bench: Bench
let fjord: string

beforeEach(async () => {
  bench = await Bench.start()
  fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
})

/** Changes a record past every command, which no test may be blamed for. */
async function spoil(table: TableName, key: string, change: object): Promise<void> {
  bench.spoilt = true
  await bench.db.table(table).update(key, change)
}

const rebuilt = () => bench.db.transaction('rw', storeNames, async () => rebuild(bench.db))

const customerNames = async () =>
  (
    await derivedIn(bench.db, 'rowShards')
      .get('customers/0')
      .then(readRows<readonly string[]>)
  ).map((row) => row?.[1] ?? null)

const findings = async () =>
  (await checkWorkspace(bench.db, bench.moment)).findings.map(({ table, rule }) => `${table} ${rule}`)

describe('a broken record (A1)', () => {
  it.each([
    ['customers', { delegation: 'unheard of' }],
    ['customers', { name: 7, domains: null, contacts: {} }],
    ['recipients', { state: 'lost', updatedAt: 'yesterday' }],
    ['offers', { code: null, updatedAt: undefined }],
    ['versions', { binding: null }],
    ['versions', { binding: { terms: {} } }],
  ] as const)('of %s stops no command, no screen and no rebuild: %j', async (table, change) => {
    const version = await bench.offer('purchase', [fjord])
    const [recipient] = await bench.recipients(version)
    const keys = {
      customers: fjord,
      offers: version.offerId,
      versions: version.code,
      recipients: recipient!.id,
    }
    const whole = await bench.db.at(table).get(keys[table])
    await spoil(table, keys[table], change)
    const seen = async () => {
      await listCustomers(bench.db, [fjord])
      await listLatestOffers(bench.db, bench.moment, 20)
    }
    await seen()
    const other = await bench.customer('Havna Regnskap AS', 'havna.example')
    const further = await bench.offer('trial', [other, ...(table === 'customers' ? [] : [fjord])])
    await good(withdrawOffer(bench.context, { code: further.code, reason: 'Feil pris' }))
    // What is about the broken record itself may be refused, but by name.
    const favourite = await setFavourite(bench.context, { id: fjord, favourite: true })
    if (!favourite.ok) expect(favourite.problem.code).toBe('recordUnfit')
    await seen()
    await rebuilt()
    await seen()
    expect(await findings()).toContain(`${table} schema`)
    expect(await differences(bench.db)).toEqual([])
    await bench.db.table(table).put(whole)
    await rebuilt()
    expect((await findings()).filter((each) => each !== `${table} derived`)).not.toContain(`${table} schema`)
    expect(await differences(bench.db)).toEqual([])
  })

  it('has no row until a command has mended it, and none again once that is undone', async () => {
    await bench.customer('Havna Regnskap AS', 'havna.example')
    const whole = (await bench.db.at('customers').get(fjord))!
    await spoil('customers', fjord, { country: 'Norge' })
    await rebuilt()
    expect(await customerNames()).toEqual([null, 'Havna Regnskap AS'])
    const mended = await saveCustomer(bench.context, { ...whole, note: 'igjen' })
    if (!mended.ok) throw mended.problem
    expect(await customerNames()).toEqual(['Fjord Bygg AS', 'Havna Regnskap AS'])
    expect(await findings()).toEqual([])
    await good(undo(bench.context, mended.undo))
    expect(await customerNames()).toEqual([null, 'Havna Regnskap AS'])
    expect(await findings()).toEqual(['customers schema'])
    expect(await differences(bench.db)).toEqual([])
  })
})

describe('what is made anew', () => {
  it('is what commands have made of it, and leaves every record as it is', async () => {
    await bench.offer('purchase', [fjord, await bench.customer('Havna Regnskap AS', 'havna.example')])
    const all = async () =>
      Promise.all(
        ['customers', 'offers', 'clocks', 'rowShards', 'findShards'].map((each) =>
          bench.db.table(each).toArray(),
        ),
      )
    const before = await all()
    await rebuilt()
    expect(await all()).toEqual(before)
  })

  it('gives a place of its own to a record that has none, or somebody else’s, and brings its words up to date', async () => {
    const customer = (await bench.db.at('customers').get(fjord))!
    for (const [id, slot] of Object.entries({ a: 0, b: undefined, c: -1, d: 0.5, e: 900_000 }))
      await bench.db.table('customers').add({ ...customer, id, name: `Firma ${id}`, words: ['annet'], slot })
    await rebuilt()
    const stored = await bench.db.at('customers').toArray()
    expect(stored.map(slotOf).sort((a, b) => a! - b!)).toEqual([0, 1, 2, 3, 4, 5])
    expect(await bench.db.at('customers').where('words').equals('firma').count()).toBe(5)
    expect(await findings()).toEqual([])
    // The next one stands behind them.
    const next = await bench.customer('Tind Elektro AS', 'tind.example')
    expect(slotOf(await bench.db.at('customers').get(next))).toBe(6)
  })
})

describe('a shard', () => {
  it('is written once for what changes a line of it, and not for what no list shows', async () => {
    const revisions = () => readTallies(bench.db, revisionIds)
    const before = await revisions()
    const customer = (await bench.db.at('customers').get(fjord))!
    await good(saveCustomer(bench.context, { ...customer, note: 'bare et notat' }))
    expect(await revisions()).toEqual(before)
    await good(setFavourite(bench.context, { id: fjord, favourite: true }))
    const after = await revisions()
    expect(after['revisions/customers'][0]).toBe(before['revisions/customers'][0]! + 1)
    expect(after['revisions/find']).toEqual(before['revisions/find'])
  })

  it('loses the line of a customer that is taken back, and gives its place to nobody', async () => {
    const added = await addCustomer(bench.context, newCustomer('Havna Regnskap AS', 'NO', 'nb'))
    if (!added.ok) throw added.problem
    const changes: readonly Change[] = added.undo
    expect(slotOf(changes[0]!.after)).toBe(1)
    await good(undo(bench.context, added.undo))
    expect(await customerNames()).toEqual(['Fjord Bygg AS'])
    const next = await bench.customer('Tind Elektro AS', 'tind.example')
    expect(slotOf(await bench.db.at('customers').get(next))).toBe(2)
  })
})
