import type { RecordOf, TableName } from '#core/storage/records.ts'

/** The field that a table's records are kept under. */
export const keyOf = <T extends TableName>(table: T, record: RecordOf[T]): string =>
  table === 'versions' ? (record as RecordOf['versions']).code : (record as { id: string }).id

/** One text for a record, wherever it lies. */
export const addressOf = (table: TableName, key: string) => `${table}/${key}`
