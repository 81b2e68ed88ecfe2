import * as v from 'valibot'
import { largestTable, readTable } from '#core/exchange/csv.ts'
import { readCustomerRows, type CustomerRow } from '#core/exchange/customerFile.ts'
import { readSubscriptionRows, type SubscriptionRow } from '#core/exchange/subscriptionFile.ts'
import { customerInput, type CustomerInput } from '#core/model/customer.ts'
import { Problem } from '#core/model/problem.ts'
import { id, parse } from '#core/model/schema.ts'
import { subscriptionInput, type SubscriptionInput } from '#core/model/subscription.ts'
import type { Database } from '#core/storage/database.ts'
import { command, problemOf, type Work } from '#core/workspace/command.ts'
import { insertCustomer } from '#core/workspace/customers.ts'
import {
  mergeCustomer,
  mergeSubscription,
  planCustomers,
  planSubscriptions,
  type ImportRow,
} from '#core/workspace/importPlan.ts'
import { checkSale } from '#core/workspace/sales.ts'
import { changeSubscription, insertSubscription } from '#core/workspace/subscriptions.ts'

export const importKinds = ['customers', 'subscriptions'] as const
export type ImportKind = (typeof importKinds)[number]

/** A row as it was read, and what it would do. */
type Planned<R, T> = Readonly<{ read: R; row: ImportRow<T> }>

const together = <R, T>(read: readonly R[], rows: readonly ImportRow<T>[]): Planned<R, T>[] =>
  rows.map((row, index) => ({ read: read[index]!, row }))

async function readCustomers(db: Database, text: string): Promise<Planned<CustomerRow, CustomerInput>[]> {
  const read = readCustomerRows(readTable(text))
  const [company, customers] = await Promise.all([
    db.at('company').get('company'),
    db.at('customers').toArray(),
  ])
  if (!company) throw new Problem('notSetUp')
  return together(read, planCustomers(read, customers, company))
}

async function readSubscriptions(
  db: Database,
  text: string,
  chosen: string | null,
): Promise<Planned<SubscriptionRow, SubscriptionInput>[]> {
  const read = readSubscriptionRows(readTable(text))
  const [customers, subscriptions] = await Promise.all([
    db.at('customers').toArray(),
    db.at('subscriptions').toArray(),
  ])
  return together(read, planSubscriptions(read, customers, subscriptions, chosen))
}

/**
 * What a file would do, row by row, before anything is written.
 *
 * @param chosen the customer of rows that name none, as Partner Center's export for one customer
 * @returns a Problem `tableNone`, `tableColumns`, or one of the limits of `readTable`, where it cannot be read
 */
export async function previewImport(
  db: Database,
  kind: ImportKind,
  text: string,
  chosen: string | null,
): Promise<readonly ImportRow[] | Problem> {
  try {
    const planned =
      kind === 'customers' ? await readCustomers(db, text) : await readSubscriptions(db, text, chosen)
    return planned.map(({ row }) => row)
  } catch (error) {
    return problemOf(error, db)
  }
}

const input = v.object({
  text: v.pipe(v.string('required'), v.maxLength(largestTable, 'tooLong')),
  /** Numbers of the rows to take. A row in doubt is taken only when it is among them. */
  rows: v.array(v.number()),
  chosen: v.nullable(id),
})

type Taken = 'added' | 'changed'

/**
 * Takes the chosen rows, all of them or none.
 *
 * @throws Problem of the first row that is refused, with `row` and `title` in its detail
 */
async function takeRows<R, T>(
  planned: readonly Planned<R, T>[],
  numbers: readonly number[],
  take: (each: Planned<R, T>, input: T) => Promise<Taken>,
) {
  const wanted = new Set(numbers)
  const done = { added: 0, changed: 0 }
  for (const each of planned) {
    const { number, title, input: stored, effect } = each.row
    if (!wanted.has(number) || stored === null || effect === 'unchanged') continue
    try {
      done[await take(each, stored)]++
    } catch (error) {
      throw error instanceof Problem
        ? new Problem(error.code, { ...error.detail, row: number, title }, error.fields)
        : error
    }
  }
  return done
}

async function takeCustomer(
  work: Work,
  { read, row }: Planned<CustomerRow, CustomerInput>,
  stored: CustomerInput,
): Promise<Taken> {
  if (!row.target) {
    await insertCustomer(work, stored)
    return 'added'
  }
  // As it is by now: another row may have added to it.
  const before = await work.get('customers', row.target)
  await work.put('customers', { ...before, ...parse(customerInput, mergeCustomer(before, read)) })
  return 'changed'
}

/** Takes the chosen rows of a customer list, all of them or none. */
export const importCustomers = command({
  input,
  may: 'customer.import',
  prepare: ({ db }, { text }) => readCustomers(db, text),
  async run(work, { rows }, planned) {
    const done = await takeRows(planned, rows, (each, stored) => takeCustomer(work, each, stored))
    await work.log('customersImported', { detail: done })
    return done
  },
})

async function takeSubscription(
  work: Work,
  { read, row }: Planned<SubscriptionRow, SubscriptionInput>,
  stored: SubscriptionInput,
): Promise<Taken> {
  const customer = await work.get('customers', row.customerId ?? '')
  if (row.target) {
    const before = await work.get('subscriptions', row.target)
    await changeSubscription(
      work,
      before,
      parse(subscriptionInput, mergeSubscription(before, read)),
      read.state,
    )
    return 'changed'
  }
  const isActive = stored.startsOn !== null || stored.endsOn !== null || stored.externalId !== ''
  const state = read.state ?? (isActive ? 'active' : 'pending')
  // What is over at Microsoft takes no room under a cap.
  if (state !== 'expired' && state !== 'deleted') await checkSale(work.db, customer, stored, work.date)
  await insertSubscription(work, customer.id, stored, { source: 'import', sourceId: null, state })
  return 'added'
}

/** Takes the chosen rows of a subscription list, all of them or none. */
export const importSubscriptions = command({
  input,
  may: 'subscription.edit',
  prepare: ({ db }, { text, chosen }) => readSubscriptions(db, text, chosen),
  async run(work, { rows }, planned) {
    const known = planned.filter(({ row }) => row.customerId !== null)
    const done = await takeRows(known, rows, (each, stored) => takeSubscription(work, each, stored))
    await work.log('subscriptionsImported', { detail: done })
    return done
  },
})
