import { deriveAll } from '#core/storage/derived/all.ts'
import { writeLines, writeRows } from '#core/storage/derived/shards.ts'
import { assignSlots, slottedTables } from '#core/storage/derived/slots.ts'
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

/**
 * Makes everything anew that is derived from the records, in the transaction
 * that is running: after an upgrade and after a restore.
 *
 * @param onPart told how many of how many tables are done
 */
export async function rebuild(
  source: Source,
  onPart: (done: number, all: number) => void = () => {},
): Promise<void> {
  const written = await revisions(source)
  for (const name of Object.keys(derivedSchema) as (keyof typeof derivedSchema)[])
    await derivedIn(source, name).clear()
  await assignSlots(source)
  const tallies = await deriveAll(source, {
    async customers(rows, lines) {
      await writeRows(source, 'customers', rows, written)
      await writeLines(source, lines, written)
    },
    offers: (rows) => writeRows(source, 'offers', rows, written),
    async clocks(rows) {
      await derivedIn(source, 'clocks').bulkAdd(rows)
    },
    onPart,
  })
  for (const table of slottedTables)
    tallies.add(tallyIds[table], 'next', await recordsIn(source, table).count())
  await tallies.write(source)
  await written.write(source)
}
