import { beforeEach, describe, expect, it } from 'vitest'
import { portalsOf } from '#core/catalog/portals.ts'
import { newCustomer, type Customer } from '#core/model/customer.ts'
import { addressFor, portals, resetPortal, savePortal } from '#core/workspace/portals.ts'
import { bad, Bench, good } from '#test/core/workspace/support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await Bench.start()
})

describe('portals', () => {
  const customer: Customer = {
    id: 'c',
    ...newCustomer('Fjord Bygg AS', 'NO', 'nb'),
    domains: ['fjordbygg.example', 'fjordbygg.onmicrosoft.com'],
    tenantId: '0f8fad5b-d9cb-469f-a165-70867728950e',
    delegation: 'none',
    relationship: null,
    createdAt: '2026-11-02T10:00:00.000Z',
  }
  it('open in the customer’s context, in each cloud', () => {
    const of = (id: string, cloud: 'worldwide' | '21vianet', who = customer) =>
      addressFor(
        portalsOf(cloud).find((portal) => portal.id === id)!,
        who,
        cloud,
      )
    expect(of('m365', 'worldwide')).toEqual({
      url: 'https://admin.cloud.microsoft/?delegatedOrg=fjordbygg.onmicrosoft.com',
    })
    expect(of('entra', 'worldwide')).toEqual({ url: 'https://entra.microsoft.com/fjordbygg.example' })
    expect(of('sharepoint', 'worldwide')).toEqual({ url: 'https://fjordbygg-admin.sharepoint.com' })
    expect(of('subscriptions', 'worldwide')).toEqual({
      url: `https://partner.microsoft.com/commerce/customers/${customer.tenantId}/subscriptions`,
    })
    expect(of('m365', '21vianet')).toEqual({ url: 'https://portal.partner.microsoftonline.cn/adminportal' })
    expect(of('m365', 'worldwide', { ...customer, domains: ['fjordbygg.example'] })).toEqual({
      missing: 'initial',
    })
    expect(of('defender', 'worldwide', { ...customer, tenantId: null })).toEqual({ missing: 'tid' })
    for (const { address } of portalsOf('21vianet'))
      expect(new URL(address.replace(/\{\w+\}/g, 'x')).host).toMatch(/\.cn$/)
  })
  it('can be changed, hidden, added and put back', async () => {
    await good(
      savePortal(bench.context, {
        id: 'entra',
        own: false,
        name: '',
        address: 'https://entra.example/{tid}',
        hidden: false,
      }),
    )
    await good(savePortal(bench.context, { id: 'teams', own: false, name: '', address: '', hidden: true }))
    await good(
      savePortal(bench.context, {
        id: 'own-1',
        own: true,
        name: 'CIPP',
        address: 'https://cipp.nordlys-it.example/?tenant={default}',
        hidden: false,
      }),
    )
    const view = async (id: string) =>
      (await portals(bench.db, 'worldwide')).find((portal) => portal.id === id)
    expect(await view('entra')).toMatchObject({ address: 'https://entra.example/{tid}', changed: true })
    expect(await view('teams')).toMatchObject({ hidden: true, changed: false })
    expect(addressFor((await view('own-1'))!, customer, 'worldwide')).toEqual({
      url: 'https://cipp.nordlys-it.example/?tenant=fjordbygg.example',
    })
    for (const address of [
      'http://x.example',
      'javascript:alert(1)',
      'https://x.example/{password}',
      'https://x.example/{',
      '',
    ])
      expect(
        await bad(savePortal(bench.context, { id: 'own-2', own: true, name: 'X', address, hidden: false })),
        address,
      ).toBe('portalAddress')
    await good(resetPortal(bench.context, { id: 'entra' }))
    expect(await view('entra')).toMatchObject({ changed: false })
  })
})
