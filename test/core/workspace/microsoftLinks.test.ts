import { beforeEach, describe, expect, it } from 'vitest'
import {
  advisorTrialLink,
  microsoftHost,
  readRequestId,
  relationshipLink,
  resellerLink,
} from '#core/catalog/links.ts'
import { freezeDraft } from '#core/workspace/offers.ts'
import { bad, Bench, company, good } from '#test/core/workspace/support.ts'

let bench: Bench
let fjord: string
beforeEach(async () => {
  bench = await Bench.start()
  fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
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
