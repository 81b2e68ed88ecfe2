import { beforeEach, describe, expect, it } from 'vitest'
import { delegationAt } from '#core/clock/delegation.ts'
import { moveDelegation, newRelationship } from '#core/workspace/delegations.ts'
import { freezeDraft } from '#core/workspace/offers.ts'
import { logPasswordReset } from '#core/workspace/passwords.ts'
import { addRequest, sendRequest } from '#core/workspace/requests.ts'
import { activate, request } from '#test/core/workspace/delegated.ts'
import { bad, Bench, good } from '#test/core/workspace/support.ts'

let bench: Bench
let fjord: string
beforeEach(async () => {
  bench = await Bench.start()
  fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
})

describe('delegation', () => {
  const at = async (date: string) => delegationAt((await bench.db.at('customers').get(fjord))!, date)

  it('has Microsoft’s clocks: 90 days for a request, its own for a relationship', async () => {
    const requested = { ...newRelationship('Drift'), requestedOn: '2026-11-01' }
    await good(
      moveDelegation(bench.context, { customerId: fjord, state: 'approvalPending', relationship: requested }),
    )
    expect([await at('2027-01-30'), await at('2027-01-31')]).toEqual(['approvalPending', 'expired'])
    await activate(bench, fjord, '2026-11-10', 60)
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
    await activate(bench, fjord)
    expect(
      await bad(moveDelegation(bench.context, { customerId: fjord, state: 'declined', relationship })),
    ).toBe('wrongState')
  })

  it('opens and closes service requests and password resets, past every screen', async () => {
    expect(await bad(addRequest(bench.context, { customerId: fjord, request }))).toBe('notAllowed')
    expect(await bad(logPasswordReset(bench.context, { customerId: fjord, person: 'Kari' }))).toBe(
      'notAllowed',
    )
    await activate(bench, fjord)
    const key = await good(addRequest(bench.context, { customerId: fjord, request }))
    await good(logPasswordReset(bench.context, { customerId: fjord, person: 'Kari' }))
    bench.moment = Date.parse('2027-11-01T12:00:00Z')
    expect(await bad(sendRequest(bench.context, { id: key }))).toBe('notAllowed')
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
