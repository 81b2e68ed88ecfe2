import * as v from 'valibot'
import { id, instant, text } from '#core/model/schema.ts'

/** Everything that is logged, by what it is about. */
export const activityTopics = {
  offers: [
    'offerFrozen',
    'offerVersioned',
    'offerWithdrawn',
    'linkCopied',
    'mailPrepared',
    'templateSaved',
    'templateRemoved',
  ],
  replies: ['replyReceived', 'replyConfirmed', 'replySetAside', 'repliesDeleted', 'recipientMoved'],
  publishing: [
    'published',
    'online',
    'offline',
    'hostConnected',
    'hostDisconnected',
    'hostLedOn',
    'inboxConnected',
    'inboxDisconnected',
  ],
  customers: ['customerAdded', 'customerChanged', 'customersImported', 'favouriteAdded', 'favouriteRemoved'],
  delegation: ['delegationMoved'],
  subscriptions: [
    'subscriptionAdded',
    'subscriptionChanged',
    'subscriptionActivated',
    'subscriptionCancelled',
    'trialConverted',
    'subscriptionsImported',
    'partnerOfRecordAsked',
    'noticeRead',
  ],
  support: ['requestAdded', 'requestChanged', 'requestSent', 'requestNoted', 'requestMoved', 'passwordReset'],
  keys: ['keysAdded', 'keyShown', 'keyAssigned', 'keyRedeemed', 'keyRemoved'],
  staff: [
    'staffAdded',
    'staffChanged',
    'staffDeactivated',
    'staffActivated',
    'passphraseSet',
    'languageChanged',
  ],
  workspace: [
    'workspaceCreated',
    'workspaceRestored',
    'exampleLoaded',
    'companyChanged',
    'companyVerified',
    // Stored in logs and backups, so it keeps a spelling that is used nowhere else.
    'catalogueChanged',
    'portalChanged',
    'portalReset',
    'backupMade',
    'backupPostponed',
    'vaultKeyChanged',
    'undone',
  ],
} as const

export type ActivityTopic = keyof typeof activityTopics
export type ActivityAction = (typeof activityTopics)[ActivityTopic][number]
export const activityActions = Object.values<readonly ActivityAction[]>(activityTopics).flat()

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
