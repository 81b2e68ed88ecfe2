import { today } from '#core/clock/clock.ts'
import { exampleRecords } from '#core/exchange/example/records.ts'
import { Database } from '#core/storage/database.ts'
import { rebuild } from '#core/storage/derived/rebuild.ts'
import type { RecordOf, TableName } from '#core/storage/records.ts'
import { toStored } from '#core/storage/search.ts'
import { activityOf, customerOf, linesEach, offerOf, subscriptionOf } from '#test/bench/workspace/records.ts'

/** Fills the database of the built extension, in one of its pages. What is stored follows from this file: a change here fills every kept profile anew. */

const batch = 1000

/** Makes what is not there yet: a fill that was broken off goes on where it was. */
async function inBatches<T>(
  made: number,
  count: number,
  make: (n: number) => T,
  put: (made: T[]) => Promise<unknown>,
): Promise<void> {
  for (let first = made; first < count; first += batch) {
    const numbers = Array.from({ length: Math.min(batch, count - first) }, (_, index) => first + index)
    await put(numbers.map(make))
  }
}

/** Where it has come to. */
let filling = ''

/** Fills an empty workspace with so many customers and offers, and derives what screens read. */
async function fill(customers: number): Promise<void> {
  const db = new Database()
  const date = today(Date.now(), 'Europe/Oslo')
  const add = <T extends TableName>(table: T, records: RecordOf[T][]) =>
    db.at(table).bulkPut(records.map((record) => toStored(table, record)))
  const made = (table: TableName) => db.at(table).count()
  // Firm, people, keys and vault are the example's.
  const { records } = await exampleRecords(date)
  for (const table of ['vault', 'secrets', 'company', 'users', 'templates'] as const)
    await add<TableName>(table, records[table])
  filling = 'customers'
  await inBatches(
    await made('customers'),
    customers,
    (n) => customerOf(n, date),
    (made) => add('customers', made),
  )
  filling = 'offers'
  await inBatches(
    await made('offers'),
    customers,
    (n) => offerOf(n, customers, date),
    async (made) => {
      const offers = await Promise.all(made)
      await db.transaction('rw', ['offers', 'versions', 'recipients'], async () => {
        await add(
          'offers',
          offers.map(({ offer }) => offer),
        )
        await add(
          'versions',
          offers.map(({ version }) => version),
        )
        await add(
          'recipients',
          offers.flatMap(({ recipients }) => recipients),
        )
      })
    },
  )
  filling = 'subscriptions'
  await inBatches(
    await made('subscriptions'),
    customers,
    (n) => subscriptionOf(n, date),
    (made) => add('subscriptions', made),
  )
  filling = 'log'
  await inBatches(
    await made('activity'),
    customers * linesEach,
    (n) => activityOf(n, customers, date),
    (made) => add('activity', made),
  )
  await add('workspace', [{ ...records.workspace[0]!, example: false, backupAt: new Date().toISOString() }])
  filling = 'derived'
  // Not in one transaction: nobody else reads yet, and a broken fill is thrown away.
  await rebuild(db, (done, all) => (filling = `derived ${done} of ${all}`))
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
