import { stateAt } from '#core/clock/offer.ts'
import type { Activity } from '#core/model/activity.ts'
import type { Customer } from '#core/model/customer.ts'
import type { Offer, Version, VersionState } from '#core/model/offer.ts'
import { productsOf } from '#core/model/offered.ts'
import type { Recipient } from '#core/model/recipient.ts'
import type { User } from '#core/model/user.ts'
import type { Database } from '#core/storage/database.ts'
import { canShow } from '#core/storage/derived/lookup.ts'
import {
  offerAt,
  offerRows,
  touchedAt,
  type OfferGlance,
  type OfferRow,
} from '#core/storage/derived/offerRows.ts'
import { Reader } from '#core/storage/derived/reader.ts'
import { latestOf } from '#core/workspace/latest.ts'

export { offerAt, type OfferGlance, type OfferRow } from '#core/storage/derived/offerRows.ts'

/** Rows of offers, the last touched first. */
export const newestFirst = (rows: Iterable<OfferRow>): OfferRow[] =>
  [...rows].sort((a, b) => (touchedAt(a) < touchedAt(b) ? 1 : -1))

/** The rows of some offers, the last touched first. */
async function rowsOf(db: Database, ids: ReadonlySet<string>): Promise<OfferRow[]> {
  const reader = new Reader(db, canShow)
  const rows = await offerRows(reader, [...(await reader.byKey('offers', ids)).values()])
  return newestFirst(rows.values())
}

/** What lists show of some offers, the last touched first. @param now milliseconds since 1970 */
export async function glancesOf(db: Database, ids: ReadonlySet<string>, now: number): Promise<OfferGlance[]> {
  const instant = new Date(now).toISOString()
  return (await rowsOf(db, ids)).map((row) => offerAt(row, instant))
}

const latestIds = (db: Database, limit: number) =>
  db.at('offers').orderBy('updatedAt').reverse().limit(limit).primaryKeys()

/** The offers that were touched last. */
export async function listLatestOffers(db: Database, now: number, limit: number): Promise<OfferGlance[]> {
  return glancesOf(db, new Set(await latestIds(db, limit)), now)
}

/** The rows of the offers that were touched last. */
export async function listLatestRows(db: Database, limit: number): Promise<OfferRow[]> {
  return rowsOf(db, new Set(await latestIds(db, limit)))
}

/** The offers that went to a customer, the last touched first. */
export async function listOffersTo(db: Database, customerId: string, now: number): Promise<OfferGlance[]> {
  const recipients = await db.at('recipients').where({ customerId }).toArray()
  return glancesOf(db, new Set(recipients.map(({ offerId }) => offerId)), now)
}

/** Offers that are frozen and whose page nobody has seen online yet, the last touched first. */
export async function listReadyOffers(db: Database, now: number): Promise<OfferGlance[]> {
  const ready = await db.at('versions').where({ state: 'ready' }).toArray()
  const open = ready.filter((version) => stateAt(version, now) === 'ready')
  return glancesOf(db, new Set(open.map(({ offerId }) => offerId)), now)
}

/** A recipient with its customer; null when nobody has said who it is. */
export type RecipientView = Readonly<{ recipient: Recipient; customer: Customer | null }>

/** An offer with its newest version and everybody that it went to. */
export type OfferView = Readonly<{
  offer: Offer
  version: Version
  state: VersionState
  recipients: readonly RecipientView[]
}>

/** One offer with its newest version and its recipients, or null. */
export async function findOffer(db: Database, offerId: string, now: number): Promise<OfferView | null> {
  const offer = await db.at('offers').get(offerId)
  const version = offer && (await db.at('versions').get(offer.code))
  if (!version) return null
  const recipients = await db.at('recipients').where({ offerId }).toArray()
  const ids = [...new Set(recipients.flatMap(({ customerId }) => customerId ?? []))]
  const customers = await db.at('customers').bulkGet(ids)
  const byId = new Map(ids.map((id, index) => [id, customers[index] ?? null]))
  return {
    offer,
    version,
    state: stateAt(version, now),
    recipients: recipients.map((recipient) => ({
      recipient,
      customer: byId.get(recipient.customerId ?? '') ?? null,
    })),
  }
}

export type OfferDetail = OfferView &
  Readonly<{ versions: readonly Version[]; activity: readonly Activity[]; users: readonly User[] }>

/** One offer with its versions (newest first) and the latest of its log (newest first), or null. */
export async function readOffer(db: Database, offerId: string, now: number): Promise<OfferDetail | null> {
  const view = await findOffer(db, offerId, now)
  if (!view) return null
  const [versions, activity, users] = await Promise.all([
    db.at('versions').where({ offerId }).toArray(),
    latestOf(db, '[offerId+at]', offerId),
    db.at('users').toArray(),
  ])
  versions.sort((a, b) => b.binding.version - a.binding.version)
  return { ...view, versions, activity, users }
}

/** Everybody that an offer went to. */
export const listRecipients = (db: Database, offerId: string): Promise<Recipient[]> =>
  db.at('recipients').where({ offerId }).toArray()

/** SKUs of recent offers, newest first, each once. */
export async function listRecentProducts(db: Database): Promise<string[]> {
  const recent = await db.at('offers').orderBy('updatedAt').reverse().limit(20).toArray()
  const versions = await db.at('versions').bulkGet(recent.map((offer) => offer.code))
  const skus = versions.flatMap((version) =>
    version ? productsOf(version.binding.terms).map(({ skuId }) => skuId) : [],
  )
  return [...new Set(skus)]
}

/** A version as it is now; null when there is none. */
export const findVersion = async (db: Database, code: string): Promise<Version | null> =>
  (await db.at('versions').get(code)) ?? null
