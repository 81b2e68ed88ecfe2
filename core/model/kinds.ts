/**
 * Kinds and states, with what follows from them. Apart from the schemas, so
 * that whoever only reads and shows records needs none.
 */

/** Languages of the screens. */
export const languages = ['nb', 'en'] as const

export const offerKinds = ['trial', 'purchase', 'delegation'] as const

export const recipientStates = [
  'toSend',
  'sent',
  'received',
  'accepted',
  'acceptedWithChanges',
  'declined',
  'asked',
] as const

export const replyStates = ['received', 'confirmed', 'setAside'] as const

/** As Microsoft names them (GDAP), seen from here. Only a person, or a confirmed reply, moves them. */
export const delegationStates = [
  'none',
  'requested',
  'approvalPending',
  'active',
  'expiring',
  'expired',
  'terminated',
  'declined',
] as const
export type DelegationState = (typeof delegationStates)[number]

/** Days after which Microsoft drops a request that nobody approved. */
export const requestDays = 90

/** Whether delegated administration can be used in this state. */
export const isDelegated = (state: DelegationState) => state === 'active' || state === 'expiring'

/** Microsoft's severities of service requests, the gravest first. */
export const severities = ['critical', 'moderate', 'minimal'] as const
export type Severity = (typeof severities)[number]

/** Hours until Microsoft's first response, for requests in English; other languages: one business day. */
export const responseHours: Readonly<Record<Severity, number>> = { critical: 2, moderate: 4, minimal: 8 }
