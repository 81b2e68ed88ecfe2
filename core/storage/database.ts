import { Dexie, type Table, type Transaction } from 'dexie'
import * as v from 'valibot'
import { recordSchemas, type RecordOf, type TableName } from '#core/storage/records.ts'
import { customerWords } from '#core/storage/search.ts'

/**
 * Tables and indexes. A released version is never edited and a key never
 * changes: a new version adds.
 */
const schemaVersion1: Readonly<Partial<Record<TableName, string>>> = {
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

/** Subscriptions, service requests, product keys, templates and portals; a way into the vault for each user. */
const schemaVersion2: Readonly<Partial<Record<TableName, string>>> = {
  subscriptions: 'id, customerId, state',
  requests: 'id, customerId, state',
  productKeys: 'id, state, customerId, fingerprint',
  templates: 'id',
  portalEdits: 'id',
}

/** Gives version 1's records what version 2 added to them. */
async function upgradeTo2(transaction: Transaction): Promise<void> {
  for (const name of ['company', 'users', 'customers'] as const) {
    const records: RecordOf[typeof name][] = await transaction.table(name).toArray()
    await transaction.table(name).bulkPut(records.map((record) => toStored(name, v.parse(recordSchemas[name], record) as never)))
  }
  const vault: RecordOf['vault'] | undefined = await transaction.table('vault').get('vault')
  const users: RecordOf['users'][] = await transaction.table('users').toArray()
  const owner = users.find((user) => user.role === 'global')
  if (!vault || !owner) return
  await transaction.table('vault').add({ ...vault, id: owner.id })
  await transaction.table('vault').delete('vault')
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
    this.version(2).stores(schemaVersion2).upgrade(upgradeTo2)
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
