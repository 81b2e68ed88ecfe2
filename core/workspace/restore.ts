import { isSigned, readBackup, type BackupFile, type BackupRecord } from '#core/exchange/backup.ts'
import type { Activity } from '#core/model/activity.ts'
import { newId } from '#core/model/bytes.ts'
import { Problem } from '#core/model/problem.ts'
import { storeNames, type Database } from '#core/storage/database.ts'
import { rebuild } from '#core/storage/derived/rebuild.ts'
import { isSlotted, type Places } from '#core/storage/derived/slots.ts'
import type { Source } from '#core/storage/derived/tables.ts'
import { makeEmpty } from '#core/storage/empty.ts'
import { fillIn, type Filling } from '#core/storage/fillIn.ts'
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

/** So many records are written in one transaction: a stop waits for its end. */
const partLength = 1000

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

/** @throws Problem `notEmpty` where there is a workspace */
async function checkVacant(db: Database): Promise<void> {
  if (await db.at('workspace').count()) throw new Problem('notEmpty')
}

/**
 * Begins a restore, or goes on with one of the same file that was broken off.
 * What another file has left is taken away.
 *
 * @throws Problem `notEmpty` where there is a workspace
 */
async function begin(db: Database, file: BackupFile, name: string, now: number): Promise<RestoreRun> {
  await checkVacant(db)
  const left = await restoreIn(db)
  if (left?.sha256 === file.sha256) return left
  if (left) await makeEmpty(db, () => checkVacant(db))
  return writing(db, () =>
    db.transaction('rw', storeNames, async () => {
      await checkVacant(db)
      for (const store of storeNames) await db.table(store).clear()
      const at = new Date(now).toISOString()
      const { sha256 } = file
      const run: RestoreRun = { id: restoreId, name, at, sha256, records: recordsOf(file), done: 0 }
      await importsIn(db).add(run)
      return run
    }),
  )
}

/**
 * Lines of the log by their customers, everything else as it comes. Chromium
 * looks up each entry of an index before it writes it, and keeps few of its
 * files open: in the order of time, each line would be in another one.
 */
const byCustomer = (a: Filling, b: Filling): number => {
  const [one, other] = [a, b].map(({ table, record }) =>
    table === 'activity' ? ((record as Activity).customerId ?? '') : '',
  )
  return one! < other! ? -1 : Number(one! > other!)
}

/** What a file has brought: how far it is, and how many places it has taken. */
type Filled = Readonly<{ run: RestoreRun; places: Places }>

/**
 * Writes what is not written yet: one part, while the next is read. The
 * workspace's own record waits for the end: without it there is no workspace.
 *
 * @throws Problem `backupDamaged` where the file is not the one that was read before
 */
async function fill(
  db: Database,
  file: Blob,
  read: BackupFile,
  begun: RestoreRun,
  watch: Watch,
  least?: Cost,
): Promise<Filled> {
  const places = { customers: 0, offers: 0 }
  const waiting: Filling[] = []
  let run = begun
  let seen = 0
  let written = Promise.resolve()

  /** Places are taken in the order of the file, also by what an earlier attempt has written. */
  function take({ table, record, line }: BackupRecord): void {
    const place = isSlotted(table) ? { slot: places[table]++ } : {}
    if (seen++ >= begun.done)
      waiting.push({ table, record: { ...toStored<TableName>(table, record), ...place }, line })
  }
  async function write(records: readonly Filling[]): Promise<void> {
    await written
    goOn(watch)
    const before = run
    const after = { ...run, done: run.done + records.length }
    run = after
    const own = records.filter(({ table }) => table !== 'workspace').sort(byCustomer)
    written = writing(db, () => fillIn(db, before, after, own)).then(() =>
      watch.onPart?.(after.done, after.records, 'writing'),
    )
    // Whoever waits for it hears of it.
    written.catch(() => {})
  }
  const again = await readBackup(file.stream(), least, async (records) => {
    goOn(watch)
    for (const record of records) take(record)
    while (waiting.length >= partLength) await write(waiting.splice(0, partLength))
  })
  if (again.sha256 !== read.sha256) throw new Problem('backupDamaged', { line: 1 })
  await write(waiting)
  await written
  return { run, places }
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
  { run, places }: Filled,
  by: string,
  now: number,
  watch: Watch,
): Promise<void> {
  // In no transaction of its own: nobody reads before the workspace is there, and until then it is made anew if broken off.
  await rebuild(stoppable(db, watch), (done, all) => watch.onPart?.(done, all, 'lists'), { places })
  goOn(watch)
  await writing(db, () =>
    db.transaction('rw', storeNames, async () => {
      const left = await restoreIn(db)
      if (left?.sha256 !== run.sha256 || left.done !== run.done) throw new Problem('wrongState')
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
const clear = (db: Database): Promise<void> =>
  makeEmpty(db, async () => {
    if (await db.at('workspace').count()) throw new Problem('wrongState')
  })

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
      const filled = await fill(db, file, read, begun, watch, least)
      if (opened) await settleVault(db, opened.dataKey)
      await finish(db, read, filled, opened?.actor ?? 'nobody', now, watch)
    } catch (error) {
      // Where even this fails, the next start finds it.
      await clear(db).catch(() => undefined)
      throw error
    }
    return { value: undefined, undo: [] }
  })
}
