import type { ShownState } from '#core/clock/subscription.ts'
import type { DelegationState } from '#core/model/kinds.ts'
import type { RequestState } from '#core/model/request.ts'
import type { BadgeColor } from '#extension/ui/offers.ts'

export const delegationColours: Record<DelegationState, BadgeColor> = {
  none: 'subtle',
  requested: 'informative',
  approvalPending: 'informative',
  active: 'success',
  expiring: 'warning',
  expired: 'danger',
  terminated: 'danger',
  declined: 'danger',
}

export const subscriptionColours: Record<ShownState, BadgeColor> = {
  pending: 'important',
  toStart: 'important',
  running: 'success',
  endsSoon: 'warning',
  converted: 'subtle',
  lapsed: 'danger',
  active: 'success',
  suspended: 'danger',
  expired: 'subtle',
  deleted: 'subtle',
}

export const requestColours: Record<RequestState, BadgeColor> = {
  none: 'subtle',
  open: 'informative',
  attentionNeeded: 'warning',
  closed: 'success',
}
