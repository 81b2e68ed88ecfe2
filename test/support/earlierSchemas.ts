/**
 * Tables and indexes as a Tilbud of then stored them. Written out once more,
 * so that an edit of a released version in core/storage/database.ts is seen.
 */
export const schemaOf1 = {
  workspace: 'id',
  vault: 'id',
  secrets: 'id',
  company: 'id',
  users: 'id',
  customers: 'id, name, *words',
  drafts: 'id, updatedAt',
  offers: 'id, updatedAt',
  versions: 'code, offerId, state, hash',
  recipients: 'id, offerId, customerId, state, token',
  replies: 'id, state, receivedAt, recipientId, code',
  activity: 'id, at, offerId, customerId',
  publications: 'id, number',
  productEdits: 'id',
} as const

/** All of version 2: what it had from version 1, and what it added. */
export const schemaOf2 = {
  ...schemaOf1,
  subscriptions: 'id, customerId, state',
  requests: 'id, customerId, state',
  productKeys: 'id, state, customerId, fingerprint',
  templates: 'id',
  portalEdits: 'id',
} as const

/** All of version 4, with what is derived. */
export const schemaOf4 = {
  ...schemaOf2,
  customers: 'id, order, starred, tenantId, *words, *domains, *emails',
  offers: 'id, updatedAt, summary',
  replies: 'id, state, receivedAt, recipientId, code, [state+receivedAt]',
  subscriptions: 'id, customerId, state, sourceId',
  activity: 'id, at, [offerId+at], [customerId+at], [by+at], [action+at]',
  keyring: 'id',
  clocks: 'id, [kind+on], customerId',
  tallies: 'id',
  findShards: 'id',
  rowShards: 'id',
  imports: 'id, run',
} as const

/** All of version 6. */
export const schemaOf6 = {
  ...schemaOf4,
  hosts: 'id',
  inboxes: 'id',
  looks: 'id',
} as const
