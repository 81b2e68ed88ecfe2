import { keyOf } from '#core/storage/address.ts'
import { recordsIn, type Source } from '#core/storage/derived/tables.ts'
import type { RecordOf, TableName } from '#core/storage/records.ts'

/** So many records are read at once. */
const pageSize = 1000

/** Hands over the records of a table by their keys, a page at a time; the next one is read meanwhile. */
export async function eachPage<T extends TableName>(
  source: Source,
  table: T,
  take: (page: RecordOf[T][]) => Promise<void> | void,
): Promise<void> {
  const records = recordsIn(source, table)
  const after = (last: RecordOf[T] | undefined): Promise<RecordOf[T][]> =>
    (last ? records.where(':id').above(keyOf(table, last)) : records.orderBy(':id')).limit(pageSize).toArray()
  for (let page = await after(undefined); page.length;) {
    const isLast = page.length < pageSize
    const [next] = await Promise.all([isLast ? [] : after(page.at(-1)), take(page)])
    page = next
  }
}
