import { isSigned, readBackup, type BackupFile, type BackupRecord } from '#core/exchange/backup.ts'
import { newId } from '#core/model/bytes.ts'
import { Problem } from '#core/model/problem.ts'
import { keyOf } from '#core/storage/address.ts'
import { storeNames, type Database } from '#core/storage/database.ts'
import { rebuild } from '#core/storage/derived/rebuild.ts'
import { takeSlots } from '#core/storage/derived/slots.ts'
import type { Source } from '#core/storage/derived/tables.ts'
import { writing } from '#core/storage/hold.ts'
import { importsIn, restoreId, restoreIn, type RestoreRun } from '#core/storage/importRuns.ts'
import { tableNames, type TableName } from '#core/storage/records.ts'
import { toStored } from '#core/storage/search.ts'
import { vaultKeys, type Cost } from '#core/storage/vault.ts'
import { outcome, type Outcome } from '#core/workspace/command.ts'
import { tryPassphrase, type Opened } from '#core/workspace/passphrases.ts'
import { settleVault } from '#core/workspace/vault.ts'
import { goOn, type Watch } from '#core/workspace/watch.ts'

export type { RestoreRun } from '#core/storage/importRuns.ts'

/** So many records are written in one transaction. */
const partLength = 2000

/** A file as a stream. @param onRead told how many of its bytes were read */
function streamOf(file: Blob, onRead: (bytes: number) => void): ReadableStream<Uint8Array<ArrayBuffer>> {
  let read = 0
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      read += chunk.length
      onRead(read)
      controller.enqueue(chunk)
    },
  })
  return file.stream().pipeThrough(counter)
}

/**
 * Goes through a backup file, which changes nothing yet.
 *
 * @param watch is told how many of the file's bytes were read
 * @param least that opening its vault must cost; only tests take less
 */
export function openBackup(
  db: Database,
  file: Blob,
  watch: Watch = {},
  least?: Cost,
): Promise<Outcome<BackupFile>> {
  return outcome(db, async () => {
    const stream = streamOf(file, (read) => watch.onPart?.(read, file.size, 'reading'))
    return { value: await readBackup(stream, least, () => goOn(watch)), undo: [] }
  })
}

/** What a passphrase says about a backup file: whoever knows it wrote the file, or it was changed since, or it was never signed. */
export type Trust = 'signed' | 'changed' | 'unsigned'

/**
 * Tries a passphrase on a backup file's own vault, and with it whether the file
 * is as it was saved. Problem `passphraseWrong` when it opens nobody's way in.
 */
export function checkBackup(
  db: Database,
  file: BackupFile,
  passphrase: string,
): Promise<Outcome<Opened & { trust: Trust }>> {
  return outcome(db, async () => {
    const opened = await tryPassphrase(file.head.vault, file.head.users, passphrase)
    const { backup } = await vaultKeys(opened.dataKey)
    const trust = file.mac === null ? 'unsigned' : (await isSigned(file, backup)) ? 'signed' : 'changed'
    return { value: { ...opened, trust }, undo: [] }
  })
}

/** @throws Problem `backupDamaged` for a file that nobody could work with */
function checkHead({ head: { users, workspace, company } }: BackupFile): void {
  const someone = users.some((each) => each.active && each.role === 'global')
  if (!someone || workspace.length !== 1 || company.length !== 1)
    throw new Problem('backupDamaged', { line: 1 })
}

const recordsOf = ({ counts }: BackupFile) => tableNames.reduce((sum, table) => sum + counts[table], 0)

/**
 * Begins a restore, or goes on with one of the same file that was broken off.
 * What another file has left is cleared away.
 *
 * @throws Problem `notEmpty` where there is a workspace
 */
function begin(db: Database, file: BackupFile, name: string, now: number): Promise<RestoreRun> {
  return writing(db, () =>
    db.transaction('rw', storeNames, async () => {
      if (await db.at('workspace').count()) throw new Problem('notEmpty')
      const begun = await restoreIn(db)
      if (begun?.sha256 === file.sha256) return begun
      for (const store of storeNames) await db.table(store).clear()
      const at = new Date(now).toISOString()
      const { sha256 } = file
      const run: RestoreRun = { id: restoreId, name, at, sha256, records: recordsOf(file), done: 0 }
      await importsIn(db).add(run)
      return run
    }),
  )
}

/** @throws Problem `wrongState` where another window has cleared the restore away, or goes on with it */
async function checkRun(db: Database, { sha256, done }: RestoreRun): Promise<void> {
  const now = await restoreIn(db)
  if (now?.sha256 !== sha256 || now.done !== done) throw new Problem('wrongState')
}

/** Which of several records is there twice, by its line; null where that is not what went wrong. */
function doubled(records: readonly BackupRecord[], error: unknown): Problem | null {
  const { name, failuresByPos } = error as { name?: string; failuresByPos?: Record<number, Error> }
  const [at] = Object.entries(failuresByPos ?? {}).find(([, each]) => each.name === 'ConstraintError') ?? []
  if (name !== 'BulkError' || at === undefined) return null
  return new Problem('backupDamaged', { line: records[Number(at)]!.line })
}

/** Tells records that cannot be there yet: a backup has each table in the order of its keys. */
class Order {
  private readonly last = new Map<TableName, string>()
  private readonly unsure = new WeakSet<BackupRecord>()

  /** Takes in the next records of a file. */
  take(records: readonly BackupRecord[]): void {
    for (const each of records) {
      const key = keyOf(each.table, each.record)
      if (key > (this.last.get(each.table) ?? '')) this.last.set(each.table, key)
      else this.unsure.add(each)
    }
  }

  isNew(records: readonly BackupRecord[]): boolean {
    return !records.some((each) => this.unsure.has(each))
  }
}

/** Writes some records in one transaction. The workspace's own waits for the last one: without it there is no workspace. */
function writePart(
  db: Database,
  run: RestoreRun,
  records: readonly BackupRecord[],
  order: Order,
): Promise<RestoreRun> {
  return writing(db, () =>
    db.transaction('rw', [...tableNames, 'imports', 'tallies'], async () => {
      await checkRun(db, run)
      for (const [table, own] of Map.groupBy(records, (each) => each.table)) {
        if (table === 'workspace') continue
        const stored = own.map(({ record }) => toStored<TableName>(table, record))
        const placed = await takeSlots<TableName>(db, table, stored)
        // Looking first whether each key is there takes as long as writing.
        if (order.isNew(own)) await db.at<TableName>(table).bulkPut(placed)
        else
          await db
            .at<TableName>(table)
            .bulkAdd(placed)
            .catch((error: unknown) => {
              throw doubled(own, error) ?? error
            })
      }
      const next = { ...run, done: run.done + records.length }
      await importsIn(db).put(next)
      return next
    }),
  )
}

/** Writes what is not written yet. @throws Problem `backupDamaged` where the file is not the one that was read before */
async function fill(
  db: Database,
  file: Blob,
  read: BackupFile,
  begun: RestoreRun,
  watch: Watch,
  least?: Cost,
): Promise<RestoreRun> {
  let run = begun
  let seen = 0
  const order = new Order()
  const waiting: BackupRecord[] = []
  async function write(records: readonly BackupRecord[]): Promise<void> {
    goOn(watch)
    run = await writePart(db, run, records, order)
    watch.onPart?.(run.done, run.records, 'writing')
  }
  const again = await readBackup(file.stream(), least, async (records) => {
    goOn(watch)
    order.take(records)
    waiting.push(...records.slice(Math.max(0, begun.done - seen)))
    seen += records.length
    while (waiting.length >= partLength) await write(waiting.splice(0, partLength))
  })
  if (again.sha256 !== read.sha256) throw new Problem('backupDamaged', { line: 1 })
  await write(waiting)
  return run
}

/** The tables, for work that ends as soon as a person stops it. */
const stoppable = (db: Database, watch: Watch): Source => ({
  table: ((name: string) => {
    goOn(watch)
    return db.table(name)
  }) as Source['table'],
})

/** Makes the workspace out of what was filled in. */
async function finish(
  db: Database,
  { head }: BackupFile,
  run: RestoreRun,
  by: string,
  now: number,
  watch: Watch,
): Promise<void> {
  // In no transaction of its own: nobody reads before the workspace is there, and until then it is made anew if broken off.
  await rebuild(stoppable(db, watch), (done, all) => watch.onPart?.(done, all, 'lists'))
  goOn(watch)
  await writing(db, () =>
    db.transaction('rw', storeNames, async () => {
      await checkRun(db, run)
      const at = new Date(now).toISOString()
      await db.at('workspace').add(head.workspace[0]!)
      await db.at('activity').add({
        id: newId(),
        at,
        by,
        action: 'workspaceRestored',
        offerId: null,
        customerId: null,
        detail: {},
      })
      await importsIn(db).delete(restoreId)
    }),
  )
}

/** The restore that was begun here and has not come to its end; null where there is none. */
export const findRestore = async (db: Database): Promise<RestoreRun | null> => (await restoreIn(db)) ?? null

/** Takes away what a restore has filled in so far. @throws Problem `wrongState` where it has become a workspace */
async function clear(db: Database): Promise<void> {
  await writing(db, () =>
    db.transaction('rw', storeNames, async () => {
      if (await db.at('workspace').count()) throw new Problem('wrongState')
      for (const store of storeNames) await db.table(store).clear()
    }),
  )
}

/** Takes away what a restore that was broken off has left. */
export function clearRestore(db: Database): Promise<Outcome<void>> {
  return outcome(db, async () => ({ value: await clear(db), undo: [] }))
}

/** What a restore needs to know besides the file. */
export type Restoring = Readonly<{
  /** The file's name. */
  name: string
  /** Milliseconds since 1970. */
  now: number
  /** By a passphrase; null where nobody has shown who they are, who is then asked before anything else. */
  opened: Opened | null
  /** What opening its vault must cost; only tests take less. */
  least?: Cost
}>

/**
 * Restores a backup file into an empty database, part by part. There is no
 * workspace before all of it is there: what goes wrong, or is stopped, takes
 * it away again, and where the browser is closed meanwhile the same file goes
 * on with it.
 *
 * @param read what `openBackup` has found in the file
 */
export function restoreBackup(
  db: Database,
  file: Blob,
  read: BackupFile,
  { name, now, opened, least }: Restoring,
  watch: Watch = {},
): Promise<Outcome<void>> {
  return outcome(db, async () => {
    checkHead(read)
    const begun = await begin(db, read, name, now)
    try {
      const run = await fill(db, file, read, begun, watch, least)
      if (opened) await settleVault(db, opened.dataKey)
      await finish(db, read, run, opened?.actor ?? 'nobody', now, watch)
    } catch (error) {
      // Where even this fails, the next start finds it.
      await clear(db).catch(() => undefined)
      throw error
    }
    return { value: undefined, undo: [] }
  })
}
