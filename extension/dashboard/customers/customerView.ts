import { isDelegated } from '#core/model/kinds.ts'
import type { CustomerGlance, CustomerRow } from '#core/workspace/customerLists.ts'
import type { Sort } from '#extension/dashboard/address.ts'

const fits = {
  all: () => true,
  favourite: ({ favourite }: CustomerGlance) => favourite,
  delegated: ({ delegation }: CustomerGlance) => isDelegated(delegation),
  ending: ({ ending }: CustomerGlance) => ending > 0,
  requests: ({ requests }: CustomerGlance) => requests > 0,
  pending: ({ pending }: CustomerGlance) => pending > 0,
} as const

export type CustomerFilter = keyof typeof fits
/** The first one shows every customer. */
export const customerFilters = Object.keys(fits) as CustomerFilter[]

export const customerColumns = [
  'name',
  'domain',
  'delegation',
  'subscriptions',
  'requests',
  'pending',
] as const
export type CustomerColumn = (typeof customerColumns)[number]

/** What a column is sorted by. Names are in order already. */
const sortKey: Record<Exclude<CustomerColumn, 'name'>, (customer: CustomerGlance) => string | number> = {
  domain: ({ domain }) => domain,
  delegation: ({ delegation }) => delegation,
  // Those that end soon are what one looks for.
  subscriptions: ({ ending, subscriptions }) => ending * 10_000 + subscriptions,
  requests: ({ requests }) => requests,
  pending: ({ pending }) => pending,
}

/** Whether a column holds numbers, of which the highest are looked for first. */
export const isCount = (column: CustomerColumn) =>
  column === 'subscriptions' || column === 'requests' || column === 'pending'

/** What a row shows. Of a hundred thousand rows it is asked for when it is needed, and not kept. */
type At = (row: CustomerRow) => CustomerGlance

/** So much of a name tells most of them apart. */
const beginning = 10

/** Rows by name. A hundred thousand names are compared with those that begin alike only, which takes half as long. */
export function byName(rows: readonly CustomerRow[]): CustomerRow[] {
  const alike = Map.groupBy(rows, ([, , order]) => order.slice(0, beginning))
  return [...alike.keys()]
    .sort()
    .flatMap((start) => alike.get(start)!.sort(([, , a], [, , b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

/** @param rows by name, which decides between those that are alike otherwise */
export function sortCustomers(
  rows: readonly CustomerRow[],
  { by, down }: Sort<CustomerColumn>,
  at: At,
): readonly CustomerRow[] {
  if (by === 'name') return down ? rows.toReversed() : rows
  const keyed = rows.map((row) => ({ row, key: sortKey[by](at(row)) }))
  const up = down ? -1 : 1
  return keyed.sort((a, b) => (a.key < b.key ? -up : a.key > b.key ? up : 0)).map(({ row }) => row)
}

/** @param found ids of those that fit what is typed; null where nothing is */
export function filterCustomers(
  rows: readonly CustomerRow[],
  filter: CustomerFilter,
  found: ReadonlySet<string> | null,
  at: At,
): readonly CustomerRow[] {
  const shown = found ? rows.filter(([id]) => found.has(id)) : rows
  return filter === 'all' ? shown : shown.filter((row) => fits[filter](at(row)))
}
