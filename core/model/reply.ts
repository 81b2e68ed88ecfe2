import * as v from 'valibot'
import { codeSchema } from '#core/model/offer.ts'
import { email, hex, id, instant, line, text, whole } from '#core/model/schema.ts'
import { maxLicences, maxLines } from '#core/model/limits.ts'

/** `change` asks for a new offer with other numbers: no acceptance. */
export const answers = ['accept', 'change', 'decline', 'question'] as const
export type Answer = (typeof answers)[number]

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
  by: v.object({ name: line(80), email, company: text(120) }),
  /** Chosen licences by line id, 0 for a product that is not wanted; empty for anything but a purchase that is accepted or asked for anew. */
  counts: v.pipe(
    v.array(v.object({ line: id, count: whole(0, maxLicences) })),
    v.maxLength(maxLines, 'tooMany'),
  ),
  /** With delegated administration, without it, or not asked. */
  delegation: v.nullable(v.boolean()),
  /** The customer's own order number, when there is one. */
  orderNumber: v.exactOptional(line(60)),
  /** Reason, question, wish or a note. */
  message: text(2000),
  /** The recipient's token, when the link carried one. */
  token: v.nullable(id),
})

export type ReplyContent = v.InferOutput<typeof replyContentSchema>

/** What is remarkable about a reply. Marks, not states: a marked reply can still be confirmed. */
export const replyMarks = ['outdated', 'withdrawn', 'afterExpiry', 'second', 'outOfRange', 'unknownOffer'] as const

export const replySchema = v.object({
  /** SHA-256 of the sealed bytes: the same reply taken in twice is the same record. */
  id: hex(64),
  state: v.picklist(['received', 'confirmed', 'setAside'], 'choice'),
  /** As it came, so that nothing is lost when it cannot be opened yet. */
  armor: text(20_000),
  receivedAt: instant,
  receivedBy: id,
  /** The address that its mail came from, as the mail says; absent for pasted text. */
  sender: v.exactOptional(text(254)),
  /** Null while the offer is unknown here. */
  code: v.nullable(codeSchema),
  content: v.nullable(replyContentSchema),
  recipientId: v.nullable(id),
  marks: v.array(v.picklist(replyMarks, 'choice')),
  /** Why it was set aside. */
  reason: text(500),
})

export type Reply = v.InferOutput<typeof replySchema>
export type ReplyMark = (typeof replyMarks)[number]
