import * as v from 'valibot'
import { languageSchema } from '#core/model/language.ts'
import { email, id, line, optionalEmail, phone } from '#core/model/schema.ts'

/** Administrative access to your company: Microsoft's five roles. */
export const companyRoles = ['global', 'billing', 'userManagement', 'service', 'password'] as const

/** Administrative access to companies you support. */
export const supportLevels = ['none', 'limited', 'full'] as const

export const userFields = {
  name: line(80),
  email,
  /** Not of the company's own tenant, for resetting one's own password there. */
  alternateEmail: v.optional(optionalEmail, ''),
  phone: v.optional(phone, ''),
  role: v.nullable(v.picklist(companyRoles, 'choice')),
  support: v.picklist(supportLevels, 'choice'),
} as const

export const userInput = v.object(userFields)

export const userSchema = v.object({
  id,
  ...userFields,
  active: v.boolean(),
  /** Of the screens. */
  language: languageSchema,
})

/** A person on the partner's staff. */
export type User = v.InferOutput<typeof userSchema>
export type UserInput = v.InferOutput<typeof userInput>
