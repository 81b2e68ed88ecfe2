import * as v from 'valibot'
import { currencies } from '#core/model/company.ts'
import { longestRelationshipName } from '#core/model/delegation.ts'
import { pageLanguageSchema } from '#core/model/language.ts'
import { maxLicences, maxLines } from '#core/model/limits.ts'
import { isWithin } from '#core/model/range.ts'
import { countryCode, guid, id, isoDate, line, optionalHttpsUrl, text, whole } from '#core/model/schema.ts'

/** The name is frozen with the offer: a change in the catalog never alters what was sent. */
const product = v.object({ skuId: guid, name: line(120) })

/** Microsoft's terms, ISO 8601. */
export const termDurations = ['P1M', 'P1Y', 'P3Y'] as const
export const pricePeriods = ['month', 'year', 'term'] as const

const price = v.object({
  /** In the currency's smallest unit, for one licence. */
  amount: whole(0, 100_000_000_00),
  per: v.picklist(pricePeriods, 'choice'),
})

const lineSchema = v.pipe(
  v.object({
    id,
    product,
    count: whole(1, maxLicences),
    /** The range within which the customer may choose; equal to `count` when the number is fixed. */
    min: whole(1, maxLicences),
    max: whole(1, maxLicences),
    term: v.picklist(termDurations, 'choice'),
    price: v.nullable(price),
  }),
  v.forward(
    v.check((value) => isWithin(value, value.count), 'range'),
    ['count'],
  ),
)

/** Microsoft Entra's template id of Global Administrator. */
export const globalAdministratorId = '62e90394-69f5-4237-9190-012177145e10'

export const grantLevels = ['limited', 'full', 'roles'] as const

/** What delegated administration would give: a level or a set of Microsoft Entra roles, for a number of days (GDAP: 1 to 730). */
export const grantSchema = v.pipe(
  v.object({
    level: v.picklist(grantLevels, 'choice'),
    roles: v.pipe(v.array(v.object({ id: guid, name: line(80) })), v.maxLength(100, 'tooMany')),
    days: whole(1, 730),
    /** The relationship's name at Microsoft; the customer sees it. */
    name: v.exactOptional(text(longestRelationshipName)),
    /** Prolonged by six months again and again. Microsoft refuses it when Global Administrator is among the roles. */
    autoExtend: v.exactOptional(v.boolean()),
  }),
  v.forward(
    v.check((value) => (value.level === 'roles') === value.roles.length > 0, 'roles'),
    ['roles'],
  ),
  v.forward(
    v.check(
      (value) => !value.autoExtend || !value.roles.some((role) => role.id === globalAdministratorId),
      'noAutoExtend',
    ),
    ['autoExtend'],
  ),
)

/** Parts that came later are absent where they say nothing, so that the hash of an older offer stays what it was. */
const common = {
  language: pageLanguageSchema,
  /** Usage location, ISO 3166-1 alpha-2: decides which products can be offered. */
  country: v.exactOptional(countryCode),
  /** Valid through the end of this day in `timeZone`. */
  lastDay: isoDate,
  timeZone: line(60),
  /** The partner's own words above the table; may be empty. */
  message: text(2000),
  /** And below it. */
  closing: v.exactOptional(text(2000)),
  /** Where the customer goes on at Microsoft; its host is checked against the cloud's allow-list when it is frozen. */
  microsoftLink: v.exactOptional(optionalHttpsUrl),
}

/** The option that a trial or purchase offer may carry; the customer accepts with it or without. */
const delegation = v.nullable(grantSchema)

export const trialSchema = v.object({
  kind: v.literal('trial'),
  ...common,
  product,
  licences: whole(1, 10_000),
  days: whole(1, 365),
  delegation,
})

export const purchaseSchema = v.object({
  kind: v.literal('purchase'),
  ...common,
  billedBy: v.picklist(['partner', 'microsoft'], 'choice'),
  currency: v.picklist(currencies, 'choice'),
  vatIncluded: v.boolean(),
  lines: v.pipe(
    v.array(lineSchema),
    v.minLength(1, 'required'),
    v.maxLength(maxLines, 'tooMany'),
    v.check((lines) => new Set(lines.map((each) => each.id)).size === lines.length, 'unique'),
  ),
  delegation,
})

export const delegationSchema = v.object({ kind: v.literal('delegation'), ...common, grant: grantSchema })

export const termsSchema = v.variant('kind', [trialSchema, purchaseSchema, delegationSchema], 'choice')

export type Terms = v.InferOutput<typeof termsSchema>
export type TrialTerms = v.InferOutput<typeof trialSchema>
export type PurchaseTerms = v.InferOutput<typeof purchaseSchema>
export type Line = PurchaseTerms['lines'][number]
export type Grant = v.InferOutput<typeof grantSchema>
export type OfferKind = Terms['kind']
