import { addressOf } from '#core/storage/address.ts'
import { affectedBy, Changes, renamedIn, type Affected, type Change } from '#core/storage/derived/affected.ts'
import { sources } from '#core/storage/derived/all.ts'
import { clockIds, clocksOf, clockTables, type ClockTable } from '#core/storage/derived/clocks.ts'
import { countAnswer, countReply, countVersion } from '#core/storage/derived/counts.ts'
import { customerRows } from '#core/storage/derived/customerRows.ts'
import { offerRows } from '#core/storage/derived/offerRows.ts'
import { eachPage } from '#core/storage/derived/pages.ts'
import { Reader } from '#core/storage/derived/reader.ts'
import { findLine, writeLines, writeRows, type Placed } from '#core/storage/derived/shards.ts'
import { nextSlot, slotOf } from '#core/storage/derived/slots.ts'
import { derivedIn, type ClockRow, type Source } from '#core/storage/derived/tables.ts'
import { Tallies, tallyIds } from '#core/storage/derived/tallies.ts'
import { fits, type RecordOf, type TableName } from '#core/storage/records.ts'

/** Whether a record is there and fits. */
const isSound = <T extends TableName>(table: T, record: RecordOf[T] | null): record is RecordOf[T] =>
  record !== null && fits(table, record)

/** What one derivation reads and writes. */
type Job = Readonly<{ source: Source; reader: Reader; changes: Changes; tallies: Tallies }>

/**
 * Brings what is derived in line with changes that were just written, in the
 * same transaction: whatever a command, an import or an undo did.
 *
 * @param unsure addresses of records that were written as they once were: any other is as its schema has it
 */
export async function derive(
  source: Source,
  all: readonly Change[],
  unsure: ReadonlySet<string> = new Set(),
): Promise<void> {
  const changes = new Changes(all)
  if (!sources.some((table) => changes.keys(table).length)) return
  const reader = new Reader(source, fits)
  for (const table of sources)
    for (const { key, after } of changes.of(table))
      reader.keep(table, key, !unsure.has(addressOf(table, key)) || isSound(table, after) ? after : null)
  const job = { source, reader, changes, tallies: new Tallies() }
  const affected = await affectedBy(reader, changes)
  // At once: each of them waits for what it reads, and none for another.
  await Promise.all([
    deriveClocks(job, affected),
    deriveCustomers(job, affected),
    deriveOffers(job, affected),
    count(job),
  ])
  await job.tallies.write(source)
}

const isSame = (a: ClockRow | undefined, b: ClockRow | undefined) => JSON.stringify(a) === JSON.stringify(b)

async function deriveClocks({ source, reader, changes, tallies }: Job, { owners }: Affected): Promise<void> {
  const table = derivedIn(source, 'clocks')
  // A new record has had no clocks: an import makes hundreds at once.
  const ids = clockTables.flatMap((each) => {
    const made = changes.made(each)
    return [...owners[each]].filter((key) => !made.has(key)).flatMap((key) => clockIds(each, key))
  })
  const of = async <T extends ClockTable>(each: T) => (await reader.byKey(each, owners[each])).values()
  const [stored, recipients, subscriptions, customers, requests, productKeys, company, hosts, inboxes] =
    await Promise.all([
      table.bulkGet(ids),
      of('recipients'),
      of('subscriptions'),
      of('customers'),
      of('requests'),
      of('productKeys'),
      of('company'),
      of('hosts'),
      of('inboxes'),
    ])
  const before = new Map(stored.flatMap((row) => (row ? [[row.id, row]] : [])))
  const rows = await clocksOf(reader, {
    recipients,
    subscriptions,
    customers,
    requests,
    productKeys,
    company,
    hosts,
    inboxes,
  })
  const next = new Map(rows.map((row) => [row.id, row]))
  const changed = [...new Set([...before.keys(), ...next.keys()])].filter(
    (id) => !isSame(before.get(id), next.get(id)),
  )
  for (const id of changed) {
    const [old, row] = [before.get(id), next.get(id)]
    if (old) tallies.add(tallyIds.clock(old.kind), old.on, -1)
    if (row) tallies.add(tallyIds.clock(row.kind), row.on, 1)
  }
  await Promise.all([
    table.bulkPut(changed.flatMap((id) => next.get(id) ?? [])),
    table.bulkDelete(changed.filter((id) => !next.has(id))),
  ])
  for (const { id, name } of renamedIn(changes)) await table.where({ customerId: id }).modify({ who: name })
}

/** The new values of records that have a place, each in it. The ones that are gone leave theirs empty. */
function placed<T>(
  changes: Changes,
  table: 'customers' | 'offers',
  records: ReadonlyMap<string, unknown>,
  ids: ReadonlySet<string>,
  values: ReadonlyMap<string, T>,
): Placed<T>[] {
  const gone = new Map(changes.of(table).map(({ key, before }) => [key, slotOf(before)]))
  return [...ids].flatMap((id) => {
    const slot = slotOf(records.get(id)) ?? gone.get(id)
    return slot === undefined ? [] : [{ slot, value: values.get(id) ?? null }]
  })
}

/** Tells new customers that no record of the same command names. */
function unnamedIn(changes: Changes): (id: string) => boolean {
  const made = changes.made('customers')
  const named = new Set([
    ...changes.values('subscriptions', 'customerId'),
    ...changes.values('requests', 'customerId'),
    ...changes.values('recipients', 'customerId'),
  ])
  return (id) => made.has(id) && !named.has(id)
}

async function deriveCustomers(
  { source, reader, changes, tallies }: Job,
  { customers: ids }: Affected,
): Promise<void> {
  const customers = await reader.byKey('customers', ids)
  const changed = new Set(changes.keys('customers'))
  const lines = new Map(
    [...changed].flatMap((id) => {
      const customer = customers.get(id)
      return customer ? [[id, findLine(customer)]] : []
    }),
  )
  const at = <T>(of: ReadonlySet<string>, values: ReadonlyMap<string, T>) =>
    placed(changes, 'customers', customers, of, values)
  await Promise.all([
    writeLines(source, at(changed, lines), tallies),
    customerRows(reader, [...customers.values()], unnamedIn(changes)).then((rows) =>
      writeRows(source, 'customers', at(ids, rows), tallies),
    ),
  ])
}

async function deriveOffers(
  { source, reader, changes, tallies }: Job,
  { offers: ids }: Affected,
): Promise<void> {
  const offers = await reader.byKey('offers', ids)
  const rows = await offerRows(reader, [...offers.values()])
  await writeRows(source, 'offers', placed(changes, 'offers', offers, ids, rows), tallies)
}

/** Where a company's months begin. */
const zoneOf = (company: RecordOf['company'] | null | undefined) => company?.timeZone ?? 'UTC'

async function count({ source, reader, changes, tallies }: Job): Promise<void> {
  function each<T extends TableName>(table: T, by: (record: RecordOf[T], n: 1 | -1) => void): void {
    for (const { before, after } of changes.of(table)) {
      if (isSound(table, before)) by(before, -1)
      if (isSound(table, after)) by(after, 1)
    }
  }
  each('versions', (version, n) => countVersion(tallies, version, n))
  each('replies', (reply, n) => countReply(tallies, reply, n))
  for (const table of ['customers', 'offers'] as const) {
    const changed = changes.of(table)
    for (const { before, after } of changed)
      tallies.add(tallyIds[table], 'all', Number(after !== null) - Number(before !== null))
    const next = changed.length ? await nextSlot(source, table) : 0
    const after = Math.max(next, ...changed.map((change) => (slotOf(change.after) ?? -1) + 1))
    tallies.add(tallyIds[table], 'next', after - next)
  }
  const [moved] = changes.of('company')
  const zone = zoneOf((await reader.byKey('company', ['company'])).get('company'))
  if (moved && zoneOf(isSound('company', moved.before) ? moved.before : null) !== zone)
    return recountAnswers(source, zone, tallies)
  each('recipients', (recipient, n) => countAnswer(zone)(tallies, recipient, n))
}

/** In another time zone some answers belong to another month. */
async function recountAnswers(source: Source, timeZone: string, tallies: Tallies): Promise<void> {
  await derivedIn(source, 'tallies').bulkDelete([tallyIds.accepted, tallyIds.declined])
  await eachPage(source, 'recipients', (page) => {
    for (const recipient of page)
      if (isSound('recipients', recipient)) countAnswer(timeZone)(tallies, recipient, 1)
  })
}
