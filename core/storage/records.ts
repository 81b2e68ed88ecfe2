import * as v from 'valibot'
import { isPortalAddress } from '#core/catalog/portals.ts'
import { activitySchema } from '#core/model/activity.ts'
import { companySchema } from '#core/model/company.ts'
import { customerSchema } from '#core/model/customer.ts'
import { hostSchema } from '#core/model/host.ts'
import { inboxSchema } from '#core/model/inbox.ts'
import { codeSchema, draftSchema, offerSchema, versionSchema, type Draft } from '#core/model/offer.ts'
import { productKeySchema } from '#core/model/productKey.ts'
import { recipientSchema } from '#core/model/recipient.ts'
import { replySchema } from '#core/model/reply.ts'
import { requestSchema } from '#core/model/request.ts'
import { base64url, guid, hex, id, instant, text, whole } from '#core/model/schema.ts'
import { subscriptionSchema } from '#core/model/subscription.ts'
import { templateSchema, type Template } from '#core/model/template.ts'
import { userSchema } from '#core/model/user.ts'

const base64 = v.pipe(text(10_000), v.regex(/^[A-Za-z0-9+/]+$/, 'characters'))
const sealed = { nonce: base64, ciphertext: base64 }

/** Facts about the workspace itself; one record. */
const workspaceSchema = v.object({
  id: v.literal('workspace'),
  /** Names the workspace in publications and backups. */
  name: id,
  /** Id and public half of the key that new offers are sealed to. */
  replyKey: v.object({ id: hex(8), publicKey: base64url }),
  /** Made from the example: its screens say so. */
  example: v.boolean(),
  createdAt: instant,
  backupAt: v.nullable(instant),
  /** Somebody who had a way into the vault has left since its key was last changed. */
  keyDue: v.optional(v.boolean()),
  /** Nobody is reminded of a backup before then; absent unless a person put it off. */
  backupLater: v.optional(instant),
})

/** One person's way into the vault: the data key, sealed by that person's passphrase. The id is the user's. */
const vaultSchema = v.object({
  id,
  kdf: v.object({
    name: v.literal('argon2id'),
    memory: whole(1, 10_000_000),
    passes: whole(1, 1000),
    lanes: whole(1, 1000),
    salt: base64,
  }),
  dataKey: v.object(sealed),
})

/** A secret sealed by the vault: `reply-key-<id>` is a reply key's private half, `product-key-<id>` a product key. */
const secretSchema = v.object({ id, ...sealed })

/** One export of the public side. */
const publicationSchema = v.object({
  id,
  number: whole(1, Number.MAX_SAFE_INTEGER),
  at: instant,
  by: id,
  /** Codes of the pages that show an offer. */
  codes: v.array(codeSchema),
  sha256: hex(64),
})

/** What a person changed in the catalog: the trial id of one product, null for no trial. */
const productEditSchema = v.object({ id: guid, trialId: v.nullable(guid) })

/** A portal that a person has changed: hidden, at another address, or one of their own. */
const portalEditSchema = v.pipe(
  v.object({
    /** Of the catalog, or of the person's own. */
    id,
    /** Empty for the catalog's. */
    name: text(80),
    /** Empty for the catalog's. */
    address: text(500),
    hidden: v.boolean(),
  }),
  v.forward(
    v.check(
      ({ name, address }) => (name === '' && address === '') || isPortalAddress(address),
      'portalAddress',
    ),
    ['address'],
  ),
)

/** The schema of every table's records: what a backup may hold. */
export const recordSchemas = {
  workspace: workspaceSchema,
  vault: vaultSchema,
  secrets: secretSchema,
  company: companySchema,
  users: userSchema,
  customers: customerSchema,
  drafts: draftSchema,
  offers: offerSchema,
  versions: versionSchema,
  recipients: recipientSchema,
  replies: replySchema,
  activity: activitySchema,
  publications: publicationSchema,
  productEdits: productEditSchema,
  subscriptions: subscriptionSchema,
  requests: requestSchema,
  productKeys: productKeySchema,
  templates: templateSchema,
  portalEdits: portalEditSchema,
  hosts: hostSchema,
  inboxes: inboxSchema,
} as const

export type TableName = keyof typeof recordSchemas
export const tableNames = Object.keys(recordSchemas) as TableName[]

/** A record as core deals with it. Drafts and templates hold unfinished terms, typed as if they were complete and checked when frozen. */
export type RecordOf = {
  [T in TableName]: T extends 'drafts'
    ? Draft
    : T extends 'templates'
      ? Template
      : v.InferOutput<(typeof recordSchemas)[T]>
}
export type WorkspaceRecord = RecordOf['workspace']
export type PublicationRecord = RecordOf['publications']
export type ProductEdit = RecordOf['productEdits']

/** A record as its schema returns it, without what is derived when stored; or what is wrong with it. */
export function fitted<T extends TableName>(table: T, record: unknown) {
  const result = v.safeParse(recordSchemas[table], record)
  if (!result.success) return { ok: false as const, issues: result.issues }
  const parsed = result.output as RecordOf[T]
  // A version's hash is of the binding as it was frozen: not a character of it changes any more.
  const fit = table === 'versions' ? { ...parsed, binding: (record as RecordOf['versions']).binding } : parsed
  return { ok: true as const, record: fit }
}

/** Whether a record is as its schema has it. */
export const fits = <T extends TableName>(table: T, record: RecordOf[T]): boolean => fitted(table, record).ok
