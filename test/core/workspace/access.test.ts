import { describe, expect, it } from 'vitest'
import { capabilities, denial, type Who } from '#core/access/access.ts'
import { clouds, type Company } from '#core/model/company.ts'
import { newCustomer } from '#core/model/customer.ts'
import { delegationStates } from '#core/model/kinds.ts'
import { companyRoles, supportLevels, type User } from '#core/model/user.ts'
import { saveCompany, saveServices } from '#core/workspace/company.ts'
import { addCustomer, setFavourite } from '#core/workspace/customers.ts'
import { moveDelegation, newRelationship } from '#core/workspace/delegations.ts'
import { newDraft, saveDraft } from '#core/workspace/drafts.ts'
import { freezeDraft } from '#core/workspace/offers.ts'
import { logPasswordReset } from '#core/workspace/passwords.ts'
import { savePortal } from '#core/workspace/portals.ts'
import { addKeys } from '#core/workspace/productKeys.ts'
import { exportPublication } from '#core/workspace/publishing.ts'
import { addRequest } from '#core/workspace/requests.ts'
import { openBackup } from '#core/workspace/restore.ts'
import { setUp } from '#core/workspace/setup.ts'
import { addUser, setUserActive } from '#core/workspace/staff.ts'
import { addSubscription } from '#core/workspace/subscriptions.ts'
import { undo } from '#core/workspace/undo.ts'
import { importCustomers } from '#test/core/workspace/importing.ts'
import { bad, Bench, company, noon, passphrase } from '#test/core/workspace/support.ts'
import { cheap } from '#test/support/cost.ts'

/**
 * The written table. For each capability: what is needed, in words of its own,
 * and the reason that is given when it is missing, in the order in which it is
 * looked for. A dash needs nothing.
 */
const written = `
company.edit           | role=global -> globalOnly
workspace.backup       | role=global -> globalOnly
catalog.edit           | role=global -> globalOnly
portal.edit            | role=global -> globalOnly
staff.edit             | role=global,userManagement -> needsUserManagement ; chosen=no -> customerChosen
staff.roles            | role=global -> globalOnly ; chosen=no -> customerChosen
customer.edit          | roleOrSupport=yes -> needsRole
customer.import        | roleOrSupport=yes -> needsRole
delegation.edit        | certified=yes -> needsDelegatedAdministration ; support=full -> needsFullSupport
subscription.view      | managed=yes -> needsManagement ; support=limited,full -> needsSupport
subscription.edit      | managed=yes -> needsManagement ; support=full -> needsFullSupport
request.edit           | managed=yes -> needsManagement ; support=limited,full -> needsSupport ; delegation=active,expiring -> needsDelegation
password.reset         | cloud=worldwide -> notIn21Vianet ; managed=yes -> needsManagement ; support=limited,full -> needsSupport ; delegation=active,expiring -> needsDelegation
portal.open            | managed=yes -> needsManagement ; support=limited,full -> needsSupport
key.manage             | cloud=worldwide -> notIn21Vianet ; advisor=yes -> needsAdvisor ; support=full -> needsFullSupport
partnerOfRecord.ask    | cloud=worldwide -> notIn21Vianet ; advisor=yes -> needsAdvisor ; support=limited,full -> needsSupport
offer.trial            | support=limited,full -> needsSupport
offer.purchase         | support=limited,full -> needsSupport
offer.delegation       | support=limited,full -> needsSupport ; certified=yes -> needsDelegatedAdministration
offer.advisorLink      | support=limited,full -> needsSupport ; advisor=yes -> needsAdvisor
offer.draft            | support=limited,full -> needsSupport
offer.send             | support=limited,full -> needsSupport
offer.withdraw         | support=limited,full -> needsSupport
template.edit          | support=limited,full -> needsSupport
recipient.move         | support=limited,full -> needsSupport
publication.export     | support=limited,full -> needsSupport
reply.take             | roleOrSupport=yes -> needsRole
reply.confirm          | support=limited,full -> needsSupport
`

type Facts = Record<string, string>
type Row = readonly { fact: string; values: readonly string[]; reason: string }[]

const rows = new Map<string, Row>(
  written
    .trim()
    .split('\n')
    .map((line) => {
      const [capability, conditions] = line.split('|').map((each) => each.trim()) as [string, string]
      return [
        capability,
        conditions.split(';').map((condition) => {
          const [, fact, values, reason] = /^\s*(\w+)=(\S+) -> (\w+)\s*$/.exec(condition)!
          return { fact: fact!, values: values!.split(','), reason: reason! }
        }),
      ]
    }),
)

const yes = (value: boolean) => (value ? 'yes' : 'no')

/** Everybody there can be: role x support x authorisations x delegation x cloud x chosen customer x active. */
function* everybody(): Generator<{ who: Who; facts: Facts }> {
  const base = {
    id: 'u',
    name: 'A',
    email: 'a@b.example',
    alternateEmail: '',
    phone: '',
    language: 'nb' as const,
  }
  for (const role of [null, ...companyRoles])
    for (const support of supportLevels)
      for (const bits of [0, 1, 2, 3, 4, 5, 6, 7])
        for (const delegation of [undefined, ...delegationStates])
          for (const cloud of clouds)
            for (const customerChosen of [false, true])
              for (const active of [true, false]) {
                const authorisations = {
                  subscriptionAdvisor: (bits & 1) > 0,
                  delegatedAdministration: (bits & 2) > 0,
                  serviceProvider: (bits & 4) > 0,
                }
                const user: User = { ...base, role, support, active }
                const own: Company = { ...company, id: 'company', verified: null, cloud, authorisations }
                yield {
                  who: { user, company: own, customerChosen, ...(delegation ? { delegation } : {}) },
                  facts: {
                    active: yes(active),
                    role: role ?? 'none',
                    support,
                    roleOrSupport: yes(role !== null || support !== 'none'),
                    advisor: yes(authorisations.subscriptionAdvisor),
                    certified: yes(authorisations.delegatedAdministration),
                    managed: yes(authorisations.delegatedAdministration || authorisations.serviceProvider),
                    delegation: delegation ?? 'none',
                    cloud,
                    chosen: yes(customerChosen),
                  },
                }
              }
}

describe('the capability table', () => {
  it('has a written row for every capability, and no other', () => {
    expect([...rows.keys()]).toEqual([...capabilities])
  })
  it('is as written for every role, level, authorisation, delegation and cloud', () => {
    let n = 0
    for (const { who, facts } of everybody()) {
      for (const capability of capabilities) {
        const missing = rows.get(capability)!.find(({ fact, values }) => !values.includes(facts[fact]!))
        const expected = facts.active === 'no' ? 'inactive' : (missing?.reason ?? null)
        if (denial(who, capability) !== expected)
          expect({ capability, facts, reason: denial(who, capability) }).toEqual({
            capability,
            facts,
            reason: expected,
          })
        n++
      }
    }
    expect(n).toBe(6 * 3 * 8 * 9 * 2 * 2 * 2 * capabilities.length)
  })
})

describe('commands', () => {
  it('refuse past the screen what the table denies, and write nothing', async () => {
    const bench = await Bench.start()
    const fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const draft = await bench.draft('purchase', [fjord])
    const user = (await bench.db.at('users').get(bench.actor))!
    await bench.db.at('users').bulkPut([
      { ...user, id: 'another-administrator' },
      { ...user, role: null, support: 'none' },
    ])
    const lines = await bench.db.at('activity').count()
    expect(await bad(saveCompany(bench.context, company))).toBe('notAllowed')
    expect(await bad(freezeDraft(bench.context, { id: draft.id }))).toBe('notAllowed')
    expect(await bad(exportPublication(bench.context))).toBe('notAllowed')
    expect(await bad(addCustomer(bench.context, newCustomer('Havna AS', 'NO', 'nb')))).toBe('notAllowed')
    expect(await bench.db.at('activity').count()).toBe(lines)
    expect(await bench.db.at('versions').count()).toBe(0)
  })

  it('take back only what a command did here', async () => {
    const bench = await Bench.start()
    const before = (await bench.db.at('company').get('company'))!
    const forged = [
      { table: 'company' as const, key: 'company', before: { ...before, name: 'Andre AS' }, after: before },
    ]
    expect(await bad(undo(bench.context, forged))).toBe('wrongState')
    expect((await bench.db.at('company').get('company'))?.name).toBe('Nordlys IT AS')
  })

  it('of the workplace ask the table before they write anything', async () => {
    const bench = await Bench.start({
      authorisations: { subscriptionAdvisor: true, delegatedAdministration: true, serviceProvider: true },
    })
    const fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const customer = (await bench.db.at('customers').get(fjord))!
    const user = (await bench.db.at('users').get(bench.actor))!
    await bench.db.at('users').bulkPut([
      { ...user, id: 'another-administrator' },
      { ...user, role: null, support: 'none' },
    ])
    const { db, context } = bench
    const rows = async () => JSON.stringify(await Promise.all(db.tables.map((table) => table.toArray())))
    const before = await rows()
    const subscription = {
      product: { skuId: null, name: 'X' },
      licences: 1,
      trial: false,
      term: 'P1Y' as const,
      billing: 'annual' as const,
      startsOn: null,
      endsOn: null,
      autoRenew: true,
      partnerOfRecord: 'own' as const,
      externalId: '',
      note: '',
    }
    const request = {
      title: 'X',
      description: 'X',
      severity: 'minimal' as const,
      platform: 'azure' as const,
      product: '',
      contact: { name: 'X', email: 'x@y.example', phone: '' },
    }
    const refused = [
      saveServices(context, company),
      addUser(context, { ...user, language: 'nb' }),
      setUserActive(context, { id: user.id, active: false }),
      setFavourite(context, { id: fjord, favourite: true }),
      importCustomers(context, { text: 'Navn\nX', rows: [2], chosen: null }),
      moveDelegation(context, { customerId: fjord, state: 'requested', relationship: newRelationship('') }),
      addSubscription(context, { customerId: fjord, subscription }),
      addRequest(context, { customerId: fjord, request }),
      logPasswordReset(context, { customerId: fjord, person: 'X' }),
      savePortal(context, { id: 'm365', own: false, name: '', address: '', hidden: true }),
      addKeys(context, {
        product: { skuId: null, name: 'X' },
        licences: 1,
        term: 'P1Y',
        expiresOn: null,
        reference: '',
        keys: 'BCDFG-HJKMP-QRTVW-XY234-6789B',
      }),
      saveDraft(context, newDraft('trial', { ...company, id: 'company', verified: null }, customer, noon)),
    ]
    for (const outcome of refused) expect(await bad(outcome)).toBe('notAllowed')
    expect(await rows()).toBe(before)
  })

  it('refuse the delegation option of a company that is not certified', async () => {
    const bench = await Bench.start({
      authorisations: { subscriptionAdvisor: true, delegatedAdministration: false, serviceProvider: false },
    })
    const fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const grant = { level: 'limited' as const, roles: [], days: 30 }
    const draft = await bench.draft('purchase', [fjord], (each) => ({
      ...each,
      terms: { ...each.terms, delegation: grant } as never,
    }))
    expect(await bad(freezeDraft(bench.context, { id: draft.id }))).toBe('notAllowed')
  })

  it('refuse a second set-up, a wrong one, and a file that is no backup', async () => {
    const bench = await Bench.start()
    const input = { person: { name: 'A', email: 'a@b.example' }, company, passphrase }
    expect(await bad(setUp(bench.db, input, noon, 'nb', cheap))).toBe('alreadySetUp')
    const empty = new Bench()
    expect(await bad(setUp(empty.db, { ...input, passphrase: 'kort' }, noon, 'nb'))).toBe('invalid')
    expect(
      await bad(
        setUp(empty.db, { ...input, company: { ...company, timeZone: 'Europe/Tromso' } }, noon, 'nb'),
      ),
    ).toBe('invalid')
    expect(await bad(openBackup(empty.db, new Blob(['hei'])))).toBe('backupUnknown')
    expect(await bad(openBackup(empty.db, new Blob(['{"t":"tilbud-backup","format":3}\n'])))).toBe(
      'backupNewer',
    )
    expect(await empty.db.at('workspace').count()).toBe(0)
  })
})
