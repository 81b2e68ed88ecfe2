import { Dexie, type Table, type Transaction } from 'dexie'
import * as v from 'valibot'
import { Problem } from '#core/model/problem.ts'
import { senderOf } from '#core/model/reply.ts'
import { fieldsOf, instant } from '#core/model/schema.ts'
import { rebuild } from '#core/storage/derived/rebuild.ts'
import { derivedIn, derivedSchema } from '#core/storage/derived/tables.ts'
import { importSchema } from '#core/storage/importRuns.ts'
import { fitted, tableNames, type RecordOf, type TableName } from '#core/storage/records.ts'
import { toStored } from '#core/storage/search.ts'

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

/** The newest replies of one state without reading the others. */
const schemaVersion3: Readonly<Partial<Record<TableName, string>>> = {
  replies: 'id, state, receivedAt, recipientId, code, [state+receivedAt]',
}

/** Customers by name, favourite, tenant ID, domain and address, offers by reference, and the log by what is asked of it. */
const schemaVersion4: Readonly<Partial<Record<TableName, string>>> = {
  customers: 'id, order, starred, tenantId, *words, *domains, *emails',
  offers: 'id, updatedAt, summary',
  subscriptions: 'id, customerId, state, sourceId',
  activity: 'id, at, [offerId+at], [customerId+at], [by+at], [action+at]',
}

/** Keys that stay in this browser: in no backup, and nothing can read them out. */
const keyringSchema3 = { keyring: 'id' }

/** The key that signs backups while the vault is locked, and the stamp of the data key that it comes from. */
export type KeyringRecord = Readonly<{ id: 'backup'; stamp: string; key: CryptoKey }>

/** Everything that a transaction over the whole workspace covers: records, what is derived from them, and the keyring. */
export const storeNames: readonly string[] = [
  ...tableNames,
  ...Object.keys(keyringSchema3),
  ...Object.keys(derivedSchema),
  ...Object.keys(importSchema),
]

/** Brings the records of a table in line with its schema. What does not fit stays as it is: the workspace must open. */
async function mend(
  transaction: Transaction,
  name: TableName,
  prepare = (record: object) => record,
): Promise<void> {
  const records: object[] = await transaction.table(name).toArray()
  const changed = records.flatMap((record) => {
    const fit = mended(name, prepare(record))
    return fit && JSON.stringify(fit) !== JSON.stringify(record) ? [fit] : []
  })
  if (changed.length) await transaction.table(name).bulkPut(changed)
}

/** Gives version 1's records what version 2 added to them. */
async function upgradeTo2(transaction: Transaction): Promise<void> {
  for (const name of ['company', 'users', 'customers'] as const) await mend(transaction, name)
  const vault: RecordOf['vault'] | undefined = await transaction.table('vault').get('vault')
  const users: RecordOf['users'][] = await transaction.table('users').toArray()
  const owner = users.find((user) => user.role === 'global')
  if (!vault || !owner) return
  await transaction.table('vault').add({ ...vault, id: owner.id })
  await transaction.table('vault').delete('vault')
}

/** A reply whose sender or whose own time is not what it should be: nobody checked that before version 3. */
function mendedReply(record: object): object {
  const { sender, ...reply } = record as RecordOf['replies']
  const known = senderOf(sender)
  const { content, marks, receivedAt } = reply
  return {
    ...reply,
    ...(known && { sender: known }),
    ...(content &&
      !v.is(instant, content.at) && {
        content: { ...content, at: receivedAt },
        marks: [...marks, 'repaired'],
      }),
  }
}

/** Until version 3 records were written as they came: what can be mended is. */
async function upgradeTo3(transaction: Transaction): Promise<void> {
  for (const name of tableNames) await mend(transaction, name, name === 'replies' ? mendedReply : undefined)
}

/** The workspace in IndexedDB. Screens read it through queries and change it through commands (core/workspace). */
export class Database extends Dexie {
  /** True once another window has opened a newer schema: this one must not write any more. */
  stale = false

  /**
   * @param name of the IndexedDB database
   * @param onTrouble called when another window runs a newer Tilbud (`stale`),
   *   or an older one keeps this from opening (`blocked`)
   * @param onUpgrade told how many of how many parts of an upgrade are done
   */
  constructor(
    name = 'tilbud',
    onTrouble: (trouble: 'stale' | 'blocked') => void = () => {},
    onUpgrade: (done: number, all: number) => void = () => {},
  ) {
    // Dexie's own cache keeps whole results and follows every change of a table: what is derived makes it needless.
    super(name, { chromeTransactionDurability: 'strict', cache: 'disabled' })
    this.version(1).stores(schemaVersion1)
    this.version(2).stores(schemaVersion2).upgrade(upgradeTo2)
    this.version(3)
      .stores({ ...schemaVersion3, ...keyringSchema3 })
      .upgrade(upgradeTo3)
    this.version(4)
      .stores({ ...schemaVersion4, ...derivedSchema, ...importSchema })
      .upgrade((transaction) => rebuild(transaction, onUpgrade))
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

  get keyring(): Table<KeyringRecord, string> {
    return this.table('keyring')
  }

  /** Deadlines and tasks, derived. */
  get clocks() {
    return derivedIn(this, 'clocks')
  }

  /** A table by its name, with the type of its records. */
  at<T extends TableName>(name: T): Table<RecordOf[T], string> {
    return this.table(name)
  }
}

/** What the schema makes of a record, or what is wrong with it. */
function read<T extends TableName>(table: T, record: unknown) {
  const result = fitted(table, record)
  return result.ok
    ? { ok: true as const, record: toStored(table, result.record) }
    : { ok: false as const, fields: fieldsOf(result.issues) }
}

/**
 * A record as it may be stored: what its schema returns, so that nothing gets
 * in that a backup could not hold.
 *
 * @throws Problem `recordUnfit`, with table and field
 */
export function checked<T extends TableName>(table: T, record: RecordOf[T]): RecordOf[T] {
  const result = read(table, record)
  if (result.ok) return result.record
  throw new Problem('recordUnfit', { table, field: result.fields[0]?.path ?? '' }, result.fields)
}

/** A record as its schema has it now; null when it does not fit. */
export function mended<T extends TableName>(table: T, record: unknown): RecordOf[T] | null {
  const result = read(table, record)
  return result.ok ? result.record : null
}
