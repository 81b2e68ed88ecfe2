import { beforeEach, describe, expect, it } from 'vitest'
import { placeOf } from '#core/clock/places.ts'
import { newCustomer } from '#core/model/customer.ts'
import { makeBackup } from '#core/workspace/backup.ts'
import { addContact, addCustomer, findCustomer } from '#core/workspace/customers.ts'
import { listDeadlines } from '#core/workspace/deadlines.ts'
import { listNeeds } from '#core/workspace/needs.ts'
import { postponeBackup } from '#core/workspace/postpone.ts'
import { addSubscription, moveSubscription } from '#core/workspace/subscriptions.ts'
import { basic, Bench, good } from '#test/core/workspace/support.ts'

const day = 86_400_000

describe('nothing misleads', () => {
  let bench: Bench
  let id: string
  beforeEach(async () => {
    bench = await Bench.start()
    id = await good(addCustomer(bench.context, newCustomer('Fjord Bygg AS', 'NO', 'nb')))
  })
  const kinds = async () =>
    (await listNeeds(bench.db, await bench.session(), bench.moment, 100)).shown.map((need) => need.kind)

  it('a backup is asked for again when a fortnight of changes is in none (C9)', async () => {
    expect(await kinds()).toContain('backup')
    await good(makeBackup(bench.context))
    bench.moment += 20 * day
    expect(await kinds()).not.toContain('backup')
    await good(addCustomer(bench.context, newCustomer('Tind Elektro AS', 'NO', 'nb')))
    expect(await kinds()).toContain('backup')
    await good(makeBackup(bench.context))
    expect(await kinds()).not.toContain('backup')
  })

  it('a backup that a person puts off is asked for again after three days (C9)', async () => {
    await good(postponeBackup(bench.context, undefined))
    expect(await kinds()).not.toContain('backup')
    bench.moment += 3 * day + 1
    expect(await kinds()).toContain('backup')
  })

  it('what is suspended does not renew (C6)', async () => {
    const subscription = {
      product: { skuId: basic.skuId, name: basic.name },
      licences: 3,
      trial: false,
      term: 'P1Y',
      billing: 'annual',
      startsOn: '2026-01-01',
      endsOn: null,
      autoRenew: true,
      partnerOfRecord: 'unknown',
      externalId: '',
      note: '',
    } as const
    const key = await good(addSubscription(bench.context, { customerId: id, subscription }))
    const { company } = await bench.session()
    const kind = async () =>
      (await listDeadlines(bench.db, company, bench.moment, null, 100)).shown.find(
        (each) => each.about === key,
      )?.kind
    expect(await kind()).toBe('renewal')
    await good(moveSubscription(bench.context, { id: key, state: 'suspended' }))
    expect(await kind()).toBe('subscription')
  })

  it('who answered is kept as a contact once (C5)', async () => {
    await good(
      addContact(bench.context, { customerId: id, name: 'Kari Solberg', email: 'kari@fjordbygg.example' }),
    )
    await good(
      addContact(bench.context, { customerId: id, name: 'Kari S.', email: 'Kari@fjordbygg.example' }),
    )
    expect((await findCustomer(bench.db, id))?.contacts.map(({ name }) => name)).toEqual(['Kari Solberg'])
  })

  it('a time zone is taken for Norway only where it is Norway’s (C9)', () => {
    expect(placeOf('Europe/Oslo')).toEqual({ country: 'NO', currency: 'NOK' })
    expect(placeOf('Europe/Berlin')).toEqual({ country: 'DE', currency: 'EUR' })
    expect(placeOf('Africa/Nairobi')).toBeNull()
  })
})
