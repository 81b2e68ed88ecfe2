import { readTable } from '#core/exchange/csv.ts'
import { readCustomerRows, type CustomerRow } from '#core/exchange/customerFile.ts'
import { readSubscriptionRows, type SubscriptionRow } from '#core/exchange/subscriptionFile.ts'
import { nameKey } from '#core/locale/fold.ts'
import type { Customer, CustomerInput } from '#core/model/customer.ts'
import { Problem } from '#core/model/problem.ts'
import type { Subscription, SubscriptionInput } from '#core/model/subscription.ts'
import type { Database } from '#core/storage/database.ts'
import { eachPage } from '#core/storage/derived/pages.ts'
import { slotOf } from '#core/storage/derived/slots.ts'
import type { ImportRow } from '#core/workspace/importPlan.ts'
import { planCustomers } from '#core/workspace/planCustomers.ts'
import { planSubscriptions } from '#core/workspace/planSubscriptions.ts'
import type { Watch } from '#core/workspace/watch.ts'

export const importKinds = ['customers', 'subscriptions'] as const
export type ImportKind = (typeof importKinds)[number]

/** Where the customer that a row is about has its place in the shards: after everybody's for one that is not there yet. */
type Place = Readonly<{ place: number }>

/** A row as it was read, and what it would do. */
export type PlannedCustomer = Place & Readonly<{ read: CustomerRow; row: ImportRow<CustomerInput> }>
export type PlannedSubscription = Place &
  Readonly<{ read: SubscriptionRow; row: ImportRow<SubscriptionInput> }>
export type PlannedRow = PlannedCustomer | PlannedSubscription

/** What a file would do, row by row, before anything is written. */
export type Plan = Readonly<{ kind: ImportKind; rows: readonly PlannedRow[] }>

/** Tells how many of the file's rows, and of the records that they are compared with, were gone through. */
async function tellerOf(
  db: Database,
  tables: readonly ('customers' | 'subscriptions')[],
  rows: readonly unknown[],
  watch: Watch,
): Promise<(records: number) => void> {
  let all = rows.length
  for (const table of tables) all += await db.at(table).count()
  let done = 0
  return (records) => watch.onPart?.((done += records), all, 'reading')
}

/** The customers that rows may be about: read page by page, so that the others take no room. */
async function customersNamed(
  db: Database,
  named: Readonly<{
    tenants: Iterable<string>
    domains: Iterable<string>
    names: Iterable<string>
    id?: string | null
  }>,
  onRead: (records: number) => void,
): Promise<Customer[]> {
  const [tenants, domains, names] = [new Set(named.tenants), new Set(named.domains), new Set(named.names)]
  const found: Customer[] = []
  await eachPage(db, 'customers', (page) => {
    for (const customer of page)
      if (
        customer.id === named.id ||
        tenants.has(customer.tenantId ?? '') ||
        customer.domains.some((domain) => domains.has(domain)) ||
        names.has(nameKey(customer.name))
      )
        found.push(customer)
    onRead(page.length)
  })
  return found
}

function together<R, T>(
  read: readonly R[],
  rows: readonly ImportRow<T>[],
  customers: readonly Customer[],
  customerOf: (row: ImportRow<T>) => string | null,
) {
  const places = new Map(customers.map((customer) => [customer.id, slotOf(customer)]))
  return rows.map((row, index) => ({
    read: read[index]!,
    row,
    place: places.get(customerOf(row) ?? '') ?? Number.MAX_SAFE_INTEGER,
  }))
}

async function readCustomers(db: Database, text: string, watch: Watch): Promise<PlannedCustomer[]> {
  const read = readCustomerRows(readTable(text))
  const company = await db.at('company').get('company')
  if (!company) throw new Problem('notSetUp')
  const onRead = await tellerOf(db, ['customers'], read, watch)
  const named = {
    tenants: read.map(({ tenantId }) => tenantId),
    domains: read.flatMap(({ domains }) => domains),
    names: read.map(({ name }) => nameKey(name)),
  }
  const customers = await customersNamed(db, named, onRead)
  return together(
    read,
    planCustomers(read, customers, company, () => onRead(1)),
    customers,
    ({ target }) => target,
  )
}

async function readSubscriptions(
  db: Database,
  text: string,
  chosen: string | null,
  watch: Watch,
): Promise<PlannedSubscription[]> {
  const read = readSubscriptionRows(readTable(text))
  const onRead = await tellerOf(db, ['customers', 'subscriptions'], read, watch)
  const named = {
    tenants: read.map(({ tenantId }) => tenantId),
    domains: read.map(({ domain }) => domain),
    names: read.map(({ customer }) => nameKey(customer)),
    id: chosen,
  }
  const customers = await customersNamed(db, named, onRead)
  const own = new Set(customers.map(({ id }) => id))
  const ids = new Set(read.map(({ externalId }) => externalId).filter(Boolean))
  const subscriptions: Subscription[] = []
  await eachPage(db, 'subscriptions', (page) => {
    for (const each of page)
      if (own.has(each.customerId) || ids.has(each.externalId)) subscriptions.push(each)
    onRead(page.length)
  })
  return together(
    read,
    planSubscriptions(read, customers, subscriptions, chosen, () => onRead(1)),
    customers,
    ({ customerId }) => customerId,
  )
}

/**
 * Reads a file, and says what each of its rows would do.
 *
 * @param chosen the customer of rows that name none, as Partner Center's export for one customer
 * @throws Problem `tableNone`, `tableColumns`, or one of the limits of `readTable`, where it cannot be read
 */
export async function readPlan(
  db: Database,
  kind: ImportKind,
  text: string,
  chosen: string | null,
  watch: Watch = {},
): Promise<Plan> {
  const rows =
    kind === 'customers'
      ? await readCustomers(db, text, watch)
      : await readSubscriptions(db, text, chosen, watch)
  return { kind, rows }
}
