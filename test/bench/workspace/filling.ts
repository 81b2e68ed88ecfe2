import { today } from '#core/clock/clock.ts'
import { exampleRecords } from '#core/exchange/example/records.ts'
import { Database } from '#core/storage/database.ts'
import { rebuild } from '#core/storage/derived/rebuild.ts'
import { readRows } from '#core/storage/derived/shards.ts'
import { slottedTables } from '#core/storage/derived/slots.ts'
import { derivedIn } from '#core/storage/derived/tables.ts'
import { tallyIds } from '#core/storage/derived/tallies.ts'
import type { RecordOf, TableName } from '#core/storage/records.ts'
import { toStored } from '#core/storage/search.ts'
import { activityOf, customerOf, linesEach, offerOf, subscriptionOf } from '#test/bench/workspace/records.ts'

/** Fills the database of the built extension, in one of its pages. What is stored follows from this file: a change here fills every kept profile anew. */

const batch = 5000

type Records = { readonly [T in TableName]?: readonly RecordOf[T][] }

/** Puts records, as they are stored, into their tables in one transaction, and listens to none of them: a million answers take their time. */
function put(db: Database, records: Records): Promise<void> {
  const transaction = db.backendDB().transaction(Object.keys(records), 'readwrite', { durability: 'relaxed' })
  for (const [table, own] of Object.entries(records)) {
    const store = transaction.objectStore(table)
    for (const record of own) store.put(record)
  }
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('The transaction was aborted.'))
  })
}

/** Makes what is not there yet, while what was made before is written: a fill that was broken off goes on where it was. */
async function inBatches<T>(
  made: number,
  count: number,
  make: (n: number) => T | Promise<T>,
  write: (made: T[]) => Promise<void>,
): Promise<void> {
  let writing = Promise.resolve()
  for (let first = made; first < count; first += batch) {
    const numbers = Array.from({ length: Math.min(batch, count - first) }, (_, index) => first + index)
    const [next] = await Promise.all([Promise.all(numbers.map(make)), writing])
    writing = write(next)
  }
  await writing
}

/** Where it has come to. */
let filling = ''

/** Fills an empty workspace with so many customers and offers, and derives what screens read. */
async function fill(customers: number): Promise<void> {
  const db = new Database()
  await db.open()
  const date = today(Date.now(), 'Europe/Oslo')
  const made = (table: TableName) => db.at(table).count()
  // Firm, people, keys and vault are the example's.
  const { records } = await exampleRecords(date)
  const { vault, secrets, company, users, templates } = records
  await put(db, { vault, secrets, company, users, templates })
  filling = 'customers'
  await inBatches(
    await made('customers'),
    customers,
    (n) => ({ ...toStored('customers', customerOf(n, date)), slot: n }),
    (made) => put(db, { customers: made }),
  )
  filling = 'offers'
  await inBatches(
    await made('offers'),
    customers,
    async (n) => {
      const { offer, ...more } = await offerOf(n, customers, date)
      return { ...more, offer: { ...toStored('offers', offer), slot: n } }
    },
    (made) =>
      put(db, {
        offers: made.map(({ offer }) => offer),
        versions: made.map(({ version }) => version),
        recipients: made.flatMap(({ recipients }) => recipients),
      }),
  )
  filling = 'subscriptions'
  await inBatches(
    await made('subscriptions'),
    customers,
    (n) => subscriptionOf(n, date),
    (made) => put(db, { subscriptions: made }),
  )
  filling = 'log'
  await inBatches(
    await made('activity'),
    customers * linesEach,
    (n) => activityOf(n, customers, date),
    (made) => put(db, { activity: made }),
  )
  const [workspace] = records.workspace
  await put(db, { workspace: [{ ...workspace!, example: false, backupAt: new Date().toISOString() }] })
  // Each has its place already.
  for (const table of slottedTables)
    await derivedIn(db, 'tallies').put({ id: tallyIds[table], counts: { next: customers } })
  filling = 'derived'
  // Not in one transaction: nobody else reads yet, and a broken fill is thrown away.
  await rebuild(db, (done, all) => (filling = `derived ${done} of ${all}`))
  const shards = await derivedIn(db, 'rowShards').toArray()
  const rows = shards.flatMap(readRows).filter((row) => row !== null).length
  if (rows < 2 * customers) throw new Error(`${rows} rows of ${customers} customers and as many offers.`)
  db.close()
}

/** Begins to fill; `state` says where it is. */
let state = 'idle'
export function beginFill(customers: number): void {
  state = 'filling'
  fill(customers).then(
    () => (state = 'done'),
    (error: unknown) => (state = `failed: ${String(error)}`),
  )
}
export const fillState = () => (state === 'filling' ? filling : state)
