import type { Table } from 'dexie'
import type { Source } from '#core/storage/derived/tables.ts'
import type { TableName } from '#core/storage/records.ts'

/**
 * What an import or a restore has done so far, so that it can be taken back or
 * gone on with even when the browser was closed in the middle. An import's is
 * kept until the next one; in no backup.
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

/** The key of the restore that is under way. There is no workspace then, and so no import. */
export const restoreId = 'restore'

/** A restore that has not come to its end: what it has filled in is no workspace yet. */
export type RestoreRun = Readonly<{
  id: typeof restoreId
  /** The file's name. */
  name: string
  at: string
  /** Tells its file from another. */
  sha256: string
  /** Records that the file brings, and how many of them, in its order, are written. */
  records: number
  done: number
}>

/** The runs and parts of imports, and the restore that is under way. */
export const importsIn = (source: Source) =>
  source.table('imports') as Table<ImportRun | ImportPart | RestoreRun, string>

/** The restore that is under way or was broken off; undefined where there is none. */
export const restoreIn = (source: Source) =>
  importsIn(source).get(restoreId) as PromiseLike<RestoreRun | undefined>
