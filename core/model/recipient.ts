import * as v from 'valibot'
import { recipientStates } from '#core/model/kinds.ts'
import { codeSchema } from '#core/model/offer.ts'
import { id, instant } from '#core/model/schema.ts'

export const recipientSchema = v.object({
  id,
  offerId: id,
  /** Null until a person says which customer answered a public offer. */
  customerId: v.nullable(id),
  /** Opaque; travels in the link's fragment and comes back inside the sealed reply. */
  token: id,
  state: v.picklist(recipientStates, 'choice'),
  /** What it was before a reply made it *received*; it is this again when that reply is set aside. */
  stateBefore: v.exactOptional(v.picklist(recipientStates, 'choice')),
  /** The version that the link was last copied or mailed for. */
  sentCode: v.nullable(codeSchema),
  sentAt: v.nullable(instant),
  updatedAt: instant,
})

/** One customer an offer went to, with that customer's own state. */
export type Recipient = v.InferOutput<typeof recipientSchema>
export type RecipientState = Recipient['state']
