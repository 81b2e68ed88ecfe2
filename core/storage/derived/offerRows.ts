import { firstProduct } from '#core/clock/deadlines.ts'
import { recipientStates } from '#core/model/kinds.ts'
import type { Audience, Version, VersionState } from '#core/model/offer.ts'
import type { Recipient } from '#core/model/recipient.ts'
import type { Grant, OfferKind } from '#core/model/terms.ts'
import { byKey, naming } from '#core/storage/derived/sound.ts'
import type { Source } from '#core/storage/derived/tables.ts'

/** What a list shows of an offer. A tuple, because a hundred thousand of them are read at once. */
export type OfferRow = readonly [
  id: string,
  code: string,
  kind: OfferKind,
  audience: Audience,
  /** As it is stored; *expired* follows from when it closes. */
  state: Version['state'],
  closesAt: string,
  lastDay: string,
  updatedAt: string,
  /** The first recipient's name, and how many more there are. */
  who: string,
  others: number,
  /** The first product, its licences, and how many more products there are. */
  product: string,
  licences: number,
  products: number,
  /** Of a delegation offer: what is asked for; empty otherwise. */
  level: Grant['level'] | '',
  /** Recipients in each of `recipientStates`. */
  progress: readonly number[],
  /** Id of the user who made it. */
  seller: string,
]

/** What a list shows of an offer at a moment. */
export type OfferGlance = Readonly<{
  id: string
  code: string
  kind: OfferKind
  audience: Audience
  state: VersionState
  lastDay: string
  updatedAt: string
  who: string
  others: number
  product: string
  licences: number
  products: number
  level: Grant['level'] | ''
  progress: readonly number[]
  seller: string
}>

/** What a row says at an instant. */
export function offerAt(row: OfferRow, instant: string): OfferGlance {
  const [id, code, kind, audience, stored, closesAt, lastDay, updatedAt, who, others, ...rest] = row
  const [product, licences, products, level, progress, seller] = rest
  const state = (stored === 'ready' || stored === 'published') && instant >= closesAt ? 'expired' : stored
  return {
    id,
    code,
    kind,
    audience,
    state,
    lastDay,
    updatedAt,
    who,
    others,
    product,
    licences,
    products,
    level,
    progress,
    seller,
  }
}

function licencesOf({ binding: { terms } }: Version): { licences: number; products: number } {
  if (terms.kind === 'trial') return { licences: terms.licences, products: 1 }
  return terms.kind === 'purchase'
    ? { licences: terms.lines[0]?.count ?? 0, products: terms.lines.length }
    : { licences: 0, products: 0 }
}

/** The rows of some offers, by id; those that are no more are left out. */
export async function offerRows(source: Source, ids: ReadonlySet<string>): Promise<Map<string, OfferRow>> {
  const offers = await byKey(source, 'offers', ids)
  const [versions, recipients] = await Promise.all([
    byKey(source, 'versions', new Set([...offers.values()].map(({ code }) => code))),
    naming(source, 'recipients', 'offerId', offers.keys()),
  ])
  const named = (all: readonly Recipient[]) => all.flatMap(({ customerId }) => customerId ?? [])
  const customers = await byKey(source, 'customers', new Set(named([...recipients.values()].flat())))
  const rows = new Map<string, OfferRow>()
  for (const [id, { kind, audience, code, updatedAt, createdBy }] of offers) {
    const version = versions.get(code)
    if (!version) continue
    const { terms, closesAt } = version.binding
    const own = (recipients.get(id) ?? []).sort((a, b) => (a.id < b.id ? -1 : 1))
    const names = named(own).flatMap((customerId) => customers.get(customerId)?.name ?? [])
    const { licences, products } = licencesOf(version)
    rows.set(id, [
      id,
      code,
      kind,
      audience,
      version.state,
      closesAt,
      terms.lastDay,
      updatedAt,
      names[0] ?? '',
      Math.max(0, names.length - 1),
      firstProduct(terms),
      licences,
      products,
      terms.kind === 'delegation' ? terms.grant.level : '',
      recipientStates.map((state) => own.filter((each) => each.state === state).length),
      createdBy,
    ])
  }
  return rows
}
