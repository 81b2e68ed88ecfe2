import { keySecretId } from '#core/model/productKey.ts'
import type { RecordOf, TableName } from '#core/storage/records.ts'

/** Where a reply key's private half lies in the vault. */
export const replySecretId = (keyId: string) => `reply-key-${keyId}`

/** A field that names a record of another table; null where it names none. */
type Rule<T extends TableName> = readonly [
  field: string,
  to: TableName,
  key: (record: RecordOf[T]) => string | null,
]

/** What must be there for a record to make sense. Drafts and templates are unfinished, and the log outlives what it is about: they are not listed. */
const rules: { readonly [T in TableName]?: readonly Rule<T>[] } = {
  workspace: [['replyKey', 'secrets', ({ replyKey }) => replySecretId(replyKey.id)]],
  company: [['verified', 'users', ({ verified }) => verified?.by ?? null]],
  vault: [['id', 'users', ({ id }) => id]],
  offers: [
    ['code', 'versions', ({ code }) => code],
    ['createdBy', 'users', ({ createdBy }) => createdBy],
  ],
  versions: [
    ['offerId', 'offers', ({ offerId }) => offerId],
    ['frozenBy', 'users', ({ frozenBy }) => frozenBy],
  ],
  recipients: [
    ['offerId', 'offers', ({ offerId }) => offerId],
    ['customerId', 'customers', ({ customerId }) => customerId],
    ['sentCode', 'versions', ({ sentCode }) => sentCode],
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
    ['convertedTo', 'subscriptions', ({ convertedTo }) => convertedTo],
  ],
  requests: [
    ['customerId', 'customers', ({ customerId }) => customerId],
    ['createdBy', 'users', ({ createdBy }) => createdBy],
  ],
  productKeys: [
    ['id', 'secrets', ({ id }) => keySecretId(id)],
    ['customerId', 'customers', ({ customerId }) => customerId],
    ['subscriptionId', 'subscriptions', ({ subscriptionId }) => subscriptionId],
    ['createdBy', 'users', ({ createdBy }) => createdBy],
  ],
}

const rulesOf = <T extends TableName>(table: T): readonly Rule<T>[] => rules[table] ?? []

/** One text for a record, wherever it lies. */
export const addressOf = (table: TableName, key: string) => `${table}/${key}`

/** The records that a record names, and the field that does. */
export const referencesOf = <T extends TableName>(
  table: T,
  record: RecordOf[T],
): { field: string; to: TableName; key: string }[] =>
  rulesOf(table).flatMap(([field, to, keyOf]) => {
    const key = keyOf(record)
    return key === null ? [] : [{ field, to, key }]
  })

/** The tables whose records may name one of a table. */
export const tablesReferringTo = (target: TableName): TableName[] =>
  (Object.keys(rules) as TableName[]).filter((table) => rulesOf(table).some(([, to]) => to === target))
