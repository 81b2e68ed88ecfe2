import { recordsIn, type Source } from '#core/storage/derived/tables.ts'
import { fitted, keyOf, type RecordOf, type TableName } from '#core/storage/records.ts'

/**
 * The records that fit their schema. Nothing is derived from a broken one: it
 * stays as it is until a person sees to it, and must not stop any command.
 */
export const sound = <T extends TableName>(
  table: T,
  records: readonly (RecordOf[T] | undefined)[],
): RecordOf[T][] =>
  records.flatMap((record) => (record !== undefined && fitted(table, record).ok ? [record] : []))

/** The sound records of some keys, by key. */
export async function byKey<T extends TableName>(
  source: Source,
  table: T,
  keys: ReadonlySet<string>,
): Promise<Map<string, RecordOf[T]>> {
  const found = keys.size ? await recordsIn(source, table).bulkGet([...keys]) : []
  return new Map(sound(table, found).map((record) => [keyOf(table, record), record]))
}

/** The sound records that name one of some keys in an indexed field, by that key. */
export async function naming<T extends TableName>(
  source: Source,
  table: T,
  field: keyof RecordOf[T] & string,
  keys: Iterable<string>,
): Promise<Map<string, RecordOf[T][]>> {
  const wanted = [...keys]
  const found = wanted.length ? await recordsIn(source, table).where(field).anyOf(wanted).toArray() : []
  return Map.groupBy(sound(table, found), (record) => String(record[field]))
}
