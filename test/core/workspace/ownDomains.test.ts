import { beforeEach, describe, expect, it } from 'vitest'
import { newCustomer } from '#core/model/customer.ts'
import { saveServices } from '#core/workspace/company.ts'
import { addCustomer } from '#core/workspace/customers.ts'
import { bad, Bench, good } from '#test/core/workspace/support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await Bench.start()
})

describe('the company’s own domains', () => {
  it('are no customer’s, nor are Microsoft’s addresses', async () => {
    const stored = (await bench.db.at('company').get('company'))!
    await good(saveServices(bench.context, { ...stored, domains: ['nordlys-it.example'] }))
    expect((await bench.db.at('company').get('company'))?.verified).toEqual(stored.verified)
    const blank = newCustomer('Havna AS', 'NO', 'nb')
    expect(await bad(addCustomer(bench.context, { ...blank, domains: ['nordlys-it.example'] }))).toBe(
      'invalid',
    )
    expect(
      await bad(
        addCustomer(bench.context, {
          ...blank,
          contacts: [{ id: 'k', name: 'X', email: 'x@Nordlys-IT.example', phone: '' }],
        }),
      ),
    ).toBe('invalid')
    expect(
      await bad(
        addCustomer(bench.context, {
          ...blank,
          contacts: [{ id: 'k', name: 'X', email: 'x@microsoft.com', phone: '' }],
        }),
      ),
    ).toBe('invalid')
    await good(addCustomer(bench.context, { ...blank, domains: ['havna.example'] }))
  })
})
