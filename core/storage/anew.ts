import { eachPage } from '#core/storage/derived/pages.ts'
import { rebuild } from '#core/storage/derived/rebuild.ts'
import { slottedTables, type SlottedTable } from '#core/storage/derived/slots.ts'
import { recordsIn, type Source } from '#core/storage/derived/tables.ts'
import { mended } from '#core/storage/stored.ts'

/**
 * Makes everything anew that is derived from the records, in the records
 * themselves and beside them, within the transaction that is running.
 *
 * @param onPart told how many of how many parts are done: a large workspace takes its time
 */
export async function deriveAnew(
  source: Source,
  onPart: (done: number, all: number) => void = () => {},
): Promise<void> {
  for (const table of slottedTables)
    await eachPage<SlottedTable>(source, table, async (page) => {
      await recordsIn(source, table).bulkPut(page.flatMap((record) => mended(table, record) ?? []))
    })
  await rebuild(source, onPart)
}
