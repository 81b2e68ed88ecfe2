import { affectedBy, Changes, renamedIn, type Affected, type Change } from '#core/storage/derived/affected.ts'
import { sources } from '#core/storage/derived/all.ts'
import { clockIds, clocksOf } from '#core/storage/derived/clocks.ts'
import { countAnswer, countReply, countVersion } from '#core/storage/derived/counts.ts'
import { customerRows } from '#core/storage/derived/customerRows.ts'
import { offerRows } from '#core/storage/derived/offerRows.ts'
import { findLine, writeLines, writeRows, type Placed } from '#core/storage/derived/shards.ts'
import { nextSlot, slotOf } from '#core/storage/derived/slots.ts'
import { byKey, sound } from '#core/storage/derived/sound.ts'
import { derivedIn, recordsIn, type ClockRow, type Source } from '#core/storage/derived/tables.ts'
import { Tallies, tallyIds } from '#core/storage/derived/tallies.ts'
import type { RecordOf, TableName } from '#core/storage/records.ts'

/**
 * Brings what is derived in line with changes that were just written, in the
 * same transaction: whatever a command, an import or an undo did.
 */
export async function derive(source: Source, all: readonly Change[]): Promise<void> {
  const changes = new Changes(all)
  if (!sources.some((table) => changes.keys(table).length)) return
  const tallies = new Tallies()
  const affected = await affectedBy(source, changes)
  await deriveClocks(source, affected, changes, tallies)
  await deriveRows(source, affected, changes, tallies)
  await count(source, changes, tallies)
  await tallies.write(source)
}

const isSame = (a: ClockRow | undefined, b: ClockRow | undefined) => JSON.stringify(a) === JSON.stringify(b)

async function deriveClocks(
  source: Source,
  { owners }: Affected,
  changes: Changes,
  tallies: Tallies,
): Promise<void> {
  const table = derivedIn(source, 'clocks')
  const ids = clockIds(owners)
  const [before, after] = await Promise.all([table.bulkGet(ids), clocksOf(source, owners)])
  const next = new Map(after.map((row) => [row.id, row]))
  const changed = ids.flatMap((id, index) =>
    isSame(before[index], next.get(id)) ? [] : [{ before: before[index], id }],
  )
  for (const { before: old, id } of changed) {
    const row = next.get(id)
    if (old) tallies.add(tallyIds.clock(old.kind), old.on, -1)
    if (row) tallies.add(tallyIds.clock(row.kind), row.on, 1)
  }
  await table.bulkPut(changed.flatMap(({ id }) => next.get(id) ?? []))
  await table.bulkDelete(changed.flatMap(({ id }) => (next.has(id) ? [] : [id])))
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

/** Tells new customers that no record of the same command names: an import makes hundreds of them at once. */
function unnamedIn(changes: Changes): (id: string) => boolean {
  const made = changes.of('customers').flatMap(({ key, before }) => (before === null ? [key] : []))
  const named = new Set([
    ...changes.values('subscriptions', 'customerId'),
    ...changes.values('requests', 'customerId'),
    ...changes.values('recipients', 'customerId'),
  ])
  const unnamed = new Set(made.filter((id) => !named.has(id)))
  return (id) => unnamed.has(id)
}

async function deriveRows(
  source: Source,
  affected: Affected,
  changes: Changes,
  tallies: Tallies,
): Promise<void> {
  const [customers, ofCustomers, offers, ofOffers] = [
    await byKey(source, 'customers', affected.customers),
    await customerRows(source, affected.customers, unnamedIn(changes)),
    await byKey(source, 'offers', affected.offers),
    await offerRows(source, affected.offers),
  ]
  await writeRows(
    source,
    'customers',
    placed(changes, 'customers', customers, affected.customers, ofCustomers),
    tallies,
  )
  await writeRows(source, 'offers', placed(changes, 'offers', offers, affected.offers, ofOffers), tallies)
  const changed = new Set(changes.keys('customers'))
  const lines = new Map([...customers].map(([id, customer]) => [id, findLine(customer)]))
  await writeLines(source, placed(changes, 'customers', customers, changed, lines), tallies)
}

async function count(source: Source, changes: Changes, tallies: Tallies): Promise<void> {
  function each<T extends TableName>(table: T, by: (record: RecordOf[T], n: 1 | -1) => void): void {
    for (const { before, after } of changes.of(table)) {
      for (const record of sound(table, [before ?? undefined])) by(record, -1)
      for (const record of sound(table, [after ?? undefined])) by(record, 1)
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
  const [company] = await recordsIn(source, 'company').toArray()
  if (!company) return
  const [moved] = changes.of('company')
  if (moved?.before && moved.before.timeZone !== company.timeZone)
    return recountAnswers(source, company.timeZone, tallies)
  each('recipients', (recipient, n) => countAnswer(company.timeZone)(tallies, recipient, n))
}

/** In another time zone some answers belong to another month. */
async function recountAnswers(source: Source, timeZone: string, tallies: Tallies): Promise<void> {
  await derivedIn(source, 'tallies').bulkDelete([tallyIds.accepted, tallyIds.declined])
  const answered = recordsIn(source, 'recipients')
    .where('state')
    .anyOf('accepted', 'acceptedWithChanges', 'declined')
  await answered.each((recipient) => {
    for (const each of sound('recipients', [recipient])) countAnswer(timeZone)(tallies, each, 1)
  })
}
