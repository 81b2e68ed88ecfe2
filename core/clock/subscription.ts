import { addDays, addMonths, daysBetween } from '#core/clock/clock.ts'
import { trialDays } from '#core/model/limits.ts'
import type { Subscription, SubscriptionInput } from '#core/model/subscription.ts'
import { termMonths } from '#core/model/totals.ts'

/** What people see of a subscription: a trial has states of its own. */
export const shownStates = [
  'pending',
  'toStart',
  'running',
  'endsSoon',
  'converted',
  'lapsed',
  'active',
  'suspended',
  'expired',
  'deleted',
] as const
export type ShownState = (typeof shownStates)[number]

/** The last day of a term or trial that starts on a date. */
export function lastDayOf(
  { trial, term }: Pick<SubscriptionInput, 'trial' | 'term'>,
  startsOn: string,
  days = trialDays,
): string {
  return addDays(trial || !term ? addDays(startsOn, days) : addMonths(startsOn, termMonths[term]), -1)
}

/**
 * What a subscription is on a date.
 *
 * @param soon days before its end from which it *ends soon*
 */
export function subscriptionAt(subscription: Subscription, date: string, soon: number): ShownState {
  const { trial, state, endsOn, autoRenew } = subscription
  if (trial && subscription.convertedTo) return 'converted'
  if (state === 'pending') return trial ? 'toStart' : 'pending'
  if (trial && state === 'expired') return 'lapsed'
  if (state !== 'active') return state
  const left = endsOn === null ? Infinity : daysBetween(date, endsOn)
  if (left < 0 && !autoRenew) return trial ? 'lapsed' : 'expired'
  if (left >= 0 && left <= soon && (trial || !autoRenew)) return 'endsSoon'
  return trial ? 'running' : 'active'
}

/** Whether it counts against caps: licences that the customer has or is about to have. */
export const isHeld = (shown: ShownState) => !['converted', 'lapsed', 'expired', 'deleted'].includes(shown)
