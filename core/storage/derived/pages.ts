import { recordsIn, type Source } from '#core/storage/derived/tables.ts'
import { keyOf, type RecordOf, type TableName } from '#core/storage/records.ts'

/** So many records are read at once. */
const pageSize = 1000

/** Hands over the records of a table by their keys, a page at a time. */
export async function eachPage<T extends TableName>(
  source: Source,
  table: T,
  take: (page: RecordOf[T][]) => Promise<void> | void,
): Promise<void> {
  const records = recordsIn(source, table)
  for (let last: string | null = null; ;) {
    const rest = last === null ? records.orderBy(':id') : records.where(':id').above(last)
    const page: RecordOf[T][] = await rest.limit(pageSize).toArray()
    if (page.length) await take(page)
    if (page.length < pageSize) return
    last = keyOf(table, page.at(-1)!)
  }
}
