import { findProduct } from '#core/catalog/products.ts'
import { defaultGrant } from '#core/catalog/roles.ts'
import { addDays, endOfDay } from '#core/clock/clock.ts'
import {
  exampleCompany,
  exampleReplyKey,
  exampleUserId,
  messages,
  pricedProduct,
  trialSkus,
} from '#core/exchange/example/data.ts'
import { concat, fromBase64url, sha256, toBase64url, toHex, utf8 } from '#core/model/bytes.ts'
import { codeFromBytes } from '#core/model/code.ts'
import type { Audience, Binding, Version } from '#core/model/offer.ts'
import type { RecipientState } from '#core/model/recipient.ts'
import type { Line, OfferKind, Terms } from '#core/model/terms.ts'
import { hashOf } from '#core/publication/canonical.ts'

/** One version of the example, in short. */
export type Plan = Readonly<{
  /** Unlike for every version: its code follows from it. */
  key: string
  kind: OfferKind
  /** Expired is not a state: it follows from `age` and `valid`. */
  state: Version['state']
  audience: Audience
  /** Indexes of customers, and how far each has come. */
  to: readonly (readonly [customer: number, state: RecipientState])[]
  /** Days since it was frozen. */
  age: number
  /** Days that it is valid. */
  valid: number
  /** Lines of a purchase offer. */
  lines: number
  version: number
  /** The key of the version before, when this is a later one. */
  before: string | null
}>

const plan = (
  key: string,
  kind: OfferKind,
  state: Version['state'],
  age: number,
  more: Partial<Plan> = {},
): Plan => ({
  key,
  kind,
  state,
  age,
  audience: 'one',
  to: [],
  valid: 30,
  lines: 1,
  version: 1,
  before: null,
  ...more,
})

/** Every kind of offer in every state, newest versions before those that they replace. */
export const plans: readonly Plan[] = [
  plan('fjord', 'purchase', 'published', 3, { to: [[0, 'received']], lines: 2 }),
  plan('havna-trial', 'trial', 'published', 20, { to: [[1, 'accepted']] }),
  plan('tind', 'purchase', 'published', 13, { to: [[2, 'sent']], valid: 14, lines: 3 }),
  plan('lofoten', 'delegation', 'published', 6, { to: [[3, 'sent']] }),
  plan('bryggen-2', 'purchase', 'published', 9, {
    to: [[4, 'acceptedWithChanges']],
    lines: 2,
    version: 2,
    before: 'bryggen-1',
  }),
  plan('bryggen-1', 'purchase', 'superseded', 16, { lines: 2 }),
  plan('myrland', 'purchase', 'ready', 0, { to: [[9, 'toSend']] }),
  plan('public-2', 'trial', 'published', 8, {
    audience: 'public',
    valid: 90,
    version: 2,
    before: 'public-1',
  }),
  plan('public-1', 'trial', 'superseded', 40, { audience: 'public', valid: 60 }),
  plan('several', 'trial', 'published', 5, {
    audience: 'several',
    to: [
      [5, 'sent'],
      [8, 'asked'],
      [10, 'toSend'],
    ],
  }),
  plan('polar', 'purchase', 'published', 2, { to: [[6, 'sent']], lines: 4 }),
  plan('verft', 'purchase', 'published', 24, { to: [[8, 'declined']], lines: 2 }),
  plan('varden', 'purchase', 'published', 45, { to: [[5, 'sent']] }),
  plan('arctic', 'purchase', 'withdrawn', 12, { to: [[11, 'sent']], lines: 2 }),
  plan('snow', 'trial', 'ready', 1, { to: [[10, 'toSend']] }),
  plan('tann-trial', 'trial', 'published', 50, { to: [[7, 'sent']] }),
  plan('tind-trial', 'trial', 'withdrawn', 21, { to: [[2, 'sent']] }),
  plan('tann', 'delegation', 'published', 28, { to: [[7, 'accepted']] }),
  plan('hotel-2', 'delegation', 'ready', 0, { to: [[4, 'toSend']], version: 2, before: 'hotel-1' }),
  plan('hotel-1', 'delegation', 'superseded', 11),
  plan('verft-da', 'delegation', 'published', 60, { to: [[8, 'sent']] }),
  plan('havna-da', 'delegation', 'withdrawn', 15, { to: [[1, 'sent']] }),
]

/** Further versions, for measuring: the same ones for the same number. */
export function furtherPlan(index: number): Plan {
  const kind = (['purchase', 'purchase', 'trial', 'delegation'] as const)[index % 4]!
  const state = index % 50 === 7 ? 'withdrawn' : 'published'
  return plan(`further-${index}`, kind, state, index % 28, {
    to: [[index % 12, 'sent']],
    lines: 1 + (index % 5),
  })
}

const digest = async (text: string) => sha256(utf8(text))

function linesOf({ lines, key }: Plan, seed: Uint8Array): Line[] {
  const first = seed[10]!
  return Array.from({ length: lines }, (_, index) => {
    const { product, price } = pricedProduct(first + index)
    const count = 3 + (seed[11 + index]! % 38)
    const fixed = index > 1
    return {
      id: toHex(seed.subarray(16 + index, 19 + index)),
      product: { skuId: product.skuId, name: product.name },
      count,
      min: fixed ? count : Math.max(1, count - 10),
      max: fixed ? count : Math.min(300, count + 40),
      term: 'P1Y',
      price: key === 'polar' && index === 3 ? null : { amount: price, per: 'month' },
    } satisfies Line
  })
}

function termsOf(made: Plan, seed: Uint8Array, language: 'nb' | 'en', lastDay: string): Terms {
  const words = messages[language]
  const common = { language, lastDay, timeZone: 'Europe/Oslo', message: words[seed[9]! % words.length]! }
  switch (made.kind) {
    case 'purchase':
      return {
        kind: 'purchase',
        ...common,
        billedBy: 'partner',
        currency: 'NOK',
        vatIncluded: false,
        lines: linesOf(made, seed),
        delegation: seed[8]! % 3 ? defaultGrant : null,
      }
    case 'trial': {
      const { skuId, name } = findProduct(trialSkus[seed[10]! % trialSkus.length]!)!
      return {
        kind: 'trial',
        ...common,
        product: { skuId, name },
        licences: 25,
        days: 30,
        delegation: seed[8]! % 2 ? defaultGrant : null,
      }
    }
    case 'delegation':
      return {
        kind: 'delegation',
        ...common,
        grant: { ...defaultGrant, level: seed[8]! % 2 ? 'full' : 'limited' },
      }
  }
}

/** The public half and id of the example's reply key. */
export async function exampleKeyOfOffers() {
  const point = concat(Uint8Array.of(4), fromBase64url(exampleReplyKey.x!), fromBase64url(exampleReplyKey.y!))
  return { id: toHex((await sha256(point)).subarray(0, 4)), publicKey: toBase64url(point) }
}

/**
 * A frozen version from its plan. The same plan and day give the same bytes.
 *
 * @param today `YYYY-MM-DD`, the day that the dates lie around
 */
export async function exampleVersion(made: Plan, today: string): Promise<Version> {
  const seed = await digest(`tilbud example ${made.key}`)
  const frozenDay = addDays(today, -made.age)
  const frozenAt = `${frozenDay}T07:${String(10 + (seed[12]! % 50))}:00.000Z`
  const language = made.to.some(([customer]) => customer === 6 || customer === 11) ? 'en' : 'nb'
  const lastDay = addDays(frozenDay, made.valid)
  const company = exampleCompany(frozenAt)
  const binding: Binding = {
    format: 1,
    code: codeFromBytes(seed.subarray(0, 10)),
    version: made.version,
    partner: { name: company.name, partnerId: company.offices[0]!.partnerId, cloud: company.cloud },
    audience: made.audience,
    addressee: null,
    terms: termsOf(made, seed, language, lastDay),
    closesAt: endOfDay(lastDay, company.timeZone),
    replyKey: await exampleKeyOfOffers(),
  }
  return {
    code: binding.code,
    offerId: `example-offer-${made.before ? made.key.replace(/-\d+$/, '') : made.key.replace(/-1$/, '')}`,
    state: made.state,
    binding,
    hash: await hashOf(binding),
    frozenAt,
    frozenBy: exampleUserId,
  }
}
