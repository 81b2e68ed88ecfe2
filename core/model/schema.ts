import * as v from 'valibot'
import { cleanText } from '#core/model/clean.ts'
import { emailPattern } from '#core/model/email.ts'
import { longest } from '#core/model/lengths.ts'
import { isFieldRule, Problem, type FieldFault } from '#core/model/problem.ts'

/**
 * The building blocks of every schema. A message is the name of a rule
 * (`rule.NAME` in the words of the screens), never a sentence.
 */
const required = 'required'

/** Text of at most `max` UTF-16 units, cleaned (core/model/clean.ts); may be empty. */
export const text = (max: number) =>
  v.pipe(v.string(required), v.transform(cleanText), v.maxLength(max, 'tooLong'))

/** Text that may not be empty. */
export const filled = (max: number) => v.pipe(text(max), v.minLength(1, required))

/** One line of text that may not be empty. */
export const line = (max: number) => v.pipe(filled(max), v.regex(/^[^\n]*$/, 'oneLine'))

export const email = v.pipe(line(longest.email), v.regex(emailPattern, 'email'))

export const optionalEmail = v.pipe(
  text(longest.email),
  v.check((value) => value === '' || emailPattern.test(value), 'email'),
)

/** An international number as people write it: digits with blanks, brackets, dashes and a leading plus. */
export const phone = v.pipe(
  text(40),
  v.check(
    (value) => value === '' || (/^\+?[\d\s().-]+$/.test(value) && value.replace(/\D/g, '').length >= 5),
    'phone',
  ),
)

const isHttps = (value: string) => {
  if (!/^https:\/\/[^\s]+$/i.test(value) || !URL.canParse(value)) return false
  const url = new URL(value)
  return url.protocol === 'https:' && url.username === '' && url.password === ''
}

export const optionalHttpsUrl = v.pipe(
  text(300),
  v.check((value) => value === '' || isHttps(value), 'https'),
)

export const httpsUrl = v.pipe(line(500), v.check(isHttps, 'https'))

export const guid = v.pipe(
  line(36),
  v.transform((value) => value.toLowerCase()),
  v.regex(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/, 'guid'),
)

/** ISO 3166-1 alpha-2. */
export const countryCode = v.pipe(
  line(2),
  v.transform((value) => value.toUpperCase()),
  v.regex(/^[A-Z]{2}$/, 'country'),
)

export const domain = v.pipe(
  v.string(required),
  // Turned or split by what nobody sees, it would be shown as another one.
  v.check((value) => !/\p{Cf}/u.test(value), 'domain'),
  line(253),
  v.transform((value) => value.toLowerCase()),
  v.regex(/^(?=.{4,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]*$/u, 'domain'),
)

/** Where pages lie: https, or this machine for trying things out. */
export const pageAddress = v.pipe(
  line(300),
  v.check(
    (value) =>
      isHttps(value) ||
      (/^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/|$)/.test(value) && URL.canParse(value)),
    'https',
  ),
  v.check((value) => !/[?#]/.test(value), 'https'),
  v.transform((value) => value.replace(/\/+$/, '')),
)

/** Microsoft partner ID: 4 to 10 digits. Source: Partner Center, "Partner ID (formerly MPN ID)". */
export const partnerId = v.pipe(line(10), v.regex(/^\d{4,10}$/, 'partnerId'))

/** A whole number from `min` to `max`. */
export const whole = (min: number, max: number) =>
  v.pipe(v.number('number'), v.integer('whole'), v.minValue(min, 'tooSmall'), v.maxValue(max, 'tooLarge'))

const isDate = (value: string) => {
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}

/** A calendar date, `YYYY-MM-DD`. */
export const isoDate = v.pipe(
  v.string(required),
  v.regex(/^\d{4}-\d\d-\d\d$/, 'date'),
  v.check(isDate, 'date'),
)

const isInstant = (value: string) => {
  const moment = new Date(value)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value.slice(0, 19))
}

/** A moment in UTC, `YYYY-MM-DDTHH:MM:SSZ` or `YYYY-MM-DDTHH:MM:SS.mmmZ`; nothing else, so that every engine reads it alike. */
export const instant = v.pipe(
  v.string(required),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/, 'date'),
  v.check(isInstant, 'date'),
)

/** Exactly `length` lower-case hexadecimal digits. */
export const hex = (length: number) =>
  v.pipe(v.string(required), v.regex(new RegExp(`^[0-9a-f]{${length}}$`), 'characters'))

export const base64url = v.pipe(v.string(required), v.regex(/^[A-Za-z0-9_-]+$/, 'characters'))

/** Identifiers are made by us and opaque to everybody. */
export const id = v.pipe(v.string(required), v.regex(/^[A-Za-z0-9-]{1,64}$/, 'characters'))

/** The rule that an issue breaks. Any other message is Valibot's own: something of a wrong type. */
const ruleOf = ({ message }: { message: string }) => (isFieldRule(message) ? message : required)

/** Every fault among `issues`: a field with the rule that it breaks. */
export const faultsOf = (issues: readonly v.BaseIssue<unknown>[]): FieldFault[] =>
  issues.map((issue) => ({ path: v.getDotPath(issue) ?? '', rule: ruleOf(issue) }))

/** Checks `input` against `schema`. @throws Problem `invalid`, with every field that is wrong. */
export function parse<S extends v.GenericSchema>(schema: S, input: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, input)
  if (result.success) return result.output
  const faults = faultsOf(result.issues)
  throw new Problem('invalid', { field: faults[0]?.path ?? '' }, faults)
}
