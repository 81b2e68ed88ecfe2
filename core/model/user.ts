import * as v from 'valibot'
import { languageSchema } from '#core/model/language.ts'
import { email, id, line } from '#core/model/schema.ts'

/** Administrative access to your company: Microsoft's five roles. */
export const companyRoles = ['global', 'billing', 'userManagement', 'service', 'password'] as const

/** Administrative access to companies you support. */
export const supportLevels = ['none', 'limited', 'full'] as const

export const userSchema = v.object({
  id,
  name: line(80),
  email,
  role: v.nullable(v.picklist(companyRoles, 'choice')),
  support: v.picklist(supportLevels, 'choice'),
  active: v.boolean(),
  /** Of the screens. */
  language: languageSchema,
})

/** A person on the partner's staff. */
export type User = v.InferOutput<typeof userSchema>
