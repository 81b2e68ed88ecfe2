import { eachPage } from '#core/storage/derived/pages.ts'
import { derivedIn, recordsIn, type Source } from '#core/storage/derived/tables.ts'
import { tallyIds } from '#core/storage/derived/tallies.ts'

/** The tables whose records have a place in the shards: a running number that stays theirs. */
export const slottedTables = ['customers', 'offers'] as const
export type SlottedTable = (typeof slottedTables)[number]

export const isSlotted = (table: string): table is SlottedTable => table === 'customers' || table === 'offers'

/** A record's place in the shards; undefined where it has none. */
export const slotOf = (record: unknown): number | undefined =>
  (record as { slot?: number } | null | undefined)?.slot

/** The first place that nobody has had yet. */
export async function nextSlot(source: Source, table: SlottedTable): Promise<number> {
  return (await derivedIn(source, 'tallies').get(tallyIds[table]))?.counts.next ?? 0
}

/** Gives every record a place, in the order of the keys, so that those read together lie together. */
export async function assignSlots(source: Source): Promise<void> {
  for (const table of slottedTables) {
    let slot = 0
    await eachPage<SlottedTable>(source, table, async (page) => {
      await recordsIn(source, table).bulkPut(page.map((record) => ({ ...record, slot: slot++ })))
    })
  }
}
