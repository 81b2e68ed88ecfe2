import FlexSearch from 'flexsearch'
import MiniSearch from 'minisearch'
import { exampleUserId } from '#core/exchange/example/data.ts'
import { Database } from '#core/storage/database.ts'
import { eachPage } from '#core/storage/derived/pages.ts'
import type { RecordOf } from '#core/storage/records.ts'
import { customerWords } from '#core/storage/search.ts'
import { followDirectory, type Directory } from '#core/workspace/directory.ts'
import { newDraft, newLine } from '#core/workspace/drafts.ts'
import { mostResults, searchCustomers } from '#core/workspace/search.ts'
import { customerId, searches } from '#test/bench/workspace/records.ts'

export { beginFill, fillState } from '#test/bench/workspace/filling.ts'

/** What runs in an empty page of the built extension: preparations, and what is measured without a screen. */

/** Who works here, and that these records have been checked: as in a workspace that has been used before. */
export async function signIn(more: Record<string, unknown> = {}): Promise<void> {
  const db = await new Database().open()
  await settings().set({ actor: exampleUserId, checkedSchema: db.verno, popupDraft: null, ...more })
  db.close()
}

type Area = { set: (items: Record<string, unknown>) => Promise<void> }
function settings(): Area {
  const { browser, chrome } = globalThis as unknown as Record<
    'browser' | 'chrome',
    { storage: { local: Area } } | undefined
  >
  return (browser ?? chrome)!.storage.local
}

/** An unfinished purchase offer that only has to be frozen, which the popup goes on with. */
export async function prepareOffer(n: number): Promise<void> {
  const db = new Database()
  const [company, customer] = await Promise.all([
    db.at('company').get('company'),
    db.at('customers').get(customerId(n)),
  ])
  const draft = newDraft('purchase', company!, customer!, Date.now())
  const line = newLine({
    skuId: 'a3f586b6-8cce-4d9b-99d6-55238397f77a',
    name: 'Microsoft 365 Business Premium',
    cap: 300,
  })
  const terms = { ...draft.terms, lines: [line] } as typeof draft.terms
  await db.at('drafts').put({ ...draft, step: 'how', terms })
  await settings().set({ popupDraft: draft.id })
  db.close()
}

export const countOf = async (): Promise<number> => {
  const db = new Database()
  const tally = await db.table<{ counts: { all?: number } }>('tallies').get('places/customers')
  db.close()
  return tally?.counts.all ?? 0
}

/**
 * Puts what an import has written into a database with the same stores and
 * indexes, in one transaction and without anything else.
 *
 * @param since records from this instant on are the import's. @returns milliseconds, and how many records
 */
export async function bareImport(since: string): Promise<{ ms: number; records: number }> {
  const db = new Database()
  const [customers, activity] = await Promise.all([
    db
      .at('customers')
      .filter(({ createdAt }) => createdAt >= since)
      .toArray(),
    db.at('activity').where('at').aboveOrEqual(since).toArray(),
  ])
  const stores = ['customers', 'activity'].map((each) => db.table(each).schema)
  db.close()
  const name = 'bare'
  await new Promise((resolve, reject) => {
    const gone = indexedDB.deleteDatabase(name)
    gone.onsuccess = resolve
    gone.onerror = reject
  })
  const bare = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name, 1)
    opening.onupgradeneeded = () => {
      for (const { name: each, primKey, indexes } of stores) {
        const store = opening.result.createObjectStore(each, { keyPath: primKey.keyPath as string })
        for (const index of indexes)
          store.createIndex(index.name, index.keyPath as string, { multiEntry: index.multi ?? false })
      }
    }
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error!)
  })
  const start = performance.now()
  await new Promise((resolve, reject) => {
    const transaction = bare.transaction(['customers', 'activity'], 'readwrite', { durability: 'strict' })
    for (const record of customers) transaction.objectStore('customers').put(record)
    for (const record of activity) transaction.objectStore('activity').put(record)
    transaction.oncomplete = resolve
    transaction.onerror = reject
  })
  const ms = performance.now() - start
  bare.close()
  indexedDB.deleteDatabase(name)
  return { ms, records: customers.length + activity.length }
}

type Search = (typed: string) => Promise<readonly unknown[]>

/** Ways to find customers: each builds what it needs and gives the search. Every one ends with twenty records. */
const engines: Readonly<Record<string, (db: Database) => Promise<Search>>> = {
  async tilbud(db) {
    const directory = await new Promise<Directory>((resolve, reject) => {
      followDirectory(db, { next: resolve, error: reject })
    })
    return (typed) => searchCustomers(db, directory, typed)
  },
  async minisearch(db) {
    const index = new MiniSearch<{ id: string; text: string }>({ fields: ['text'] })
    await eachPage(db, 'customers', (page) =>
      index.addAll(page.map((each) => ({ id: each.id, text: textOf(each) }))),
    )
    return (typed) => {
      const hits = index.search(typed, { prefix: true, combineWith: 'AND' })
      return records(
        db,
        hits.slice(0, mostResults).map(({ id }) => id as string),
      )
    }
  },
  async flexsearch(db) {
    const index = new FlexSearch.Index({ tokenize: 'forward' })
    await eachPage(db, 'customers', (page) => {
      for (const each of page) index.add(each.id, textOf(each))
    })
    return (typed) => records(db, (index.search(typed, { limit: mostResults }) as string[]).map(String))
  },
  // Its index is written with each record: nothing is built but the connection.
  dexie: async (db) => (await db.open()) && ((typed) => searchCustomers(db, null, typed)),
}

const textOf = (customer: RecordOf['customers']) =>
  [...customerWords(customer), customer.tenantId ?? ''].join(' ')
const records = (db: Database, ids: string[]) => db.at('customers').bulkGet(ids)

/** Builds a search and types every text into it, letter by letter. @returns milliseconds */
export async function measureSearch(name: string): Promise<{ build: number; keys: number[]; found: number }> {
  const db = new Database()
  const start = performance.now()
  const search = await engines[name]!(db)
  const build = performance.now() - start
  const keys: number[] = []
  let found = 0
  for (const text of searches())
    for (let length = 1; length <= text.length; length++) {
      const typed = text.slice(0, length)
      const begin = performance.now()
      found += (await search(typed)).length
      keys.push(performance.now() - begin)
      // A person's next key comes later: what was left for then has its time.
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  return { build, keys, found }
}

/** How many records a table holds, without what is derived. */
export async function rowsIn(table: string): Promise<number> {
  const db = new Database()
  const count = await db.table(table).count()
  db.close()
  return count
}
