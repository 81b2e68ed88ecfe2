import { describe, expect, it } from 'vitest'
import { capabilities, denial, type Denial } from '#core/access/access.ts'
import type { Company } from '#core/model/company.ts'
import type { User } from '#core/model/user.ts'
import { saveCompany } from '#core/workspace/company.ts'
import { addCustomer } from '#core/workspace/customers.ts'
import { freezeDraft } from '#core/workspace/offers.ts'
import { exportPublication } from '#core/workspace/publishing.ts'
import { setUp } from '#core/workspace/setup.ts'
import { restoreBackup } from '#core/workspace/backup.ts'
import { bad, Bench, company, noon, passphrase } from '#test/core/workspace/support.ts'

const who = (change: Partial<User>, delegated = true): { user: User; company: Company } => ({
  user: { id: 'u', name: 'A', email: 'a@b.example', role: null, support: 'none', active: true, language: 'nb', ...change },
  company: { ...company, id: 'company', verified: null, authorisations: { ...company.authorisations, delegatedAdministration: delegated } },
})

/** The written table: everybody not named here is denied nothing. */
const all = Object.fromEntries(capabilities.map((each) => [each, null]))
const expected: [string, ReturnType<typeof who>, Partial<Record<string, Denial | null>>][] = [
  ['a global administrator with full support', who({ role: 'global', support: 'full' }), all],
  ['one whose company is not certified', who({ role: 'global', support: 'full' }, false), { ...all, 'offer.delegation': 'needsDelegatedAdministration' }],
  ['limited support without a role', who({ support: 'limited' }), { ...all, 'company.edit': 'globalOnly', 'workspace.backup': 'globalOnly', 'catalogue.edit': 'globalOnly' }],
  ['a billing administrator without support', who({ role: 'billing' }), {
    ...all, 'company.edit': 'globalOnly', 'workspace.backup': 'globalOnly', 'catalogue.edit': 'globalOnly', 'offer.trial': 'needsSupport', 'offer.purchase': 'needsSupport',
    'offer.delegation': 'needsSupport', 'offer.withdraw': 'needsSupport', 'publication.export': 'needsSupport', 'reply.confirm': 'needsSupport',
  }],
  ['somebody with neither', who({}), {
    'company.edit': 'globalOnly', 'workspace.backup': 'globalOnly', 'catalogue.edit': 'globalOnly', 'customer.edit': 'needsRole', 'offer.trial': 'needsSupport',
    'offer.purchase': 'needsSupport', 'offer.delegation': 'needsSupport', 'offer.withdraw': 'needsSupport', 'publication.export': 'needsSupport', 'reply.take': 'needsRole', 'reply.confirm': 'needsSupport',
  }],
  ['somebody deactivated', who({ role: 'global', support: 'full', active: false }), Object.fromEntries(capabilities.map((each) => [each, 'inactive']))],
]

describe('the capability table', () => {
  it.each(expected)('for %s', (_, person, table) => {
    expect(Object.fromEntries(capabilities.map((each) => [each, denial(person, each)]))).toEqual(table)
  })
})

describe('commands', () => {
  it('refuse past the screen what the table denies, and write nothing', async () => {
    const bench = await Bench.start()
    const fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const draft = await bench.draft('purchase', [fjord])
    const user = (await bench.db.at('users').get(bench.actor))!
    await bench.db.at('users').put({ ...user, role: null, support: 'none' })
    const lines = await bench.db.at('activity').count()
    expect(await bad(saveCompany(bench.context, company))).toBe('notAllowed')
    expect(await bad(freezeDraft(bench.context, { id: draft.id }))).toBe('notAllowed')
    expect(await bad(exportPublication(bench.context, undefined))).toBe('notAllowed')
    expect(await bad(addCustomer(bench.context, { name: 'Havna AS', domains: [], contacts: [], tenantId: null, country: 'NO', language: 'nb', favourite: false, note: '' }))).toBe('notAllowed')
    expect(await bench.db.at('activity').count()).toBe(lines)
    expect(await bench.db.at('versions').count()).toBe(0)
  })

  it('refuse the delegation option of a company that is not certified', async () => {
    const bench = await Bench.start({ authorisations: { subscriptionAdvisor: true, delegatedAdministration: false, serviceProvider: false } })
    const fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const grant = { level: 'limited' as const, roles: [], days: 30 }
    const draft = await bench.draft('purchase', [fjord], (each) => ({ ...each, terms: { ...each.terms, delegation: grant } as never }))
    expect(await bad(freezeDraft(bench.context, { id: draft.id }))).toBe('notAllowed')
  })

  it('refuse a second set-up, a wrong one, and a file that is no backup', async () => {
    const bench = await Bench.start()
    const input = { person: { name: 'A', email: 'a@b.example' }, company, passphrase }
    expect(await bad(setUp(bench.db, input, noon))).toBe('alreadySetUp')
    const empty = new Bench()
    expect(await bad(setUp(empty.db, { ...input, passphrase: 'kort' }, noon))).toBe('invalid')
    expect(await bad(setUp(empty.db, { ...input, company: { ...company, timeZone: 'Europe/Tromso' } }, noon))).toBe('invalid')
    expect(await bad(restoreBackup(empty.db, 'hei', noon))).toBe('backupUnknown')
    expect(await bad(restoreBackup(empty.db, '{"t":"tilbud-backup","format":2}\n', noon))).toBe('backupNewer')
    expect(await empty.db.at('workspace').count()).toBe(0)
  })
})
