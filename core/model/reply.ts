import * as v from 'valibot'
import { replyStates } from '#core/model/kinds.ts'
import { longest } from '#core/model/lengths.ts'
import { longestArmor, maxLicences, maxLines } from '#core/model/limits.ts'
import { codeSchema } from '#core/model/offer.ts'
import { email, hex, id, instant, line, text, whole } from '#core/model/schema.ts'

/** `change` asks for a new offer with other numbers: no acceptance. */
export const answers = ['accept', 'change', 'decline', 'question'] as const
export type Answer = (typeof answers)[number]

const person = { name: line(longest.name), email, company: text(longest.company) }
const message = text(longest.message)

/** What a customer says; the inside of the sealed text. */
export const replyContentSchema = v.object({
  format: v.literal(1),
  answer: v.picklist(answers, 'choice'),
  code: codeSchema,
  version: whole(1, 10_000),
  /** The customer's own clock. */
  at: instant,
  /** 16 random bytes: no two replies are alike. */
  nonce: hex(32),
  by: v.object(person),
  /** Chosen licences by line id, 0 for a product that is not wanted; empty for anything but a purchase that is accepted or asked for anew. */
  counts: v.pipe(
    v.array(v.object({ line: id, count: whole(0, maxLicences) })),
    v.maxLength(maxLines, 'tooMany'),
  ),
  /** With delegated administration, without it, or not asked. */
  delegation: v.nullable(v.boolean()),
  /** The customer's own order number, when there is one. */
  orderNumber: v.exactOptional(line(longest.order)),
  /** Reason, question, wish or a note. */
  message,
  /** The recipient's token, when the link carried one. */
  token: v.nullable(id),
})

/** An answer as it is kept: one that was read leniently may lack name and address, and its message holds what fitted nowhere else. */
const keptContentSchema = v.object({
  ...replyContentSchema.entries,
  by: v.object({ ...person, name: text(longest.name), email: text(longest.email) }),
  message: text(20_000),
})

export type ReplyContent = v.InferOutput<typeof keptContentSchema>

/**
 * What is remarkable about a reply. Marks, not states: a marked reply can
 * still be confirmed, unless its numbers cannot be what was offered.
 */
export const replyMarks = [
  'outdated',
  'withdrawn',
  /** Written after the last day, as the customer's own clock says. */
  'afterExpiry',
  /** Taken in after the last day, though the customer's clock says that it was written before. */
  'late',
  'second',
  'outOfRange',
  'lineTwice',
  'lineMissing',
  'lineUnknown',
  /** The offer's links carry tokens, and this answer has none, or one that was not given out. */
  'noToken',
  'wrongToken',
  'delegationNotOffered',
  /** Read leniently: something did not fit. */
  'repaired',
  /** Sealed for us, but what is inside is no answer. */
  'unreadable',
  'unknownOffer',
] as const

export const replySchema = v.object({
  /** SHA-256 of the sealed bytes: the same reply taken in twice is the same record. */
  id: hex(64),
  state: v.picklist(replyStates, 'choice'),
  /** As it came but in one line, so that nothing is lost when it cannot be opened yet. */
  armor: v.pipe(
    v.string('required'),
    v.transform((armor) => armor.replace(/\s/g, '')),
    text(longestArmor),
  ),
  receivedAt: instant,
  receivedBy: id,
  /** The address that its mail came from, as the mail says; absent for pasted text. */
  sender: v.exactOptional(text(254)),
  /** Null while the offer is unknown here. */
  code: v.nullable(codeSchema),
  content: v.nullable(keptContentSchema),
  recipientId: v.nullable(id),
  marks: v.array(v.picklist(replyMarks, 'choice')),
  /** Why it was set aside. */
  reason: text(500),
})

/** The address that a mail came from; null where it is none that an answer could be sent to. */
export function senderOf(typed: unknown): string | null {
  const address = v.safeParse(email, typed)
  return address.success ? address.output : null
}

export type Reply = v.InferOutput<typeof replySchema>
export type ReplyMark = (typeof replyMarks)[number]
export type ReplyState = Reply['state']
