import { addDays, daysBetween, localDateOf, today } from '#core/clock/clock.ts'
import { delegationEnds, requestEnds } from '#core/clock/delegation.ts'
import { isHeld, subscriptionAt } from '#core/clock/subscription.ts'
import type { Company } from '#core/model/company.ts'
import type { Customer } from '#core/model/customer.ts'
import { stateAt } from '#core/model/offer.ts'
import { keyStateAt } from '#core/model/productKey.ts'
import type { Subscription } from '#core/model/subscription.ts'
import type { Database } from '#core/storage/database.ts'

/** Every clock that runs. */
export const deadlineKinds = [
  'offer',
  'trial',
  'renewal',
  'subscription',
  'delegationRequest',
  'delegation',
  'key',
  'verify',
] as const
export type DeadlineKind = (typeof deadlineKinds)[number]

/** One clock: what ends on which day, and where its next step is. */
export type Deadline = Readonly<{
  kind: DeadlineKind
  /** The last day, `YYYY-MM-DD`. */
  on: string
  /** Days from today; negative when it is over. */
  days: number
  customer: Customer | null
  /** The product or the company, in its own words. */
  what: string
  subscription: Subscription | null
  offerId: string | null
}>

const blank = { customer: null, what: '', subscription: null, offerId: null } as const

async function offerClocks(db: Database, customers: ReadonlyMap<string, Customer>, now: number) {
  const offers = await db.at('offers').toArray()
  const found = await Promise.all(
    offers.map(async (offer) => {
      const version = await db.at('versions').get(offer.code)
      const state = version && stateAt(version, now)
      if (!version || (state !== 'ready' && state !== 'published')) return []
      const waiting = (await db.at('recipients').where({ offerId: offer.id }).toArray()).filter(
        ({ state: each }) => each === 'toSend' || each === 'sent',
      )
      const { terms } = version.binding
      const what =
        terms.kind === 'trial'
          ? terms.product.name
          : terms.kind === 'purchase'
            ? (terms.lines[0]?.product.name ?? '')
            : ''
      return waiting.map((recipient) => ({
        ...blank,
        kind: 'offer' as const,
        on: terms.lastDay,
        customer: customers.get(recipient.customerId ?? '') ?? null,
        what,
        offerId: offer.id,
      }))
    }),
  )
  return found.flat()
}

function subscriptionClock(subscription: Subscription, customer: Customer, date: string) {
  const shown = subscriptionAt(subscription, date, 0)
  if (subscription.endsOn === null || !isHeld(shown) || subscription.state === 'pending') return []
  const kind = subscription.trial
    ? ('trial' as const)
    : subscription.autoRenew && subscription.state === 'active'
      ? ('renewal' as const)
      : ('subscription' as const)
  return [
    { ...blank, kind, on: subscription.endsOn, customer, what: subscription.product.name, subscription },
  ]
}

function delegationClocks(customer: Customer) {
  const request = requestEnds(customer)
  const ends = delegationEnds(customer)
  return [
    ...(request ? [{ ...blank, kind: 'delegationRequest' as const, on: request, customer }] : []),
    ...(ends && !customer.relationship?.autoExtend
      ? [{ ...blank, kind: 'delegation' as const, on: ends, customer }]
      : []),
  ]
}

/** Every deadline of the workspace, the next one first. */
export async function deadlines(db: Database, company: Company, now: number): Promise<Deadline[]> {
  const date = today(now, company.timeZone)
  const [customers, subscriptions, keys] = await Promise.all([
    db.at('customers').toArray(),
    db.at('subscriptions').toArray(),
    db.at('productKeys').toArray(),
  ])
  const byId = new Map(customers.map((customer) => [customer.id, customer]))
  const verified = company.verified && addDays(localDateOf(company.verified.at, company.timeZone), 365)
  const all = [
    ...(await offerClocks(db, byId, now)),
    ...subscriptions.flatMap((each) => {
      const customer = byId.get(each.customerId)
      return customer ? subscriptionClock(each, customer, date) : []
    }),
    ...customers.flatMap(delegationClocks),
    ...keys
      .filter((key) => key.expiresOn !== null && keyStateAt(key, date) !== 'redeemed')
      .map((key) => ({
        ...blank,
        kind: 'key' as const,
        on: key.expiresOn!,
        customer: byId.get(key.customerId ?? '') ?? null,
        what: key.product.name,
      })),
    ...(verified ? [{ ...blank, kind: 'verify' as const, on: verified, what: company.name }] : []),
  ]
  return all
    .map((each) => ({ ...each, days: daysBetween(date, each.on) }))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** Days before its end at which a deadline is brought up. */
export const leadOf = (kind: DeadlineKind, company: Company) =>
  kind === 'renewal' || kind === 'subscription' || kind === 'delegation' || kind === 'key'
    ? company.renewalDays
    : company.reminderDays
