import { Problem } from '#core/model/problem.ts'
import { faultsOf } from '#core/model/schema.ts'
import { keyOf } from '#core/storage/address.ts'
import { fitted, type RecordOf, type TableName } from '#core/storage/records.ts'
import { toStored } from '#core/storage/search.ts'

/** What the schema makes of a record, or what is wrong with it. */
function read<T extends TableName>(table: T, record: unknown) {
  const result = fitted(table, record)
  return result.ok
    ? { ok: true as const, record: toStored(table, result.record) }
    : { ok: false as const, faults: faultsOf(result.issues) }
}

/**
 * A record as it may be stored: what its schema returns, so that nothing gets
 * in that a backup could not hold.
 *
 * @throws Problem `recordUnfit`, with table, key and field
 */
export function checked<T extends TableName>(table: T, record: RecordOf[T]): RecordOf[T] {
  const result = read(table, record)
  if (result.ok) return result.record
  const field = result.faults[0]?.path ?? ''
  throw new Problem('recordUnfit', { table, key: keyOf(table, record), field }, result.faults)
}

/** A record as its schema has it now; null when it does not fit. */
export function mended<T extends TableName>(table: T, record: unknown): RecordOf[T] | null {
  const result = read(table, record)
  return result.ok ? result.record : null
}
