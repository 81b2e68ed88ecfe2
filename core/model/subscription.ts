import * as v from 'valibot'
import { maxLicences } from '#core/model/limits.ts'
import { id, isoDate, instant, line, guid, text, whole } from '#core/model/schema.ts'
import { termDurations } from '#core/model/terms.ts'

/** Microsoft's states of a subscription (its `none` is a record without one). */
export const subscriptionStates = ['pending', 'active', 'suspended', 'expired', 'deleted'] as const

/** How often it is billed; a trial is not. */
export const billingCycles = ['monthly', 'annual', 'none'] as const

/** Where a subscription's record comes from. */
export const subscriptionSources = ['offer', 'key', 'import', 'hand'] as const

/** Whom Microsoft names as partner of record on a subscription. */
export const partnersOfRecord = ['own', 'other', 'unknown'] as const

export const subscriptionFields = {
  product: v.object({
    /** Null for a product that the catalog does not have. */
    skuId: v.nullable(guid),
    name: line(120),
  }),
  licences: whole(1, maxLicences),
  trial: v.boolean(),
  /** Null for a trial, which runs in days. */
  term: v.nullable(v.picklist(termDurations, 'choice')),
  billing: v.picklist(billingCycles, 'choice'),
  /** Activation at Microsoft; clocks run from it. Null while pending. */
  startsOn: v.nullable(isoDate),
  /** Last day of the term or the trial. */
  endsOn: v.nullable(isoDate),
  autoRenew: v.boolean(),
  partnerOfRecord: v.picklist(partnersOfRecord, 'choice'),
  /** Microsoft's id of the subscription; empty when not known. */
  externalId: text(64),
  note: text(2000),
} as const

export const subscriptionInput = v.pipe(
  v.object(subscriptionFields),
  v.forward(
    v.check(
      (value) => value.startsOn === null || value.endsOn === null || value.startsOn <= value.endsOn,
      'order',
    ),
    ['endsOn'],
  ),
)

/** What is worth a notice when it changes at a subscription with the company as partner of record. */
const noticeFields = [
  'licences',
  'term',
  'billing',
  'endsOn',
  'autoRenew',
  'partnerOfRecord',
  'state',
] as const

const change = v.object({ field: v.picklist(noticeFields), before: text(120), after: text(120) })

export const subscriptionSchema = v.object({
  id,
  customerId: id,
  ...subscriptionFields,
  state: v.picklist(subscriptionStates, 'choice'),
  source: v.picklist(subscriptionSources, 'choice'),
  /** The offer or the product key that it came from. */
  sourceId: v.nullable(id),
  /** Of a trial: the paid subscription that it became. */
  convertedTo: v.nullable(id),
  /** Changes that nobody has read yet, oldest first. */
  notice: v.pipe(v.array(change), v.maxLength(20, 'tooMany')),
  createdAt: instant,
  updatedAt: instant,
})

/** One product that a customer subscribes to. */
export type Subscription = v.InferOutput<typeof subscriptionSchema>
export type SubscriptionInput = v.InferOutput<typeof subscriptionInput>
export type SubscriptionState = Subscription['state']
export type SubscriptionChange = Subscription['notice'][number]

/** What differs between two states of a subscription, of what is worth a notice. */
export const noticed = (before: Subscription, after: Subscription): SubscriptionChange[] =>
  noticeFields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: String(before[field] ?? ''), after: String(after[field] ?? '') }))
