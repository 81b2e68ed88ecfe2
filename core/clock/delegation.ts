import { addDays, daysBetween } from '#core/clock/clock.ts'
import type { Relationship } from '#core/model/delegation.ts'
import { isDelegated, requestDays, type DelegationState } from '#core/model/kinds.ts'

/** Microsoft calls a relationship expiring in its last 30 days. */
const expiringDays = 30

/** What of a customer its delegation follows from. */
export type Delegated = Readonly<{
  delegation: DelegationState
  relationship: Pick<Relationship, 'requestedOn' | 'endsOn' | 'autoExtend'> | null
}>

/** The last day of a request that waits for approval; null when none waits or its day is unknown. */
export function requestEnds({ delegation, relationship }: Delegated): string | null {
  const waits = delegation === 'requested' || delegation === 'approvalPending'
  return waits && relationship?.requestedOn ? addDays(relationship.requestedOn, requestDays) : null
}

/** The last day of a relationship that is in force; null when none is or its day is unknown. */
export const delegationEnds = ({ delegation, relationship }: Delegated): string | null =>
  isDelegated(delegation) ? (relationship?.endsOn ?? null) : null

/**
 * What a delegation is on a date: what a person said last, unless a clock
 * has run out since. What auto-extend prolongs goes on.
 */
export function delegationAt(customer: Delegated, date: string): DelegationState {
  const request = requestEnds(customer)
  if (request !== null) return date > request ? 'expired' : customer.delegation
  const ends = delegationEnds(customer)
  if (ends === null || customer.relationship?.autoExtend) return customer.delegation
  const left = daysBetween(date, ends)
  if (left < 0) return 'expired'
  return left <= expiringDays ? 'expiring' : customer.delegation
}
