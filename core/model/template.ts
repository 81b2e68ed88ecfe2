import * as v from 'valibot'
import { draftSchema } from '#core/model/offer.ts'
import type { Draft } from '#core/model/offer.ts'
import { id, instant, line } from '#core/model/schema.ts'

/** A named beginning for offers: everything of a draft but the customer and the last day. */
export const templateSchema = v.object({
  id,
  name: line(80),
  audience: draftSchema.entries.audience,
  officeId: id,
  terms: draftSchema.entries.terms,
  updatedAt: instant,
})

export type Template = Omit<v.InferOutput<typeof templateSchema>, 'terms'> & { terms: Draft['terms'] }
