import { describe, expect, it } from 'vitest'
import { pathOf, portalPlans, tokenPlan, type PortalPlan } from '#extension/dashboard/publish/portalPlans.ts'

describe('plans of portals', () => {
  it.each(Object.entries<PortalPlan>(portalPlans))(
    '%s marks one place, by entries that are there',
    (_, plan) => {
      for (const { entries, chosen } of plan.menus) expect(entries).toContain(chosen)
      expect(plan.page.rows.filter(({ isMarked }) => isMarked)).toHaveLength(1)
    },
  )
  it('say in words what they show', () => {
    expect(pathOf(portalPlans.azureKey)).toEqual([
      'Azure portal',
      'Security + networking',
      'Access keys',
      'key2',
      'Key',
    ])
    expect(pathOf(portalPlans.cloudflareToken)).toEqual([
      'Cloudflare',
      'My Profile',
      'API Tokens',
      'Create Custom Token',
      'Create Token',
    ])
  })
  it('are those of the git host that was typed', () => {
    const of = (address: string) => tokenPlan({ address })
    expect(of('https://gitlab.com/firm/offers.git')).toBe('gitlabToken')
    expect(of('https://dev.azure.com/firm/_git/offers')).toBe('devopsToken')
    expect(of('')).toBe('githubToken')
  })
})
