import type { Table } from 'dexie'
import type { Source } from '#core/storage/derived/tables.ts'
import type { TableName } from '#core/storage/records.ts'

/**
 * What an import has done so far, so that it can be taken back even when the
 * browser was closed in the middle. Kept until the next import; in no backup.
 */
export const importSchema = { imports: 'id, run' } as const

/** One import. Its parts name it in `run`; it itself has none. */
export type ImportRun = Readonly<{
  id: string
  kind: 'customers' | 'subscriptions'
  /** The file's name. */
  name: string
  at: string
  /** Rows that were to be taken. */
  rows: number
  /** Rows that were taken, as far as the parts go. */
  added: number
  changed: number
  /** `running` also where the browser was closed meanwhile. */
  state: 'running' | 'stopped' | 'done'
}>

/** A record that a part wrote: what is there now by its digest, and what was there before. */
export type ImportedRecord = readonly [table: TableName, key: string, digest: string, before: unknown]

/** What one transaction of an import wrote. */
export type ImportPart = Readonly<{ id: string; run: string; records: readonly ImportedRecord[] }>

/** The runs and parts of imports. */
export const importsIn = (source: Source) => source.table('imports') as Table<ImportRun | ImportPart, string>
