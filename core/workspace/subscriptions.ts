import * as v from 'valibot'
import { lastDayOf } from '#core/clock/subscription.ts'
import { newId } from '#core/model/bytes.ts'
import type { Customer } from '#core/model/customer.ts'
import type { Version } from '#core/model/offer.ts'
import { Problem } from '#core/model/problem.ts'
import type { ReplyContent } from '#core/model/reply.ts'
import { id, isoDate } from '#core/model/schema.ts'
import {
  noticed,
  subscriptionInput,
  type Subscription,
  type SubscriptionInput,
  type SubscriptionState,
} from '#core/model/subscription.ts'
import type { Database } from '#core/storage/database.ts'
import { command } from '#core/workspace/command.ts'
import { checkChange, checkSale } from '#core/workspace/sales.ts'
import type { Work } from '#core/workspace/work.ts'

type Origin = Pick<Subscription, 'source' | 'sourceId' | 'state'>

/** A new subscription. @param at the instant at which it is written down */
export const newSubscription = (
  at: string,
  customerId: string,
  input: SubscriptionInput,
  origin: Origin,
): Subscription => ({
  id: newId(),
  customerId,
  ...input,
  ...origin,
  convertedTo: null,
  notice: [],
  createdAt: at,
  updatedAt: at,
})

/** Writes a new subscription. */
export async function insertSubscription(
  work: Work,
  customerId: string,
  input: SubscriptionInput,
  origin: Origin,
): Promise<Subscription> {
  const subscription = newSubscription(work.at, customerId, input, origin)
  await work.addAll('subscriptions', [subscription])
  return subscription
}

/** Clocks run from an activation: the last day follows unless it was given. */
const started = (input: SubscriptionInput): SubscriptionInput =>
  input.startsOn !== null && input.endsOn === null
    ? { ...input, endsOn: lastDayOf(input, input.startsOn) }
    : input

/** Adds a subscription by hand. Without an activation date it is pending. @returns the new id */
export const addSubscription = command({
  input: v.object({ customerId: id, subscription: subscriptionInput }),
  may: 'subscription.edit',
  async run(work, { customerId, subscription: input }) {
    const customer = await work.get('customers', customerId)
    await checkSale(work.db, customer, input, work.date)
    const state = input.startsOn === null ? 'pending' : 'active'
    const subscription = await insertSubscription(work, customerId, started(input), {
      source: 'hand',
      sourceId: null,
      state,
    })
    await work.log('subscriptionAdded', { customerId, detail: { product: input.product.name } })
    return subscription.id
  },
})

/** What a correction makes of the state: with an activation date it runs; one without waits, unless a file from Microsoft said that it is active. */
function stateAfter({ state, source }: Subscription, { startsOn }: SubscriptionInput): SubscriptionState {
  if (state === 'pending' && startsOn !== null) return 'active'
  return state === 'active' && startsOn === null && source !== 'import' ? 'pending' : state
}

/**
 * A subscription with what has become known of it. Where the company is
 * partner of record, what changed stands as a notice until somebody has read it.
 *
 * @param at the instant at which it is written down. @param moved the state that a file says
 */
export function changedSubscription(
  before: Subscription,
  input: SubscriptionInput,
  at: string,
  moved: SubscriptionState | null = null,
): Subscription {
  const state = moved ?? stateAfter(before, input)
  const after: Subscription = { ...before, ...started(input), state, updatedAt: at }
  const changes = noticed(before, after)
  const own = before.partnerOfRecord === 'own' || after.partnerOfRecord === 'own'
  return own && changes.length ? { ...after, notice: [...before.notice, ...changes].slice(-20) } : after
}

export const saveSubscription = command({
  input: v.object({ id, subscription: subscriptionInput }),
  may: 'subscription.edit',
  async run(work, { id: key, subscription: input }) {
    const before = await work.get('subscriptions', key)
    if (before.convertedTo && !input.trial)
      throw new Problem('invalid', {}, [{ path: 'subscription.trial', rule: 'converted' }])
    const after = changedSubscription(before, input, work.at)
    await checkChange(work.db, before, after, work.date)
    await work.put('subscriptions', after)
    await work.log('subscriptionChanged', {
      customerId: before.customerId,
      detail: { product: input.product.name },
    })
  },
})

/** A person says on which day it was activated at Microsoft; its clock runs from that. */
export const activateSubscription = command({
  input: v.object({ id, startsOn: isoDate }),
  may: 'subscription.edit',
  async run(work, { id: key, startsOn }) {
    const before = await work.get('subscriptions', key)
    if (before.state !== 'pending') throw new Problem('wrongState')
    const endsOn = lastDayOf(before, startsOn, await trialLength(work.db, before))
    await work.put('subscriptions', { ...before, startsOn, endsOn, state: 'active', updatedAt: work.at })
    await work.log('subscriptionActivated', {
      customerId: before.customerId,
      detail: { product: before.product.name },
    })
  },
})

/** Days of a trial as its offer had them; Microsoft's 30 for any other. */
async function trialLength(db: Database, { source, sourceId }: Subscription): Promise<number | undefined> {
  const offer = source === 'offer' && sourceId ? await db.at('offers').get(sourceId) : undefined
  const terms = offer && (await db.at('versions').get(offer.code))?.binding.terms
  return terms?.kind === 'trial' ? terms.days : undefined
}

const cancelled = ['suspended', 'expired', 'deleted', 'active'] as const

/** A person says that it was cancelled, suspended or taken up again at Microsoft. */
export const moveSubscription = command({
  input: v.object({ id, state: v.picklist(cancelled, 'choice') }),
  may: 'subscription.edit',
  async run(work, { id: key, state }) {
    const before = await work.get('subscriptions', key)
    if (
      before.state === state ||
      (state === 'active' && before.startsOn === null && before.source !== 'import')
    )
      throw new Problem('wrongState')
    await checkChange(work.db, before, { ...before, state }, work.date)
    const changes =
      before.partnerOfRecord === 'own'
        ? [{ field: 'state' as const, before: before.state, after: state }]
        : []
    await work.put('subscriptions', {
      ...before,
      state,
      notice: [...before.notice, ...changes].slice(-20),
      updatedAt: work.at,
    })
    await work.log(state === 'active' ? 'subscriptionChanged' : 'subscriptionCancelled', {
      customerId: before.customerId,
      detail: { product: before.product.name },
    })
  },
})

/** The customer pays from here on: the trial stays as *converted*, a paid subscription is pending. @returns the new id */
export const convertTrial = command({
  input: v.object({ id, subscription: subscriptionInput }),
  may: 'subscription.edit',
  async run(work, { id: key, subscription: input }) {
    const trial = await work.get('subscriptions', key)
    if (!trial.trial || trial.convertedTo) throw new Problem('wrongState')
    const customer = await work.get('customers', trial.customerId)
    const wanted = { ...input, trial: false }
    await checkSale(work.db, customer, wanted, work.date)
    const state = input.startsOn === null ? 'pending' : 'active'
    const paid = await insertSubscription(work, customer.id, started(wanted), {
      source: trial.source,
      sourceId: trial.sourceId,
      state,
    })
    await work.put('subscriptions', { ...trial, convertedTo: paid.id, updatedAt: work.at })
    await work.log('trialConverted', { customerId: customer.id, detail: { product: input.product.name } })
    return paid.id
  },
})

/** Somebody has read what changed at a subscription with the company as partner of record. */
export const readNotice = command({
  input: v.object({ id }),
  may: 'subscription.view',
  async run(work, input) {
    const subscription = await work.get('subscriptions', input.id)
    await work.put('subscriptions', { ...subscription, notice: [] })
    await work.log('noticeRead', {
      customerId: subscription.customerId,
      detail: { product: subscription.product.name },
    })
  },
})

/** The text that asks the customer to name the company as partner of record was taken out. */
export const logPartnerOfRecordAsked = command({
  input: v.object({ id }),
  may: 'partnerOfRecord.ask',
  async run(work, input) {
    const { customerId, product } = await work.get('subscriptions', input.id)
    await work.log('partnerOfRecordAsked', { customerId, detail: { product: product.name } })
  },
})

/** What a confirmed acceptance makes of a customer: every product that it names pending, a trial to start. */
export async function pendSubscriptions(
  work: Work,
  version: Version,
  content: ReplyContent,
  customer: Customer,
): Promise<void> {
  const { terms } = version.binding
  if (terms.kind === 'delegation') return
  const counted = new Map(content.counts.map(({ line, count }) => [line, count]))
  const common = { startsOn: null, endsOn: null, externalId: '', note: '' }
  const inputs: SubscriptionInput[] =
    terms.kind === 'trial'
      ? [
          {
            ...common,
            product: terms.product,
            licences: terms.licences,
            trial: true,
            term: null,
            billing: 'none',
            autoRenew: false,
            partnerOfRecord: 'unknown',
          },
        ]
      : terms.lines
          .filter((line) => counted.has(line.id))
          .map((line) => ({
            ...common,
            product: line.product,
            licences: counted.get(line.id)!,
            trial: false,
            term: line.term,
            billing:
              line.price?.per === 'month' || line.term === 'P1M' ? ('monthly' as const) : ('annual' as const),
            autoRenew: true,
            partnerOfRecord: work.company.authorisations.subscriptionAdvisor
              ? ('own' as const)
              : ('unknown' as const),
          }))
  const trials = terms.kind === 'purchase' ? await runningTrials(work, customer) : []
  const earlier = await work.db
    .at('subscriptions')
    .where({ customerId: customer.id })
    .filter((each) => each.source === 'offer' && each.sourceId === version.offerId)
    .toArray()
  for (const input of inputs) {
    // A further answer to the same offer changes what waits, and leaves alone what runs already.
    const known = earlier.find(
      (each) => each.product.skuId === input.product.skuId && each.trial === input.trial,
    )
    if (known && known.state !== 'pending') continue
    await checkSale(work.db, customer, { ...input, id: known?.id }, work.date)
    if (known) {
      await work.put('subscriptions', { ...known, ...input, updatedAt: work.at })
      continue
    }
    const made = await insertSubscription(work, customer.id, input, {
      source: 'offer',
      sourceId: version.offerId,
      state: 'pending',
    })
    const trial = trials.find((each) => each.product.skuId === input.product.skuId)
    if (trial) await work.put('subscriptions', { ...trial, convertedTo: made.id, updatedAt: work.at })
  }
}

/** Trials that a purchase of the same product takes over. */
async function runningTrials(work: Work, customer: Customer): Promise<Subscription[]> {
  const all = await work.db.at('subscriptions').where({ customerId: customer.id }).toArray()
  return all.filter((each) => each.trial && !each.convertedTo && each.state !== 'deleted')
}

/** A customer's subscriptions: those that end first, first; what has no end last. */
export async function subscriptionsOf(db: Database, customerId: string): Promise<Subscription[]> {
  const all = await db.at('subscriptions').where({ customerId }).toArray()
  return all.sort((a, b) =>
    (a.endsOn ?? '9') + a.product.name < (b.endsOn ?? '9') + b.product.name ? -1 : 1,
  )
}
