import * as v from 'valibot'
import { relationshipSchema } from '#core/model/delegation.ts'
import { delegationStates } from '#core/model/kinds.ts'
import { pageLanguageSchema } from '#core/model/language.ts'
import {
  countryCode,
  domain,
  guid,
  id,
  instant,
  line,
  optionalEmail,
  phone,
  text,
} from '#core/model/schema.ts'

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
  /** Other names that it is found by. */
  aliases: v.optional(v.pipe(v.array(line(80)), v.maxLength(20, 'tooMany')), () => []),
  tags: v.optional(v.pipe(v.array(line(40)), v.maxLength(20, 'tooMany')), () => []),
  address: v.optional(v.object({ street: text(200), postalCode: text(20), city: text(80) }), {
    street: '',
    postalCode: '',
    city: '',
  }),
  tenantId: v.nullable(guid),
  country: countryCode,
  language: pageLanguageSchema,
  favourite: v.boolean(),
  note: text(4000),
} as const

export const customerInput = v.object(customerFields)

export const customerSchema = v.object({
  id,
  ...customerFields,
  delegation: v.picklist(delegationStates, 'choice'),
  relationship: v.optional(v.nullable(relationshipSchema), null),
  createdAt: instant,
})

/** What is known of a customer of whom only the name is known. */
export const newCustomer = (
  name: string,
  country: string,
  language: CustomerInput['language'],
): CustomerInput => ({
  name,
  domains: [],
  contacts: [],
  aliases: [],
  tags: [],
  address: { street: '', postalCode: '', city: '' },
  tenantId: null,
  country,
  language,
  favourite: false,
  note: '',
})

/** A company served. */
export type CustomerInput = v.InferOutput<typeof customerInput>
export type Customer = v.InferOutput<typeof customerSchema>
export type Contact = Customer['contacts'][number]
