import { Dexie, type Table } from 'dexie'
import type { RecordOf, TableName } from '#core/storage/records.ts'
import { customerWords } from '#core/storage/search.ts'

/**
 * Tables and indexes. A released version is never edited and a key never
 * changes: a new version adds.
 */
const schemaVersion1: Readonly<Record<TableName, string>> = {
  workspace: 'id',
  vault: 'id',
  secrets: 'id',
  company: 'id',
  users: 'id',
  customers: 'id, name, *words',
  drafts: 'id, updatedAt',
  offers: 'id, updatedAt',
  versions: 'code, offerId, state, hash',
  recipients: 'id, offerId, customerId, state, token',
  replies: 'id, state, receivedAt, recipientId, code',
  activity: 'id, at, offerId, customerId',
  publications: 'id, number',
  productEdits: 'id',
}

/** The workspace in IndexedDB. Screens read it through queries and change it through commands (core/workspace). */
export class Database extends Dexie {
  /** True once another window has opened a newer schema: this one must not write any more. */
  stale = false

  /**
   * @param name of the IndexedDB database
   * @param onTrouble called when another window runs a newer Tilbud (`stale`),
   *   or an older one keeps this from opening (`blocked`)
   */
  constructor(name = 'tilbud', onTrouble: (trouble: 'stale' | 'blocked') => void = () => {}) {
    super(name, { chromeTransactionDurability: 'strict' })
    this.version(1).stores(schemaVersion1)
    this.on('versionchange', () => {
      // Left alone, Dexie closes and then silently re-opens: old code would write into the new schema.
      this.stale = true
      this.close({ disableAutoOpen: true })
      onTrouble('stale')
      // Stops Dexie's own handler, which would allow the re-opening again.
      return false
    })
    this.on('blocked', () => onTrouble('blocked'))
  }

  /** A table by its name, with the type of its records. */
  at<T extends TableName>(name: T): Table<RecordOf[T], string> {
    return this.table(name)
  }
}

/** A record as it is stored: customers carry the words that they are found by. */
export function toStored<T extends TableName>(table: T, record: RecordOf[T]): RecordOf[T] {
  return table === 'customers' ? { ...record, words: customerWords(record as RecordOf['customers']) } : record
}
