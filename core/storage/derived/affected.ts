import { addressOf } from '#core/storage/address.ts'
import type { ClockOwners } from '#core/storage/derived/clocks.ts'
import type { Lookup } from '#core/storage/derived/lookup.ts'
import type { RecordOf, TableName } from '#core/storage/records.ts'

/** One record before and after; null where there was none. */
export type Change = Readonly<{ table: TableName; key: string; before: unknown; after: unknown }>

/** A change of a record of one table. */
type ChangeOf<T extends TableName> = Readonly<{
  key: string
  before: RecordOf[T] | null
  after: RecordOf[T] | null
}>

/** What changed, by table: each record once, as it was at first and as it is at last. */
export class Changes {
  private readonly byTable: ReadonlyMap<TableName, readonly Change[]>

  constructor(all: readonly Change[]) {
    const net = new Map<string, Change>()
    for (const change of all) {
      const address = addressOf(change.table, change.key)
      net.set(address, { ...change, before: (net.get(address) ?? change).before })
    }
    this.byTable = Map.groupBy(net.values(), ({ table }) => table)
  }

  of<T extends TableName>(table: T): readonly ChangeOf<T>[] {
    return (this.byTable.get(table) ?? []) as readonly ChangeOf<T>[]
  }

  keys(table: TableName): string[] {
    return this.of(table).map(({ key }) => key)
  }

  /** The keys of records of a table that are new. */
  made(table: TableName): ReadonlySet<string> {
    return new Set(this.of(table).flatMap(({ key, before }) => (before === null ? [key] : [])))
  }

  /** Every value that a field has or had in the changed records of a table. */
  values<T extends TableName>(table: T, field: keyof RecordOf[T]): string[] {
    return this.of(table).flatMap(({ before, after }) =>
      [before?.[field], after?.[field]].filter((value) => typeof value === 'string'),
    )
  }
}

/** What has to be derived anew: the clocks of records, and the rows of customers and offers. */
export type Affected = Readonly<{
  owners: ClockOwners
  customers: ReadonlySet<string>
  offers: ReadonlySet<string>
}>

/** Follows from each change to everything that names what was changed. */
export async function affectedBy(lookup: Lookup, changes: Changes): Promise<Affected> {
  const renamed = changes
    .of('customers')
    .filter(({ before, after }) => before !== null && before.name !== after?.name)
    .map(({ key }) => key)
  // Whether an offer can be answered, and until when, counts for everybody that it went to.
  const replaced = [
    ...changes
      .of('offers')
      .filter(({ before, after }) => before?.code !== after?.code)
      .map(({ key }) => key),
    ...changes.values('versions', 'offerId'),
  ]
  const [ofReplaced, ofNamed] = await Promise.all([
    lookup.naming('recipients', 'offerId', replaced),
    lookup.naming('recipients', 'customerId', renamed),
  ])
  const [ofOffers, ofRenamed] = [[...ofReplaced.values()].flat(), [...ofNamed.values()].flat()]
  return {
    owners: {
      recipients: new Set([...changes.keys('recipients'), ...ofOffers.map(({ id }) => id)]),
      subscriptions: new Set(changes.keys('subscriptions')),
      customers: new Set(changes.keys('customers')),
      requests: new Set(changes.keys('requests')),
      productKeys: new Set(changes.keys('productKeys')),
      company: new Set(changes.keys('company')),
      hosts: new Set(changes.keys('hosts')),
      inboxes: new Set(changes.keys('inboxes')),
    },
    customers: new Set([
      ...changes.keys('customers'),
      ...changes.values('subscriptions', 'customerId'),
      ...changes.values('requests', 'customerId'),
      ...changes.values('recipients', 'customerId'),
      ...ofOffers.flatMap(({ customerId }) => customerId ?? []),
    ]),
    offers: new Set([
      ...changes.keys('offers'),
      ...changes.values('versions', 'offerId'),
      ...changes.values('recipients', 'offerId'),
      ...ofRenamed.map(({ offerId }) => offerId),
    ]),
  }
}

/** Customers whose name has changed: it stands on clocks that run for records of others. */
export const renamedIn = (changes: Changes): RecordOf['customers'][] =>
  changes
    .of('customers')
    .flatMap(({ before, after }) => (after && before && before.name !== after.name ? [after] : []))
