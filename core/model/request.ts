import * as v from 'valibot'
import { severities } from '#core/model/kinds.ts'
import { email, filled, id, instant, line, phone, text } from '#core/model/schema.ts'

/** Microsoft's states; `none` is written here and not sent yet. */
export const requestStates = ['none', 'open', 'attentionNeeded', 'closed'] as const
export type RequestState = (typeof requestStates)[number]

/** Where Microsoft takes requests for a product family. */
export const requestPlatforms = ['microsoft365', 'azure'] as const

export const requestFields = {
  title: line(120),
  description: filled(4000),
  severity: v.picklist(severities, 'choice'),
  platform: v.picklist(requestPlatforms, 'choice'),
  /** What it is about; may be empty. */
  product: text(120),
  /** The partner's own contact, not the customer's: Microsoft calls back. */
  contact: v.object({ name: line(80), email, phone }),
} as const

export const requestInput = v.object(requestFields)

export const requestSchema = v.object({
  id,
  customerId: id,
  ...requestFields,
  state: v.picklist(requestStates, 'choice'),
  /** Microsoft's number; empty until it is known. */
  number: text(40),
  notes: v.pipe(
    v.array(v.object({ id, at: instant, by: id, text: filled(2000) })),
    v.maxLength(500, 'tooMany'),
  ),
  createdAt: instant,
  createdBy: id,
  sentAt: v.nullable(instant),
  closedAt: v.nullable(instant),
  updatedAt: instant,
})

/** A service request that the company makes to Microsoft for a customer. */
export type ServiceRequest = v.InferOutput<typeof requestSchema>
export type RequestInput = v.InferOutput<typeof requestInput>
