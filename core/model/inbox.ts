import * as v from 'valibot'
import { httpsUrl, id, instant, isoDate, line, whole } from '#core/model/schema.ts'

/** Where the address that takes answers out of the inbox lies in the vault. */
export const inboxSecretId = 'inbox'

/** The storage account's name: 3 to 24 small letters and digits. */
export const storageAccount = v.pipe(line(24), v.regex(/^[a-z0-9]{3,24}$/, 'characters'))

/** The inbox that pages hand answers over to, a queue in an Azure storage account; there is one at most. */
export const inboxSchema = v.object({
  id: v.literal('inbox'),
  account: storageAccount,
  /** Where the account's queues are, without a slash at the end: other clouds have other addresses. */
  queue: httpsUrl,
  /** The address that may look into the inbox and no more: what waits is counted while the vault is locked, too. */
  look: httpsUrl,
  connectedAt: instant,
  connectedBy: id,
  /** The last day that its addresses count; null when nobody has said. */
  expires: v.nullable(isoDate),
  /** Messages that were no answers to this company, and were deleted unread. */
  dropped: whole(0, Number.MAX_SAFE_INTEGER),
})
export type Inbox = v.InferOutput<typeof inboxSchema>
