import * as v from 'valibot'
import { id, instant, text } from '#core/model/schema.ts'

export const activityActions = [
  'workspaceCreated',
  'workspaceRestored',
  'exampleLoaded',
  'companyChanged',
  'companyVerified',
  'catalogueChanged',
  'customerAdded',
  'customerChanged',
  'offerFrozen',
  'offerVersioned',
  'offerWithdrawn',
  'linkCopied',
  'mailPrepared',
  'published',
  'online',
  'replyReceived',
  'replyConfirmed',
  'replySetAside',
  'backupMade',
  'undone',
] as const

export type ActivityAction = (typeof activityActions)[number]

export const activitySchema = v.object({
  id,
  at: instant,
  by: id,
  action: v.picklist(activityActions, 'choice'),
  offerId: v.nullable(id),
  customerId: v.nullable(id),
  /** Words and numbers for the sentence about it; never a secret. */
  detail: v.record(v.string(), v.union([text(500), v.number()])),
})

/** One line in the append-only log: who did what to what, when. */
export type Activity = v.InferOutput<typeof activitySchema>
