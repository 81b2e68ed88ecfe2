import * as v from 'valibot'
import { fromUtf8 } from '#core/model/bytes.ts'
import { cleanText } from '#core/model/clean.ts'
import { maxLines } from '#core/model/limits.ts'
import { answers, replyContentSchema, type ReplyContent } from '#core/model/reply.ts'
import { instant } from '#core/model/schema.ts'

/** An answer; `repaired` when something in it did not fit and had to be moved or left out. */
export type ContentRead = Readonly<{ content: ReplyContent; repaired: boolean }>

const { code, token, delegation, version, nonce, by, orderNumber, counts } = replyContentSchema.entries

/** What `schema` makes of a value, or `other` where it does not fit. */
function fitting<S extends v.GenericSchema, O>(schema: S, value: unknown, other: O): v.InferOutput<S> | O {
  const result = v.safeParse(schema, value)
  return result.success ? result.output : other
}

/** The moment that a date with its zone means, in the one writing that is kept; `other` where it means none. */
function instantOf(value: unknown, other: string): string {
  const [whole, local] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.exec(
      typeof value === 'string' ? value : '',
    ) ?? []
  const moment = new Date(whole !== undefined && v.is(instant, `${local}Z`) ? whole : NaN)
  const year = moment.getUTCFullYear()
  return year >= 1 && year <= 9999 ? moment.toISOString() : other
}

const textOf = (value: unknown) => (typeof value === 'string' ? cleanText(value) : '')

/** Fields of an object; none of anything else. */
const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

/**
 * An answer of which a part does not fit. What cannot be read is left out;
 * text that is too long for its field, or is no address, stands in whole at
 * the end of the message.
 */
function readLeniently(raw: Readonly<Record<string, unknown>>, takenAt: string): ReplyContent | null {
  const answer = answers.find((each) => each === raw.answer)
  const known = fitting(code, raw.code, null)
  if (raw.format !== 1 || !answer || known === null) return null
  const person = fieldsOf(raw.by)
  const moved: string[] = []
  /** The text when it fits its field. Otherwise it moves to the message. */
  const orMoved = (schema: v.GenericSchema<unknown, string>, value: unknown): string => {
    const typed = textOf(value)
    const fits = fitting(schema, typed, null)
    if (fits === null && typed) moved.push(typed)
    return fits ?? ''
  }
  const name = orMoved(by.entries.name, person.name)
  const email = orMoved(by.entries.email, person.email)
  const company = orMoved(by.entries.company, person.company)
  const order = orMoved(orderNumber.wrapped, raw.orderNumber)
  const lines = Array.isArray(raw.counts) ? raw.counts.slice(0, maxLines) : []
  return {
    format: 1,
    answer,
    code: known,
    version: fitting(version, raw.version, 1),
    at: instantOf(raw.at, takenAt),
    nonce: fitting(nonce, raw.nonce, '0'.repeat(32)),
    by: { name, email, company },
    counts: lines.flatMap((each) => fitting(counts, [each], [])),
    delegation: fitting(delegation, raw.delegation, null),
    ...(order && { orderNumber: order }),
    message: [textOf(raw.message), ...moved].filter(Boolean).join('\n\n'),
    token: fitting(token, raw.token, null),
  }
}

/**
 * Reads what was inside a seal.
 *
 * A customer's honest answer may break a rule that its page did not know; it
 * is read as far as it goes. Anybody can seal anything, so nothing here
 * trusts what it reads, and nothing throws.
 *
 * @param takenAt an instant, for an answer whose own time cannot be read
 * @returns null when it is no answer: not JSON, no known kind of answer, no offer's code
 */
export function readContent(bytes: Uint8Array, takenAt: string): ContentRead | null {
  let raw: unknown
  try {
    raw = JSON.parse(fromUtf8(bytes))
  } catch {
    return null
  }
  const strict = v.safeParse(replyContentSchema, raw)
  if (strict.success) return { content: strict.output, repaired: false }
  const content = readLeniently(fieldsOf(raw), takenAt)
  return content && { content, repaired: true }
}
