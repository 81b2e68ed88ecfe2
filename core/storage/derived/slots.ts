import { eachPage } from '#core/storage/derived/pages.ts'
import { derivedIn, recordsIn, type Source } from '#core/storage/derived/tables.ts'
import { tallyIds } from '#core/storage/derived/tallies.ts'
import { fitted, type RecordOf, type TableName } from '#core/storage/records.ts'
import { toStored } from '#core/storage/search.ts'

/** The tables whose records have a place in the shards: a running number that stays theirs. */
export const slottedTables = ['customers', 'offers'] as const
export type SlottedTable = (typeof slottedTables)[number]

export const isSlotted = (table: string): table is SlottedTable => table === 'customers' || table === 'offers'

/** The first place of each table that is free. */
export type Places = Readonly<Record<SlottedTable, number>>

/** A record's place in the shards; undefined where it has none. */
export const slotOf = (record: unknown): number | undefined =>
  (record as { slot?: number } | null | undefined)?.slot

/** The first place that nobody has had yet. */
export async function nextSlot(source: Source, table: SlottedTable): Promise<number> {
  return (await derivedIn(source, 'tallies').get(tallyIds[table]))?.counts.next ?? 0
}

/** New records as they are filled in before anything is derived: where their table has places, they get the next ones, and those are taken. */
export async function takeSlots<T extends TableName>(
  source: Source,
  table: T,
  records: readonly RecordOf[T][],
): Promise<readonly RecordOf[T][]> {
  if (!isSlotted(table) || !records.length) return records
  const first = await nextSlot(source, table)
  await derivedIn(source, 'tallies').put({
    id: tallyIds[table],
    counts: { next: first + records.length },
  })
  return records.map((record, index) => ({ ...record, slot: first + index }))
}

/**
 * Brings the records that have a place in line with their schema and with
 * what they are found by. Each keeps its place; who has none, or one of
 * somebody else, gets the next. One that is as it should be is not written,
 * and a broken one stays as it is, but for its place.
 *
 * @param onRead told how many records were gone through since it was told last
 * @returns the places that are free
 */
export async function settle(source: Source, onRead: (records: number) => void): Promise<Places> {
  const next = { customers: 0, offers: 0 }
  for (const table of slottedTables) {
    const before = await nextSlot(source, table)
    const taken = new Set<number>()
    let free = before
    const placed = (record: RecordOf[SlottedTable]): number => {
      const slot = slotOf(record)
      const isOwn = Number.isInteger(slot) && slot! >= 0 && slot! < before && !taken.has(slot!)
      if (isOwn) taken.add(slot!)
      return isOwn ? slot! : free++
    }
    await eachPage<SlottedTable>(source, table, async (page) => {
      const changed = page.flatMap((record) => {
        const fit = fitted(table, record)
        const settled = { ...(fit.ok ? toStored(table, fit.record) : record), slot: placed(record) }
        return JSON.stringify(settled) === JSON.stringify(record) ? [] : [settled]
      })
      await recordsIn(source, table).bulkPut(changed)
      onRead(page.length)
    })
    next[table] = free
  }
  return next
}
