import * as v from 'valibot'
import { pageLanguageSchema } from '#core/model/language.ts'
import {
  countryCode,
  domain,
  email,
  guid,
  httpsUrl,
  id,
  instant,
  line,
  optionalHttpsUrl,
  pageAddress,
  partnerId,
  phone,
  text,
  whole,
} from '#core/model/schema.ts'

/** The cloud a partner sells. Two separate companies at Microsoft, with other hosts and other words. */
export const clouds = ['worldwide', '21vianet'] as const

/** How the partner sells: subscription advisor (Microsoft bills), CSP direct bill, CSP indirect reseller. */
export const sellingWays = ['advisor', 'direct', 'indirect'] as const

const office = v.object({
  id,
  /** Shown only inside, and only when there are several. */
  name: line(80),
  /** Names the advisor in every URL of this office. */
  partnerId,
})

export const authorisationsSchema = v.object({
  subscriptionAdvisor: v.boolean(),
  delegatedAdministration: v.boolean(),
  serviceProvider: v.boolean(),
})

/** ISO 4217 codes of currencies that can be chosen. */
export const currencies = ['NOK', 'SEK', 'DKK', 'EUR', 'USD', 'GBP', 'CHF', 'ISK', 'CNY'] as const

/** An image in the file itself, small enough to travel with every page (4 kB of bytes is 5,462 base64 symbols). */
const logo = v.pipe(
  text(5_600),
  v.check(
    (value) => value === '' || /^data:image\/(png|webp|jpeg);base64,[A-Za-z0-9+/=]+$/.test(value),
    'logo',
  ),
)

/** The kinds of endpoint that a person sets up and types here. */
export const endpointKinds = ['form', 'flow', 'netlify'] as const

/**
 * Whether an address is that of a queue's messages with a grant which has no
 * rights in itself: it names a policy of the queue (`si`), so that it can be
 * taken back there. It stands in every page.
 */
function isQueueGrant(address: string): boolean {
  const { pathname, searchParams, hash } = new URL(address)
  return (
    // An emulator has the account's name before the queue's.
    /^(\/[a-z0-9]{3,24})?\/[a-z0-9](-?[a-z0-9]){2,62}\/messages$/.test(pathname) &&
    hash === '' &&
    [...searchParams.keys()].every((name) => /^(sv|si|sr|spr|sig)$/.test(name)) &&
    ['si', 'sig'].every((name) => searchParams.get(name))
  )
}

/**
 * Where a page hands the sealed answer over before it offers mail: `form` is a
 * form service whose answer the page may read (Formspree and its like), `flow`
 * an address whose answer it may not (a Power Automate trigger), `netlify` the
 * host of the pages itself, `queue` the partner's own inbox at Azure Storage.
 */
export const endpointSchema = v.variant('kind', [
  v.object({ kind: v.picklist(['form', 'flow']), address: httpsUrl }),
  v.object({ kind: v.literal('netlify') }),
  v.object({
    kind: v.literal('queue'),
    address: v.pipe(
      httpsUrl,
      v.check((address) => URL.canParse(address) && isQueueGrant(address), 'characters'),
    ),
  }),
])
export type Endpoint = v.InferOutput<typeof endpointSchema>

export const companyFields = {
  /** The legal name: what customers see and what offers bind. */
  name: line(120),
  country: countryCode,
  offices: v.pipe(v.array(office), v.minLength(1, 'required'), v.maxLength(20, 'tooMany')),
  cloud: v.picklist(clouds, 'choice'),
  selling: v.picklist(sellingWays, 'choice'),
  authorisations: authorisationsSchema,
  email,
  phone,
  website: optionalHttpsUrl,
  /** Where the pages lie; `https://offers.example.com` or with a path. */
  siteAddress: pageAddress,
  logo,
  /** `#rrggbb`. Contrast is corrected where it is used. */
  colour: v.pipe(line(7), v.regex(/^#[0-9a-f]{6}$/i, 'colour')),
  language: pageLanguageSchema,
  /** IANA name; the last day of an offer ends in it. */
  timeZone: v.pipe(line(60), v.regex(/^[A-Za-z]+(\/[A-Za-z0-9_+-]+)*$/, 'timeZone')),
  currency: v.picklist(currencies, 'choice'),
  vatIncluded: v.boolean(),
  /** Days that a new offer is valid. */
  validDays: whole(1, 365),
  /** Days before its end that an offer, a trial or a request is brought up. */
  reminderDays: v.optional(whole(1, 90), 7),
  /** Days before its end that a subscription or a delegation is brought up. */
  renewalDays: v.optional(whole(1, 180), 30),
  /** The company's own domains; replies from them are no customer's. */
  domains: v.optional(v.pipe(v.array(domain), v.maxLength(50, 'tooMany')), () => []),
  /** Its own tenant at Microsoft, which relationship links name. */
  tenantId: v.optional(v.nullable(guid), null),
  /** Where answers are handed over; null where they come by mail, clipboard and file alone. */
  endpoint: v.optional(v.nullable(endpointSchema), null),
  /** The page of an offer to one customer says that its answer was received, once a person has confirmed it. */
  showReceived: v.optional(v.boolean(), false),
} as const

/** What a new company starts with, of what the first run does not ask. */
export const companyDefaults = {
  reminderDays: 7,
  renewalDays: 30,
  domains: [] as string[],
  tenantId: null,
  endpoint: null,
  showReceived: false,
} as const

/** What a person may change on the company's screen. */
export const companyInput = v.object(companyFields)

/** The partner's own firm. */
export const companySchema = v.object({
  id: v.literal('company'),
  ...companyFields,
  /** Who looked at these facts last and said that they are right; asked before the first send. */
  verified: v.nullable(v.object({ at: instant, by: id })),
})

export type CompanyInput = v.InferOutput<typeof companyInput>
export type Company = v.InferOutput<typeof companySchema>
export type Office = Company['offices'][number]
