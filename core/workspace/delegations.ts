import * as v from 'valibot'
import { addDays } from '#core/clock/clock.ts'
import { delegationAt } from '#core/clock/delegation.ts'
import { nextDelegations, relationshipSchema, type Relationship } from '#core/model/delegation.ts'
import { delegationStates } from '#core/model/kinds.ts'
import { Problem } from '#core/model/problem.ts'
import { id } from '#core/model/schema.ts'
import { command } from '#core/workspace/command.ts'

/** What a relationship is that nothing has been said of yet. */
export const newRelationship = (name: string): Relationship => ({
  name,
  requestedOn: null,
  activatedOn: null,
  endsOn: null,
  days: 730,
  autoExtend: false,
})

/**
 * A person says what a customer's delegation is at Microsoft now. The end
 * follows from activation and duration, unless it was typed from Microsoft.
 */
export const moveDelegation = command({
  input: v.pipe(
    v.object({
      customerId: id,
      state: v.picklist(delegationStates, 'choice'),
      relationship: relationshipSchema,
    }),
    v.forward(
      v.check(
        ({ state, relationship }) => state !== 'active' || relationship.activatedOn !== null,
        'required',
      ),
      ['relationship', 'activatedOn'],
    ),
    v.forward(
      v.check(
        ({ state, relationship }) => state !== 'approvalPending' || relationship.requestedOn !== null,
        'required',
      ),
      ['relationship', 'requestedOn'],
    ),
  ),
  may: 'delegation.edit',
  async run(work, { customerId, state, relationship }) {
    const customer = await work.get('customers', customerId)
    const shown = delegationAt(customer, work.date)
    const allowed =
      state === customer.delegation ||
      nextDelegations(shown).includes(state) ||
      nextDelegations(customer.delegation).includes(state)
    if (!allowed) throw new Problem('wrongState')
    const { activatedOn, days } = relationship
    // In 21Vianet a delegation has no end of its own.
    const ends =
      relationship.endsOn ??
      (activatedOn && work.company.cloud === 'worldwide' ? addDays(activatedOn, days) : null)
    await work.put('customers', {
      ...customer,
      delegation: state,
      relationship: { ...relationship, endsOn: ends },
    })
    await work.log('delegationMoved', { customerId, detail: { delegation: state } })
  },
})
