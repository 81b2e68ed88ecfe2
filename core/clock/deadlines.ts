import { addDays, localDateOf } from '#core/clock/clock.ts'
import { verifiedDays } from '#core/clock/company.ts'
import { delegationEnds, requestEnds, type Delegated } from '#core/clock/delegation.ts'
import { answerDue } from '#core/clock/request.ts'
import type { Company } from '#core/model/company.ts'
import type { Host } from '#core/model/host.ts'
import { nameOfHost } from '#core/model/hostPlaces.ts'
import type { Inbox } from '#core/model/inbox.ts'
import type { Version } from '#core/model/offer.ts'
import { productsOf } from '#core/model/offered.ts'
import type { ProductKey } from '#core/model/productKey.ts'
import type { Recipient } from '#core/model/recipient.ts'
import type { ServiceRequest } from '#core/model/request.ts'
import type { Subscription } from '#core/model/subscription.ts'
import type { Terms } from '#core/model/terms.ts'

/** Every clock that runs to a last day. */
export const deadlineKinds = [
  'offer',
  'trial',
  'renewal',
  'subscription',
  'delegationRequest',
  'delegation',
  'key',
  'verify',
  'host',
  'inbox',
] as const
export type DeadlineKind = (typeof deadlineKinds)[number]

/** What waits for a person: an activation date, a notice to be read, a service request that Microsoft is late with or asks about. */
export const taskKinds = ['activate', 'notice', 'request'] as const
export type TaskKind = (typeof taskKinds)[number]

/**
 * A clock without the names that are shown with it.
 *
 * `on` is the last day (`YYYY-MM-DD`) of a deadline, the day since which an
 * activation or a notice waits, and the instant at which a service request
 * is due: empty where Microsoft has asked for something.
 */
export type Clock = Readonly<{ kind: DeadlineKind | TaskKind; on: string; what: string }>

/** What is over on the day after its last day: it ends by itself, and nothing is left to be done. */
export const lapses = (kind: DeadlineKind) => kind === 'offer' || kind === 'trial' || kind === 'subscription'

/** A new password or key may have to be asked for elsewhere. */
const accessLead = 30

/** Days before its end at which a deadline is brought up. */
export function leadOf(kind: DeadlineKind, company: Pick<Company, 'renewalDays' | 'reminderDays'>): number {
  if (kind === 'host' || kind === 'inbox') return accessLead
  const isLong = kind === 'renewal' || kind === 'subscription' || kind === 'delegation' || kind === 'key'
  return isLong ? company.renewalDays : company.reminderDays
}

/** The first product of an offer, in Microsoft's words; empty for delegated administration. */
export const firstProduct = (terms: Terms): string => productsOf(terms)[0]?.name ?? ''

/** Until when a recipient may answer; null when nobody waits for an answer. @param version the offer's newest one, and the first product in it */
export function recipientClock(
  { state }: Recipient,
  version: Readonly<{ state: Version['state']; lastDay: string; product: string }> | undefined,
): Clock | null {
  const isOpen = version?.state === 'ready' || version?.state === 'published'
  if (!isOpen || (state !== 'toSend' && state !== 'sent')) return null
  return { kind: 'offer', on: version.lastDay, what: version.product }
}

function endKind({ trial, autoRenew, state }: Subscription): DeadlineKind {
  if (trial) return 'trial'
  return autoRenew && state === 'active' ? 'renewal' : 'subscription'
}

/** When a subscription ends, renews or its trial is over; null while it is pending, and when it is no more. */
export function subscriptionClock(subscription: Subscription): Clock | null {
  const { state, endsOn, convertedTo, product } = subscription
  const runs = state === 'active' || state === 'suspended'
  return runs && endsOn !== null && convertedTo === null
    ? { kind: endKind(subscription), on: endsOn, what: product.name }
    : null
}

/** A subscription whose activation date is missing. */
export const activationClock = ({ state, createdAt, product }: Subscription): Clock | null =>
  state === 'pending' ? { kind: 'activate', on: createdAt.slice(0, 10), what: product.name } : null

/** Changes of a subscription that nobody has read. */
export const noticeClock = ({ notice, updatedAt, product }: Subscription): Clock | null =>
  notice.length ? { kind: 'notice', on: updatedAt.slice(0, 10), what: product.name } : null

/** When a request for delegated administration lapses. */
export function delegationRequestClock(customer: Delegated): Clock | null {
  const on = requestEnds(customer)
  return on ? { kind: 'delegationRequest', on, what: '' } : null
}

/** When delegated administration ends, unless it extends itself. */
export function delegationClock(customer: Delegated): Clock | null {
  const on = delegationEnds(customer)
  return on && !customer.relationship?.autoExtend ? { kind: 'delegation', on, what: '' } : null
}

/** The last day on which a product key can be redeemed. */
export const keyClock = ({ state, expiresOn, product }: ProductKey): Clock | null =>
  state !== 'redeemed' && expiresOn !== null ? { kind: 'key', on: expiresOn, what: product.name } : null

/** When Microsoft's answer is late; at once where Microsoft has asked for something. */
export function requestClock(request: ServiceRequest): Clock | null {
  if (request.state === 'attentionNeeded') return { kind: 'request', on: '', what: request.title }
  const due = request.state === 'open' ? answerDue(request) : null
  return due === null ? null : { kind: 'request', on: new Date(due).toISOString(), what: request.title }
}

/** When the company's facts have to be read again. */
export const verifyClock = ({ verified, timeZone, name }: Company): Clock | null =>
  verified
    ? { kind: 'verify', on: addDays(localDateOf(verified.at, timeZone), verifiedDays), what: name }
    : null

/** The last day that what lets into the host of the pages does so. */
export const hostClock = ({ expires, settings }: Host): Clock | null =>
  expires === null ? null : { kind: 'host', on: expires, what: nameOfHost(settings) }

/** The last day that pages may put answers into the inbox. */
export const inboxClock = ({ expires, account }: Inbox): Clock | null =>
  expires === null ? null : { kind: 'inbox', on: expires, what: account }
