import { deriveAll, sources, type SourceTable } from '#core/storage/derived/all.ts'
import { ShardTexts } from '#core/storage/derived/shards.ts'
import { settle, slottedTables } from '#core/storage/derived/slots.ts'
import { derivedIn, derivedSchema, recordsIn, type Source } from '#core/storage/derived/tables.ts'
import { readTallies, revisionIds, Tallies, tallyIds } from '#core/storage/derived/tallies.ts'

/** How often shards were written, once more for each: whoever holds one in memory must not take a new one for it. */
async function revisions(source: Source): Promise<Tallies> {
  const counts = await readTallies(source, revisionIds)
  const written = new Tallies()
  for (const id of revisionIds)
    for (const [shard, n] of Object.entries(counts[id])) written.add(id, shard, n + 1)
  return written
}

/** How many records are gone through: those that have a place three times, to settle them, to derive from them, and for their rows. */
async function countRead(source: Source, tables: readonly SourceTable[]): Promise<number> {
  let sum = 0
  for (const table of [...tables, ...slottedTables, ...slottedTables])
    sum += await recordsIn(source, table).count()
  return sum
}

/**
 * Makes everything anew that is derived from the records, in the records
 * themselves and beside them, within the transaction that is running: after
 * an upgrade and after a restore.
 *
 * @param onPart told how many of how many records it has gone through: a large workspace takes its time
 * @param tables that are there: an upgrade to an earlier version lacks what came later
 */
export async function rebuild(
  source: Source,
  onPart: (done: number, all: number) => void = () => {},
  tables: readonly SourceTable[] = sources,
): Promise<void> {
  const written = await revisions(source)
  const all = await countRead(source, tables)
  let done = 0
  const onRead = (records: number) => onPart((done += records), all)
  const next = await settle(source, onRead)
  for (const name of Object.keys(derivedSchema) as (keyof typeof derivedSchema)[])
    await derivedIn(source, name).clear()
  const shards = new ShardTexts()
  const tallies = await deriveAll(
    source,
    {
      customers(rows, lines) {
        shards.addRows('customers', rows)
        shards.addLines(lines)
      },
      offers: (rows) => shards.addRows('offers', rows),
      async clocks(rows) {
        await derivedIn(source, 'clocks').bulkAdd(rows)
      },
      onRead,
    },
    tables,
  )
  await shards.write(source, written)
  for (const table of slottedTables) tallies.add(tallyIds[table], 'next', next[table])
  await tallies.write(source)
  await written.write(source)
}
