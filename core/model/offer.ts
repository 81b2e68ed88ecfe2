import * as v from 'valibot'
import { codePattern } from '#core/model/code.ts'
import { clouds } from '#core/model/company.ts'
import { base64url, hex, id, instant, line, partnerId, text, whole } from '#core/model/schema.ts'
import { termsSchema } from '#core/model/terms.ts'

export const codeSchema = v.pipe(v.string('required'), v.regex(codePattern, 'code'))

/** Whom an offer goes to: one customer, several, or whoever finds its URL. */
export const audiences = ['one', 'several', 'public'] as const
export type Audience = (typeof audiences)[number]

/** The half of the reply key that everybody may see: replies are sealed to it. */
const replyKey = v.object({ id: hex(8), publicKey: base64url })

/** All that binds: what is hashed, shown on the page and never changes. */
export const bindingSchema = v.object({
  format: v.literal(1),
  code: codeSchema,
  version: whole(1, 10_000),
  partner: v.object({ name: line(120), partnerId, cloud: v.picklist(clouds, 'choice') }),
  audience: v.picklist(audiences, 'choice'),
  /** Only for a single customer, and only when the partner switched it on. */
  addressee: v.nullable(line(120)),
  terms: termsSchema,
  /** The end of the last day as an instant: the first moment at which the offer is closed. */
  closesAt: instant,
  replyKey,
})

export type Binding = v.InferOutput<typeof bindingSchema>

/** Stored states of a frozen version. *Expired* is not stored: it follows from `closesAt`. */
export const versionStates = ['ready', 'published', 'superseded', 'withdrawn'] as const

export const versionSchema = v.object({
  code: codeSchema,
  offerId: id,
  state: v.picklist(versionStates, 'choice'),
  binding: bindingSchema,
  hash: hex(64),
  frozenAt: instant,
  frozenBy: id,
})

/** Frozen content with one code and one URL. */
export type Version = v.InferOutput<typeof versionSchema>

export type VersionState = (typeof versionStates)[number] | 'expired'

export const offerSchema = v.object({
  id,
  kind: v.picklist(['trial', 'purchase', 'delegation'], 'choice'),
  audience: v.picklist(audiences, 'choice'),
  officeId: id,
  createdAt: instant,
  createdBy: id,
  /** Number and code of the newest version. */
  version: whole(1, 10_000),
  code: codeSchema,
  /** Whether pages of earlier versions link to the newest; absent where nobody has said so. */
  linkEarlier: v.exactOptional(v.boolean()),
  /** Changes with every event, so that lists can be sorted by it. */
  updatedAt: instant,
})

/** Groups the versions of one offer. */
export type Offer = v.InferOutput<typeof offerSchema>

/**
 * Whether the pages of earlier versions link to the newest. A public offer's
 * do unless the partner says otherwise, since its URL lives on other sites; a
 * private one's do not, because a link found in an old mail must not open a
 * new offer by itself.
 */
export const linksEarlier = ({ audience, linkEarlier }: Pick<Offer, 'audience' | 'linkEarlier'>) =>
  linkEarlier ?? audience === 'public'

/** Nobody types this much; a record beyond it would only weigh on backups. */
const longestUnfinished = 100_000

/** What is being typed, as JSON can hold it: an empty number field (NaN) is null, half a surrogate pair U+FFFD. */
const asJson = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    typeof part === 'string' ? part.toWellFormed() : part,
  ) as T

/** Unfinished terms: checked when frozen, not before. */
const unfinishedTerms = v.pipe(
  v.looseObject({ kind: v.picklist(['trial', 'purchase', 'delegation'], 'choice') }),
  v.transform(asJson),
  v.check((terms) => JSON.stringify(terms).length <= longestUnfinished, 'tooLong'),
)

export const draftSchema = v.object({
  id,
  /** The offer that this is the next version of; null for a new one. */
  offerId: v.nullable(id),
  audience: v.picklist(audiences, 'choice'),
  officeId: id,
  customerIds: v.pipe(v.array(id), v.maxLength(500, 'tooMany')),
  showAddressee: v.boolean(),
  /** Of a next version: whether the pages of those before link to it. */
  linkEarlier: v.exactOptional(v.boolean()),
  terms: unfinishedTerms,
  /** Where the person was in making it. */
  step: text(20),
  updatedAt: instant,
})

export type Draft = Omit<v.InferOutput<typeof draftSchema>, 'terms'> & {
  terms: v.InferOutput<typeof termsSchema>
}
