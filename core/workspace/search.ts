import { wordsOf } from '#core/locale/fold.ts'
import { readCode } from '#core/model/code.ts'
import type { Customer } from '#core/model/customer.ts'
import type { Database } from '#core/storage/database.ts'
import { customerWords } from '#core/storage/search.ts'
import type { Directory } from '#core/workspace/directory.ts'
import { glancesOf, type OfferGlance } from '#core/workspace/offerViews.ts'

/** So many results are shown of each kind. */
export const mostResults = 20

/** What looks like a tenant ID, or the beginning of one. */
const tenantPattern = /^[0-9a-f]{4,8}(-[0-9a-f-]*)?$/

/** Before the directory is in memory: customers with a word that begins with the first one typed, and with the others. */
async function byIndex(db: Database, typed: string, limit: number): Promise<Customer[]> {
  const [first, ...others] = wordsOf(typed)
  if (first === undefined) return []
  // A customer is hit once for each of its words.
  const hits = await db
    .at('customers')
    .where('words')
    .startsWith(first)
    .limit(4 * limit)
    .toArray()
  const found = new Map(hits.map((customer) => [customer.id, customer]))
  const fits = (customer: Customer) => {
    const words = customerWords(customer)
    return others.every((part) => words.some((word) => word.startsWith(part)))
  }
  return [...found.values()].filter(fits).slice(0, limit)
}

const byDirectory = async (db: Database, ids: string[]): Promise<Customer[]> =>
  (await db.at('customers').bulkGet(ids)).filter((customer) => customer !== undefined)

/**
 * Customers by any part of what they are known by, or by the beginning of
 * their tenant ID.
 *
 * @param directory null until it is in memory: then only beginnings of words are found
 */
export async function searchCustomers(
  db: Database,
  directory: Pick<Directory, 'find'> | null,
  typed: string,
  limit = mostResults,
): Promise<Customer[]> {
  const id = typed.trim().toLowerCase()
  const [tenants, found] = await Promise.all([
    tenantPattern.test(id) ? db.at('customers').where('tenantId').startsWith(id).limit(limit).toArray() : [],
    directory ? byDirectory(db, directory.find(typed, limit)) : byIndex(db, typed, limit),
  ])
  const all = [...tenants, ...found]
  return [...new Map(all.map((customer) => [customer.id, customer])).values()].slice(0, limit)
}

/**
 * Offers by code or reference, and those of some customers; the last touched
 * first. One transaction: it has to be quick, because whoever types on waits
 * behind it.
 *
 * @param now milliseconds since 1970
 */
export const searchOffers = (
  db: Database,
  typed: string,
  customers: readonly Customer[],
  now: number,
  limit = mostResults,
): Promise<OfferGlance[]> =>
  db.transaction('r', ['offers', 'versions', 'recipients', 'customers'], async () => {
    const code = readCode(typed)
    const [version, tracked, ...recipients] = await Promise.all([
      code ? db.at('versions').get(code) : undefined,
      db.at('offers').where('summary').equals(typed.trim().toUpperCase()).toArray(),
      // Not `anyOf`, which goes from record to record.
      ...customers.map(({ id }) => db.at('recipients').where('customerId').equals(id).toArray()),
    ])
    const ids = [
      ...(version ? [version.offerId] : []),
      ...tracked.map(({ id }) => id),
      ...recipients.flat().map(({ offerId }) => offerId),
    ]
    const offers = (await db.at('offers').bulkGet([...new Set(ids)])).filter((offer) => offer !== undefined)
    // Twenty customers may have had hundreds: what is shown of an offer is read for those alone that are shown.
    const newest = offers.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)).slice(0, limit)
    return glancesOf(db, new Set(newest.map(({ id }) => id)), now)
  })
