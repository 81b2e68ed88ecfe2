import { Dexie, type Table } from 'dexie'
import type { Problem, StorageProblem } from '#core/model/problem.ts'
import { coarse } from '#core/storage/coarse.ts'
import { derivedIn, derivedSchema } from '#core/storage/derived/tables.ts'
import { importSchema } from '#core/storage/importRuns.ts'
import type { RecordOf, TableName } from '#core/storage/records.ts'

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

/** The host that pages are brought to. */
const schemaVersion5: Readonly<Partial<Record<TableName, string>>> = { hosts: 'id' }

/** The inbox that pages hand answers over to, and when this browser looked into it last. */
const schemaVersion6: Readonly<Partial<Record<TableName, string>>> = { inboxes: 'id' }
const lookSchema6 = { looks: 'id' }

/** Without indexes that nothing reads: each is one more write for each record. */
const schemaVersion7: Readonly<Partial<Record<TableName, string>>> = {
  recipients: 'id, offerId, customerId',
  replies: 'id, recipientId, code, [state+receivedAt]',
  subscriptions: 'id, customerId, sourceId',
  requests: 'id, customerId',
  productKeys: 'id, customerId, fingerprint',
}

/** Keys that stay in this browser: in no backup, and nothing can read them out. */
const keyringSchema3 = { keyring: 'id' }

/** The key that signs backups while the vault is locked, and the stamp of the data key that it comes from. */
export type KeyringRecord = Readonly<{ id: 'backup'; stamp: string; key: CryptoKey }>

/** What this browser saw in the inbox when it looked last: in no backup, since the next look is a minute away. */
export type Look = Readonly<{
  id: 'inbox'
  /** Milliseconds since 1970. */
  at: number
  /** Answers to offers of this workspace that are not taken in yet. */
  waiting: number
  /** Why nothing could be seen or taken; null when all went well. */
  problem: Pick<Problem, 'code' | 'detail'> | null
}>

/** Everything that a transaction over the whole workspace covers: records, what is derived from them, and the keyring. */
export const storeNames: readonly string[] = Object.keys({
  ...schemaVersion1,
  ...schemaVersion2,
  ...schemaVersion5,
  ...schemaVersion6,
  ...keyringSchema3,
  ...derivedSchema,
  ...importSchema,
})

/** What brings records to a newer schema: loaded within the upgrade, which waits for it, since few openings are one. */
const upgrades = () => Dexie.waitFor(import('#core/storage/upgrades.ts'))

/** The workspace in IndexedDB. Screens read it through queries and change it through commands (core/workspace). */
export class Database extends Dexie {
  /** True once another window has opened a newer schema: this one must not write any more. */
  stale = false

  /**
   * @param name of the IndexedDB database
   * @param onProblem called when another window runs a newer Tilbud, or an
   *   older one keeps this from opening
   * @param onUpgrade told how many of how many parts of an upgrade are done
   */
  constructor(
    name = 'tilbud',
    onProblem: (problem: StorageProblem) => void = () => {},
    onUpgrade: (done: number, all: number) => void = () => {},
  ) {
    // Dexie's own cache keeps whole results and follows every change of a table: what is derived makes it needless.
    super(name, { chromeTransactionDurability: 'strict', cache: 'disabled' })
    this.use(coarse)
    this.version(1).stores(schemaVersion1)
    this.version(2)
      .stores(schemaVersion2)
      .upgrade(async (transaction) => (await upgrades()).upgradeTo2(transaction))
    this.version(3)
      .stores({ ...schemaVersion3, ...keyringSchema3 })
      .upgrade(async (transaction) => (await upgrades()).upgradeTo3(transaction))
    this.version(4)
      .stores({ ...schemaVersion4, ...derivedSchema, ...importSchema })
      .upgrade(async (transaction) => (await upgrades()).upgradeTo4(transaction, onUpgrade))
    this.version(5).stores(schemaVersion5)
    this.version(6).stores({ ...schemaVersion6, ...lookSchema6 })
    this.version(7).stores(schemaVersion7)
    this.on('versionchange', ({ newVersion }) => {
      // Somebody makes it empty (`empty.ts`): what is asked for next opens it again.
      if (newVersion === null) {
        this.close({ disableAutoOpen: false })
        return false
      }
      // Left alone, Dexie closes and then silently re-opens: old code would write into the new schema.
      this.stale = true
      this.close({ disableAutoOpen: true })
      onProblem('storageStale')
      // Stops Dexie's own handler, which would allow the re-opening again.
      return false
    })
    this.on('blocked', () => onProblem('storageBlocked'))
  }

  get keyring(): Table<KeyringRecord, string> {
    return this.table('keyring')
  }

  get looks(): Table<Look, string> {
    return this.table('looks')
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
