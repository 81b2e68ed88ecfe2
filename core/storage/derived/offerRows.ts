import { recipientStates } from '#core/model/kinds.ts'
import type { Audience, VersionState } from '#core/model/offer.ts'
import type { Recipient } from '#core/model/recipient.ts'
import type { Grant, OfferKind } from '#core/model/terms.ts'
import type { Lookup, VersionFacts } from '#core/storage/derived/lookup.ts'
import type { RecordOf } from '#core/storage/records.ts'

/** What a list shows of an offer. A tuple, because a hundred thousand of them are read at once. */
export type OfferRow = readonly [
  id: string,
  code: string,
  kind: OfferKind,
  audience: Audience,
  /** As it is stored; *expired* follows from when it closes. */
  state: VersionFacts['state'],
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

/** When an offer was last touched. */
export const touchedAt = ([, , , , , , , updatedAt]: OfferRow): string => updatedAt

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

/** The rows of sound offers, by id; one without its version has none. */
export async function offerRows(
  lookup: Lookup,
  offers: readonly RecordOf['offers'][],
): Promise<Map<string, OfferRow>> {
  const ids = offers.map(({ id }) => id)
  const [facts, recipients] = await Promise.all([
    lookup.facts(ids),
    lookup.naming('recipients', 'offerId', ids),
  ])
  const named = (all: readonly Recipient[]) => all.flatMap(({ customerId }) => customerId ?? [])
  const nameOf = await lookup.names(named([...recipients.values()].flat()))
  const rows = new Map<string, OfferRow>()
  for (const { id, kind, audience, code, updatedAt, createdBy } of offers) {
    const version = facts(id)
    if (!version) continue
    const own = [...(recipients.get(id) ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1))
    const names = named(own).flatMap((customerId) => nameOf(customerId) ?? [])
    rows.set(id, [
      id,
      code,
      kind,
      audience,
      version.state,
      version.closesAt,
      version.lastDay,
      updatedAt,
      names[0] ?? '',
      Math.max(0, names.length - 1),
      version.product,
      version.licences,
      version.products,
      version.level,
      recipientStates.map((state) => own.filter((each) => each.state === state).length),
      createdBy,
    ])
  }
  return rows
}
