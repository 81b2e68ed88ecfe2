import { gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { readProductKey } from '#core/model/productKey.ts'
import { makeBackup } from '#core/workspace/backup.ts'
import {
  assignKey,
  addKeys,
  listProductKeys,
  redeemKey,
  removeKey,
  showKey,
} from '#core/workspace/productKeys.ts'
import { exportPublication } from '#core/workspace/publishing.ts'
import { subscriptionsOf } from '#core/workspace/subscriptions.ts'
import { bad, basic, Bench, good } from '#test/core/workspace/support.ts'

const key = 'BCDFG-HJKMP-QRTVW-XY234-6789B'
const other = 'NCDFG-HJKMP-QRTVW-XY234-6789N'
const input = {
  product: { skuId: basic.skuId, name: basic.name },
  licences: 5,
  term: 'P1Y' as const,
  expiresOn: '2027-06-30',
  reference: 'Ordre 17',
  keys: `${key}\n${other}`,
}
const advisor = {
  authorisations: { subscriptionAdvisor: true, delegatedAdministration: true, serviceProvider: false },
}

describe('a product key as it is typed', () => {
  it('is read in any case, with or without dashes', () => {
    expect(readProductKey(' bcdfg hjkmp–qrtvwxy2346789b ')).toEqual({
      ok: true,
      key: key.replaceAll('-', ''),
    })
  })
  it('names what no key has, where, and what it may have been', () => {
    expect(readProductKey('BCDFG-HJKMP-QRTVW-XY234-67890')).toEqual({
      ok: false,
      rule: 'keySymbol',
      symbol: '0',
      place: 25,
      perhaps: 'Q',
    })
    expect(readProductKey('5CDFG-HJKMP')).toEqual({
      ok: false,
      rule: 'keySymbol',
      symbol: '5',
      place: 1,
      perhaps: '6',
    })
    expect(readProductKey('BCDFG-HJKMP')).toEqual({ ok: false, rule: 'keyLength', length: 10 })
  })
})

describe('the vault of product keys', () => {
  let bench: Bench
  let fjord: string
  beforeEach(async () => {
    bench = await Bench.start(advisor)
    fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
  })
  const first = async () => (await listProductKeys(bench.db))[0]!.key

  it('keeps keys sealed one by one: no record, log, publication or backup holds one', async () => {
    expect(await good(addKeys(bench.context, input))).toBe(2)
    const [record] = await bench.db.at('productKeys').toArray()
    await good(showKey(bench.context, { id: record!.id }))
    await bench.offer('purchase', [fjord])
    const everything = [
      JSON.stringify(await Promise.all(bench.db.tables.map((table) => table.toArray()))),
      await (await good(exportPublication(bench.context))).file.text(),
      gunzipSync(await (await good(makeBackup(bench.context))).file.arrayBuffer()).toString(),
    ].join()
    for (const text of [key, other, key.replaceAll('-', ''), other.replaceAll('-', ''), 'HJKMP', '6789B'])
      expect(everything.includes(text), text).toBe(false)
    expect((await bench.db.at('secrets').toArray()).length).toBe(3)
  })

  it('opens a key only while it is unlocked', async () => {
    await good(addKeys(bench.context, { ...input, keys: key }))
    const { id } = await first()
    expect(await good(showKey(bench.context, { id }))).toBe(key)
    expect(await bad(showKey({ ...bench.context, dataKey: null }, { id }))).toBe('locked')
    expect(await bad(addKeys({ ...bench.context, dataKey: null }, { ...input, keys: other }))).toBe('locked')
  })

  it('takes all lines or none', async () => {
    expect(
      await bad(addKeys(bench.context, { ...input, keys: `${key}\nBCDFG-HJKMP-QRTVW-XY234-6789O` })),
    ).toBe('invalid')
    expect(await bad(addKeys(bench.context, { ...input, keys: `${key}\n${key.toLowerCase()}` }))).toBe(
      'invalid',
    )
    await good(addKeys(bench.context, { ...input, keys: key }))
    expect(await bad(addKeys(bench.context, { ...input, keys: `${other}\n${key}` }))).toBe('keyKnown')
    expect((await listProductKeys(bench.db)).length).toBe(1)
    expect((await bench.db.at('secrets').toArray()).length).toBe(2)
  })

  it('is redeemed only for the customer whose name is given again, and then runs', async () => {
    await good(addKeys(bench.context, { ...input, keys: key }))
    const { id } = await first()
    const redeem = (confirmedName: string) =>
      redeemKey(bench.context, {
        id,
        confirmedName,
        redeemedOn: '2026-11-02',
        partnerOfRecord: true,
        delegationRequested: true,
      })
    expect(await bad(redeem('Fjord Bygg AS'))).toBe('wrongState')
    await good(assignKey(bench.context, { id, customerId: fjord }))
    expect(await bad(redeem('Havna Regnskap AS'))).toBe('wrongCustomer')
    expect(await bad(redeem(''))).toBe('wrongCustomer')
    expect(await subscriptionsOf(bench.db, fjord)).toEqual([])
    await good(redeem(' fjord bygg as '))
    expect(await subscriptionsOf(bench.db, fjord)).toMatchObject([
      {
        source: 'key',
        sourceId: id,
        state: 'active',
        licences: 5,
        partnerOfRecord: 'own',
        startsOn: '2026-11-02',
        endsOn: '2027-11-01',
      },
    ])
    expect(await bench.db.at('customers').get(fjord)).toMatchObject({ delegation: 'requested' })
    expect(await first()).toMatchObject({ state: 'redeemed', redeemedOn: '2026-11-02' })
    expect(await bad(redeem('Fjord Bygg AS'))).toBe('wrongState')
    expect(await bad(removeKey(bench.context, { id }))).toBe('wrongState')
    expect(await bad(assignKey(bench.context, { id, customerId: null }))).toBe('wrongState')
  })

  it('does not give out what has expired', async () => {
    await good(addKeys(bench.context, { ...input, keys: key, expiresOn: '2026-11-01' }))
    const { id } = await first()
    expect(await bad(assignKey(bench.context, { id, customerId: fjord }))).toBe('keyExpired')
    await good(removeKey(bench.context, { id }))
    expect((await bench.db.at('secrets').toArray()).length).toBe(1)
  })

  it('is there for advisors only, and not in 21Vianet', async () => {
    const plain = await Bench.start()
    expect(await bad(addKeys(plain.context, input))).toBe('notAllowed')
    const china = await Bench.start({ ...advisor, cloud: '21vianet' })
    expect(await bad(addKeys(china.context, input))).toBe('notAllowed')
  })
})
