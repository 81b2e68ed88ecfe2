import { deriveAll, sources, type SourceTable } from '#core/storage/derived/all.ts'
import { ShardTexts } from '#core/storage/derived/shards.ts'
import { settle, slottedTables, type Places } from '#core/storage/derived/slots.ts'
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

/** What is known of the records before everything is made anew. */
type Known = Readonly<{
  /** The tables that are there: an upgrade to an earlier version lacks what came later. */
  tables?: readonly SourceTable[]
  /** The places that are free, where every record has just been stored as its schema has it, in its place: nothing is settled then. */
  places?: Places
}>

/** How many records are gone through: those that have a place once more for their rows, and where they have to be settled. */
async function countRead(
  source: Source,
  tables: readonly SourceTable[],
  areSettled: boolean,
): Promise<number> {
  let sum = 0
  for (const table of [...tables, ...slottedTables, ...(areSettled ? [] : slottedTables)])
    sum += await recordsIn(source, table).count()
  return sum
}

/**
 * Makes everything anew that is derived from the records, in the records
 * themselves and beside them, within the transaction that is running: after
 * an upgrade and after a restore.
 *
 * @param onPart told how many of how many records it has gone through: a large workspace takes its time
 */
export async function rebuild(
  source: Source,
  onPart: (done: number, all: number) => void = () => {},
  { tables = sources, places }: Known = {},
): Promise<void> {
  const written = await revisions(source)
  const all = await countRead(source, tables, places !== undefined)
  let done = 0
  const onRead = (records: number) => onPart((done += records), all)
  const next = places ?? (await settle(source, onRead))
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
    { tables, areSound: places !== undefined },
  )
  await shards.write(source, written)
  for (const table of slottedTables) tallies.add(tallyIds[table], 'next', next[table])
  await tallies.write(source)
  await written.write(source)
}
