import { today } from '#core/clock/clock.ts'
import type { Company } from '#core/model/company.ts'
import type { Customer } from '#core/model/customer.ts'
import type { Database } from '#core/storage/database.ts'
import { customerRows, type CustomerRow, type ListMoment } from '#core/storage/derived/customerRows.ts'
import { Reader } from '#core/storage/derived/reader.ts'
import { readTallies, tallyIds } from '#core/storage/derived/tallies.ts'
import { fits } from '#core/storage/records.ts'

export { CustomerGlance, type CustomerRow, type ListMoment } from '#core/storage/derived/customerRows.ts'

/** How many customers there are, without looking at them. */
export async function countCustomers(db: Database): Promise<number> {
  const { [tallyIds.customers]: counts } = await readTallies(db, [tallyIds.customers])
  return counts.all ?? 0
}

/** The moment that a company's lists are about. @param now milliseconds since 1970 */
export const listMoment = (company: Pick<Company, 'timeZone' | 'renewalDays'>, now: number): ListMoment => ({
  instant: new Date(now).toISOString(),
  date: today(now, company.timeZone),
  soon: company.renewalDays,
})

/** The rows of some customers, in their order. */
export async function listCustomers(db: Database, ids: readonly string[]): Promise<CustomerRow[]> {
  const reader = new Reader(db, fits)
  const rows = await customerRows(reader, [...(await reader.byKey('customers', ids)).values()])
  return ids.map((id) => rows.get(id)).filter((row) => row !== undefined)
}

/** The first customers by name. */
export async function listFirstCustomers(db: Database, limit: number): Promise<CustomerRow[]> {
  return listCustomers(db, await db.at('customers').orderBy('order').limit(limit).primaryKeys())
}

/** Favourites, at most so many. */
export const listFavourites = (db: Database, limit: number): Promise<Customer[]> =>
  db.at('customers').where('starred').equals(1).limit(limit).toArray()

/** So many offers are looked through for the customers that were dealt with last. */
const latestOffers = 100

/** The customers that were dealt with last, by their offers, newest first. */
export async function listRecentCustomers(db: Database, limit: number): Promise<Customer[]> {
  const offers = await db.at('offers').orderBy('updatedAt').reverse().limit(latestOffers).primaryKeys()
  const recipients = await db.at('recipients').where('offerId').anyOf(offers).toArray()
  const touched = new Map<string, string>()
  for (const { customerId, updatedAt } of recipients)
    if (customerId && updatedAt > (touched.get(customerId) ?? '')) touched.set(customerId, updatedAt)
  const ids = [...touched].sort(([, a], [, b]) => (a < b ? 1 : a > b ? -1 : 0)).map(([id]) => id)
  const found = await db.at('customers').bulkGet(ids.slice(0, limit))
  return found.filter((customer) => customer !== undefined)
}

/** Customers to choose from before anything is typed: the recent ones, favourites, then by name. */
export async function listSuggestedCustomers(db: Database, limit: number): Promise<Customer[]> {
  const [recent, favourites, byName] = await Promise.all([
    listRecentCustomers(db, limit),
    listFavourites(db, limit),
    db.at('customers').orderBy('order').limit(limit).toArray(),
  ])
  const all = [...recent, ...favourites, ...byName]
  return [...new Map(all.map((customer) => [customer.id, customer])).values()].slice(0, limit)
}
