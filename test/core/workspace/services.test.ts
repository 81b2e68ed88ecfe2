import { beforeEach, describe, expect, it } from 'vitest'
import {
  advisorTrialLink,
  microsoftHost,
  readRequestId,
  relationshipLink,
  resellerLink,
} from '#core/catalog/links.ts'
import { portalsOf } from '#core/catalog/portals.ts'
import { addDays } from '#core/clock/clock.ts'
import { delegationAt } from '#core/clock/delegation.ts'
import { answerDue } from '#core/clock/request.ts'
import { newCustomer, type Customer } from '#core/model/customer.ts'
import { saveServices } from '#core/workspace/company.ts'
import { addCustomer } from '#core/workspace/customers.ts'
import { moveDelegation, newRelationship } from '#core/workspace/delegations.ts'
import { duplicateDraft } from '#core/workspace/drafts.ts'
import { freezeDraft } from '#core/workspace/offers.ts'
import { logPasswordReset, temporaryPassword } from '#core/workspace/passwords.ts'
import { addressFor, portals, resetPortal, savePortal } from '#core/workspace/portals.ts'
import {
  addRequest,
  moveRequest,
  noteRequest,
  requestsOf,
  requestText,
  sendRequest,
} from '#core/workspace/requests.ts'
import { removeTemplate, saveTemplate, templates } from '#core/workspace/templates.ts'
import { bad, Bench, company, good, noon } from '#test/core/workspace/support.ts'

const request = {
  title: 'Mail flow delayed',
  description: 'Since Monday.',
  severity: 'moderate' as const,
  platform: 'microsoft365' as const,
  product: 'Exchange',
  contact: { name: 'Marte Nordvik', email: 'marte@nordlys-it.example', phone: '' },
}

let bench: Bench
let fjord: string
beforeEach(async () => {
  bench = await Bench.start()
  fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
})

const activate = (activatedOn = '2026-10-01', days = 365) =>
  good(
    moveDelegation(bench.context, {
      customerId: fjord,
      state: 'active',
      relationship: { ...newRelationship('Drift'), activatedOn, days },
    }),
  )

describe('delegation', () => {
  const at = async (date: string) => delegationAt((await bench.db.at('customers').get(fjord))!, date)

  it('has Microsoft’s clocks: 90 days for a request, its own for a relationship', async () => {
    const requested = { ...newRelationship('Drift'), requestedOn: '2026-11-01' }
    await good(
      moveDelegation(bench.context, { customerId: fjord, state: 'approvalPending', relationship: requested }),
    )
    expect([await at('2027-01-30'), await at('2027-01-31')]).toEqual(['approvalPending', 'expired'])
    await activate('2026-11-10', 60)
    expect((await bench.db.at('customers').get(fjord))?.relationship?.endsOn).toBe('2027-01-09')
    expect([
      await at('2026-12-09'),
      await at('2026-12-10'),
      await at('2027-01-09'),
      await at('2027-01-10'),
    ]).toEqual(['active', 'expiring', 'expiring', 'expired'])
  })

  it('that is extended automatically goes on', async () => {
    await good(
      moveDelegation(bench.context, {
        customerId: fjord,
        state: 'active',
        relationship: { ...newRelationship('Drift'), activatedOn: '2026-01-01', days: 30, autoExtend: true },
      }),
    )
    expect(await at('2027-06-01')).toBe('active')
  })

  it('moves only where Microsoft lets it, and only with its dates', async () => {
    const relationship = newRelationship('Drift')
    expect(
      await bad(moveDelegation(bench.context, { customerId: fjord, state: 'expiring', relationship })),
    ).toBe('wrongState')
    expect(
      await bad(moveDelegation(bench.context, { customerId: fjord, state: 'active', relationship })),
    ).toBe('invalid')
    expect(
      await bad(
        moveDelegation(bench.context, {
          customerId: fjord,
          state: 'active',
          relationship: { ...relationship, name: 'x'.repeat(51), activatedOn: '2026-11-01' },
        }),
      ),
    ).toBe('invalid')
    await activate()
    expect(
      await bad(moveDelegation(bench.context, { customerId: fjord, state: 'declined', relationship })),
    ).toBe('wrongState')
  })

  it('opens and closes service requests and password resets, past every screen', async () => {
    expect(await bad(addRequest(bench.context, { customerId: fjord, request }))).toBe('notAllowed')
    expect(await bad(logPasswordReset(bench.context, { customerId: fjord, person: 'Kari' }))).toBe(
      'notAllowed',
    )
    await activate()
    const key = await good(addRequest(bench.context, { customerId: fjord, request }))
    await good(logPasswordReset(bench.context, { customerId: fjord, person: 'Kari' }))
    bench.moment = Date.parse('2027-11-01T12:00:00Z')
    expect(await bad(sendRequest(bench.context, { id: key }))).toBe('notAllowed')
  })
})

describe('a service request', () => {
  it('has its target from the moment it was sent, and Microsoft’s states', async () => {
    await activate()
    const key = await good(addRequest(bench.context, { customerId: fjord, request }))
    const only = async () => (await requestsOf(bench.db, fjord))[0]!
    expect(answerDue(await only())).toBeNull()
    await good(sendRequest(bench.context, { id: key }))
    expect(answerDue(await only())).toBe(noon + 4 * 3_600_000)
    expect(await bad(moveRequest(bench.context, { id: key, state: 'none', number: '' }))).toBe('wrongState')
    await good(moveRequest(bench.context, { id: key, state: 'attentionNeeded', number: '2611' }))
    await good(noteRequest(bench.context, { id: key, text: 'Ringte.' }))
    await good(moveRequest(bench.context, { id: key, state: 'closed', number: '2611' }))
    expect(await only()).toMatchObject({
      state: 'closed',
      number: '2611',
      closedAt: '2026-11-02T12:00:00.000Z',
      notes: [{ text: 'Ringte.', by: bench.actor }],
    })
    expect(await bad(sendRequest(bench.context, { id: key }))).toBe('wrongState')
  })
  it('names the partner as the contact, and the customer’s tenant', async () => {
    await activate()
    await good(addRequest(bench.context, { customerId: fjord, request }))
    const text = requestText(
      (await requestsOf(bench.db, fjord))[0]!,
      (await bench.db.at('customers').get(fjord))!,
    )
    expect(text).toContain('Contact (partner): Marte Nordvik, marte@nordlys-it.example')
    expect(text).toContain('first response within 4 hours')
    expect(text).toContain('Customer: Fjord Bygg AS, fjordbygg.example')
  })
})

describe('a temporary password', () => {
  it('is new each time, keeps Microsoft’s classes, and is in no record', async () => {
    const made = Array.from({ length: 200 }, temporaryPassword)
    expect(new Set(made).size).toBe(200)
    for (const each of made) {
      expect(each).toMatch(/^([A-HJ-NP-Za-km-z2-9]{4}-){3}[A-HJ-NP-Za-km-z2-9]{4}$/)
      expect(each).toMatch(/[A-Z]/)
      expect(each).toMatch(/[a-z]/)
      expect(each).toMatch(/[2-9]/)
    }
    await activate()
    await good(logPasswordReset(bench.context, { customerId: fjord, person: 'kari@fjordbygg.example' }))
    const lines = await bench.db.at('activity').toArray()
    expect(lines.at(-1) ?? lines[0]).toBeDefined()
    expect(lines.find(({ action }) => action === 'passwordReset')?.detail).toEqual({
      person: 'kari@fjordbygg.example',
    })
  })
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

describe('Microsoft’s links', () => {
  it('are taken only from the cloud’s own hosts', () => {
    expect(microsoftHost('https://admin.microsoft.com/x', 'worldwide')).toBe('admin.microsoft.com')
    for (const link of [
      'http://admin.microsoft.com/',
      'https://admin.microsoft.com.evil.example/',
      'https://evil.example/?admin.microsoft.com',
      'https://admin.microsoft.com@evil.example/',
      'https://admin.microsoft.com:8443/',
      'javascript:alert(1)',
      'https://portal.partner.microsoftonline.cn/',
      'hei',
    ])
      expect(microsoftHost(link, 'worldwide'), link).toBeNull()
    expect(microsoftHost('https://portal.partner.microsoftonline.cn/', '21vianet')).toBe(
      'portal.partner.microsoftonline.cn',
    )
    expect(microsoftHost('https://admin.microsoft.com/', '21vianet')).toBeNull()
  })
  it('are built from their parts', () => {
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e-7c9e6679-7425-40de-944b-e07fc1f90ae7'
    for (const link of [
      advisorTrialLink('467eab54-127b-42d3-b046-3844b860bebf', '4839201'),
      resellerLink(company.tenantId ?? '5e0c1f2a-7b3d-4a58-9f61-0c2d8e4b7a10'),
      relationshipLink(id),
    ])
      expect(microsoftHost(link, 'worldwide'), link).not.toBeNull()
    expect(readRequestId(`  ${relationshipLink(id.toUpperCase())} `)).toBe(id)
    expect(readRequestId('0f8fad5b-d9cb-469f-a165-70867728950e')).toBeNull()
  })
  it('of another host never get into an offer', async () => {
    const with_ = (microsoftLink: string) =>
      bench.draft('purchase', [fjord], (draft) => ({ ...draft, terms: { ...draft.terms, microsoftLink } }))
    expect(await bad(freezeDraft(bench.context, { id: (await with_('https://evil.example/')).id }))).toBe(
      'notMicrosoft',
    )
    const version = await good(
      freezeDraft(bench.context, { id: (await with_('https://admin.microsoft.com/x')).id }),
    )
    expect(version.binding.terms.microsoftLink).toBe('https://admin.microsoft.com/x')
  })
})

describe('a delegation offer', () => {
  it('is not extended automatically with Global Administrator in it', async () => {
    const grant = (autoExtend: boolean) => ({
      level: 'roles' as const,
      roles: [{ id: '62e90394-69f5-4237-9190-012177145e10', name: 'Global Administrator' }],
      days: 730,
      name: 'Alt',
      autoExtend,
    })
    const draft = (autoExtend: boolean) =>
      bench.draft('delegation', [fjord], (each) => ({
        ...each,
        terms: { ...each.terms, grant: grant(autoExtend) } as never,
      }))
    expect(await bad(freezeDraft(bench.context, { id: (await draft(true)).id }))).toBe('invalid')
    await good(freezeDraft(bench.context, { id: (await draft(false)).id }))
  })
})

describe('templates', () => {
  it('begin offers without their customers and last day', async () => {
    const { audience, officeId, terms } = await bench.draft('purchase', [fjord], (draft) => ({
      ...draft,
      terms: { ...draft.terms, message: 'Hei!', lastDay: '2026-11-05' },
    }))
    const key = await good(saveTemplate(bench.context, { name: 'Standardpakke', audience, officeId, terms }))
    const [template] = await templates(bench.db)
    const draft = duplicateDraft(
      template!.terms,
      template!,
      (await bench.db.at('company').get('company'))!,
      noon,
    )
    expect(draft).toMatchObject({
      customerIds: [],
      offerId: null,
      terms: { message: 'Hei!', lastDay: addDays('2026-11-02', 30) },
    })
    expect(await bad(saveTemplate(bench.context, { name: ' ', audience, officeId, terms }))).toBe('invalid')
    await good(removeTemplate(bench.context, { id: key }))
    expect(await templates(bench.db)).toEqual([])
  })
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
