import * as v from 'valibot'
import { languageSchema } from '#core/model/language.ts'
import { domain, guid, id, instant, line, optionalEmail, phone, text } from '#core/model/schema.ts'

/** As Microsoft names them (domain: GDAP), seen from here. Only a person, or a confirmed reply, moves them. */
export const delegationStates = [
  'none',
  'requested',
  'approvalPending',
  'active',
  'expiring',
  'expired',
  'terminated',
  'declined',
] as const

/**
 * Names that Microsoft refuses for a customer (rules of 22 September 2021):
 * one character, only symbols, a bare legal form, a web domain, a counting
 * or repeating dummy.
 */
function isCompanyName(name: string): boolean {
  if (name.length < 2 || !/\p{L}|\p{N}/u.test(name)) return false
  if (/^(llc|inc|ltd|as|asa|ab|aps|gmbh|oy|bv)\.?$/i.test(name)) return false
  if (/\.(com|net|org|io|no|se|dk|de|cn)$/i.test(name)) return false
  return !/^(.)\1{2,}$/u.test(name) && !/^1\s*2\s*3$/.test(name)
}

const contact = v.object({ id, name: line(80), email: optionalEmail, phone })

export const customerFields = {
  name: v.pipe(line(120), v.check(isCompanyName, 'companyName')),
  /** The first is the primary one. Replies are matched by them. */
  domains: v.pipe(v.array(domain), v.maxLength(50, 'tooMany')),
  contacts: v.pipe(v.array(contact), v.maxLength(50, 'tooMany')),
  tenantId: v.nullable(guid),
  country: v.pipe(line(2), v.regex(/^[A-Z]{2}$/, 'country')),
  language: languageSchema,
  favourite: v.boolean(),
  note: text(4000),
} as const

export const customerInput = v.object(customerFields)

export const customerSchema = v.object({
  id,
  ...customerFields,
  delegation: v.picklist(delegationStates, 'choice'),
  createdAt: instant,
})

/** A company served. */
export type CustomerInput = v.InferOutput<typeof customerInput>
export type Customer = v.InferOutput<typeof customerSchema>
export type Contact = Customer['contacts'][number]
