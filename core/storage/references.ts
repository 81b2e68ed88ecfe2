import { inboxSecretId } from '#core/model/inbox.ts'
import { keySecretId } from '#core/model/productKey.ts'
import type { RecordOf, TableName } from '#core/storage/records.ts'

/** Where a reply key's private half lies in the vault. */
export const replySecretId = (keyId: string) => `reply-key-${keyId}`

/** A field that names a record of another table; null where it names none. */
type Rule<T extends TableName> = readonly [
  field: string,
  to: TableName,
  key: (record: RecordOf[T]) => string | null,
  /** An index of the naming table, where the field has none, and the field of the named record that is found by it: so not every record is read. */
  by?: readonly [index: string, field: string],
]

/** What must be there for a record to make sense. Drafts and templates are unfinished, and the log outlives what it is about: they are not listed. */
const rules: { readonly [T in TableName]?: readonly Rule<T>[] } = {
  workspace: [['replyKey', 'secrets', ({ replyKey }) => replySecretId(replyKey.id)]],
  company: [['verified', 'users', ({ verified }) => verified?.by ?? null]],
  vault: [['id', 'users', ({ id }) => id]],
  offers: [
    ['code', 'versions', ({ code }) => code, [':id', 'offerId']],
    ['createdBy', 'users', ({ createdBy }) => createdBy],
  ],
  versions: [
    ['offerId', 'offers', ({ offerId }) => offerId],
    ['frozenBy', 'users', ({ frozenBy }) => frozenBy],
  ],
  recipients: [
    ['offerId', 'offers', ({ offerId }) => offerId],
    ['customerId', 'customers', ({ customerId }) => customerId],
    ['sentCode', 'versions', ({ sentCode }) => sentCode, ['offerId', 'offerId']],
  ],
  replies: [
    ['code', 'versions', ({ code }) => code],
    ['recipientId', 'recipients', ({ recipientId }) => recipientId],
    ['receivedBy', 'users', ({ receivedBy }) => receivedBy],
  ],
  publications: [['by', 'users', ({ by }) => by]],
  subscriptions: [
    ['customerId', 'customers', ({ customerId }) => customerId],
    ['sourceId', 'offers', ({ source, sourceId }) => (source === 'offer' ? sourceId : null)],
    ['sourceId', 'productKeys', ({ source, sourceId }) => (source === 'key' ? sourceId : null)],
    ['convertedTo', 'subscriptions', ({ convertedTo }) => convertedTo, ['customerId', 'customerId']],
  ],
  requests: [
    ['customerId', 'customers', ({ customerId }) => customerId],
    ['createdBy', 'users', ({ createdBy }) => createdBy],
  ],
  hosts: [
    ['id', 'secrets', ({ id }) => id],
    ['connectedBy', 'users', ({ connectedBy }) => connectedBy],
  ],
  inboxes: [
    ['id', 'secrets', () => inboxSecretId],
    ['connectedBy', 'users', ({ connectedBy }) => connectedBy],
  ],
  productKeys: [
    ['id', 'secrets', ({ id }) => keySecretId(id)],
    ['customerId', 'customers', ({ customerId }) => customerId],
    ['subscriptionId', 'subscriptions', ({ subscriptionId }) => subscriptionId, ['customerId', 'customerId']],
    ['createdBy', 'users', ({ createdBy }) => createdBy],
  ],
}

const rulesOf = <T extends TableName>(table: T): readonly Rule<T>[] => rules[table] ?? []

/** The records that a record names, and the field that does. */
export const referencesOf = <T extends TableName>(
  table: T,
  record: RecordOf[T],
): { field: string; to: TableName; key: string }[] =>
  rulesOf(table).flatMap(([field, to, keyOf]) => {
    const key = keyOf(record)
    return key === null ? [] : [{ field, to, key }]
  })

/** Where records may name one of a table: the field, the index that finds them, and the field of the named record that is looked up in it; null for its key. */
export type Referring = Readonly<{ table: TableName; field: string; index: string; by: string | null }>

/** Every field in which records may name one of a table. */
export const referringTo = (target: TableName): Referring[] =>
  (Object.keys(rules) as TableName[]).flatMap((table) =>
    rulesOf(table).flatMap(([field, to, , by]) =>
      to === target ? [{ table, field, index: by?.[0] ?? field, by: by?.[1] ?? null }] : [],
    ),
  )
