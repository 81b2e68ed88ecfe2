import * as v from 'valibot'
import { companyFields, endpointSchema } from '#core/model/company.ts'
import { pageLanguageSchema } from '#core/model/language.ts'
import { bindingSchema, codeSchema } from '#core/model/offer.ts'
import { hex, id, partnerId, whole } from '#core/model/schema.ts'

/**
 * The publication: a text file of JSON lines. First the header, then the
 * company, then one line for each offer version that ever had a page, sorted
 * by code. It is always the whole set, and holds nothing that a page does not
 * show.
 */
export const publicationFormat = 1

/** Version of the page templates that a publication was made for. */
export const templateVersion = 4

export const headerSchema = v.strictObject({
  t: v.literal('publication'),
  format: v.literal(publicationFormat),
  workspace: id,
  /** Rises with every export, so that an old file cannot replace a newer one; with room above for ever. */
  number: whole(1, 1_000_000_000),
  template: whole(1, templateVersion),
  /** Lines that follow the company's: a shorter file was cut off. */
  offers: whole(0, 1_000_000),
})

/** How the company presents itself today: outside the hash. */
export const presentationSchema = v.strictObject({
  t: v.literal('company'),
  name: companyFields.name,
  email: companyFields.email,
  phone: companyFields.phone,
  website: companyFields.website,
  siteAddress: companyFields.siteAddress,
  logo: companyFields.logo,
  colour: companyFields.colour,
  language: companyFields.language,
  endpoint: v.exactOptional(endpointSchema),
})

/** A page that shows its offer. Open, answered, or expired by the partner's clock when it was exported. */
export const openLineSchema = v.strictObject({
  t: v.literal('offer'),
  state: v.picklist(['open', 'answered', 'expired']),
  hash: hex(64),
  binding: bindingSchema,
})

/** A page that only says that its offer is no more. */
export const closedLineSchema = v.strictObject({
  t: v.literal('closed'),
  state: v.picklist(['withdrawn', 'superseded']),
  hash: hex(64),
  code: codeSchema,
  partnerId,
  language: pageLanguageSchema,
  /** The code of the version that took its place, when the page may link to it. */
  successor: v.nullable(codeSchema),
})

export type Header = v.InferOutput<typeof headerSchema>
export type Presentation = v.InferOutput<typeof presentationSchema>
export type OpenLine = v.InferOutput<typeof openLineSchema>
export type ClosedLine = v.InferOutput<typeof closedLineSchema>
export type OfferLine = OpenLine | ClosedLine

export type Publication = Readonly<{ header: Header; company: Presentation; offers: readonly OfferLine[] }>

/** The code of a line, whichever kind it is. */
export const codeOf = (line: OfferLine) => (line.t === 'offer' ? line.binding.code : line.code)

/** The partner ID that stands in a line's address. */
export const partnerIdOf = (line: OfferLine) =>
  line.t === 'offer' ? line.binding.partner.partnerId : line.partnerId
