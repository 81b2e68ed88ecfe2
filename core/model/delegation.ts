import * as v from 'valibot'
import type { DelegationState } from '#core/model/kinds.ts'
import { isoDate, text, whole } from '#core/model/schema.ts'

/** Microsoft limits a relationship's name; the customer sees it. */
export const longestRelationshipName = 50

/** The admin relationship with one customer, with the dates that its clocks run from. */
export const relationshipSchema = v.object({
  name: text(longestRelationshipName),
  requestedOn: v.nullable(isoDate),
  activatedOn: v.nullable(isoDate),
  /** Last day, as Microsoft shows it: activation and duration. */
  endsOn: v.nullable(isoDate),
  days: whole(1, 730),
  autoExtend: v.boolean(),
})
export type Relationship = v.InferOutput<typeof relationshipSchema>

/** Where each state may go. Microsoft cannot be asked, so a person says what happened there. */
const moves: Readonly<Record<DelegationState, readonly DelegationState[]>> = {
  none: ['requested', 'approvalPending', 'active'],
  requested: ['approvalPending', 'active', 'declined', 'none'],
  approvalPending: ['active', 'declined', 'expired'],
  active: ['expiring', 'expired', 'terminated'],
  expiring: ['active', 'expired', 'terminated'],
  expired: ['requested', 'approvalPending', 'active'],
  terminated: ['requested', 'approvalPending', 'active'],
  declined: ['requested', 'approvalPending'],
}

/** The states that a person may say comes next. */
export const nextDelegations = (state: DelegationState): readonly DelegationState[] => moves[state]
