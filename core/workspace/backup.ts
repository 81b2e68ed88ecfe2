import * as v from 'valibot'
import { denial } from '#core/access/access.ts'
import { isSigned, readBackup, writeBackup, type BackupFile, type Records } from '#core/exchange/backup.ts'
import type { ActivityAction } from '#core/model/activity.ts'
import { newId } from '#core/model/bytes.ts'
import { Problem } from '#core/model/problem.ts'
import { storeNames, type Database } from '#core/storage/database.ts'
import { eachPage } from '#core/storage/derived/pages.ts'
import { rebuild } from '#core/storage/derived/rebuild.ts'
import { firstSlots } from '#core/storage/derived/slots.ts'
import { tableNames, type TableName } from '#core/storage/records.ts'
import { toStored } from '#core/storage/search.ts'
import { vaultKeys, type Cost } from '#core/storage/vault.ts'
import { command, outcome, type Context, type Outcome } from '#core/workspace/command.ts'
import { tryPassphrase, type Opened } from '#core/workspace/passphrases.ts'
import { settleVault } from '#core/workspace/vault.ts'

/**
 * Writes everything into a backup file, also while the vault is locked. The
 * reply key is in it, sealed by the passphrase.
 *
 * @returns the file in pieces, how many records are in it, and the broken ones that were set aside
 */
export const makeBackup = command({
  input: v.undefined(),
  may: 'workspace.backup',
  async prepare({ db, now }) {
    const [workspace, keyring] = await Promise.all([
      db.at('workspace').get('workspace'),
      db.keyring.get('backup'),
    ])
    if (!workspace) throw new Problem('notSetUp')
    const header = { createdAt: new Date(now()).toISOString(), workspace: workspace.name }
    return writeBackup(header, keyring?.key ?? null, (write) =>
      db.transaction('r', tableNames, async () => {
        for (const table of tableNames)
          await eachPage(db, table, (page) => page.forEach((record) => write(table, record)))
      }),
    )
  },
  async run(work, _input, backup) {
    await work.put('workspace', { ...work.workspace, backupAt: work.at })
    await work.log('backupMade')
    return backup
  },
})

/**
 * Reads a backup file, which changes nothing yet.
 *
 * @param least that opening its vault must cost; only tests take less
 */
export function openBackup(
  db: Database,
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  least?: Cost,
): Promise<Outcome<BackupFile>> {
  return outcome(db, async () => ({ value: await readBackup(stream, least), undo: [] }))
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
    const opened = await tryPassphrase(file.records.vault, file.records.users, passphrase)
    const { backup } = await vaultKeys(opened.dataKey)
    const trust = file.mac === null ? 'unsigned' : (await isSigned(file, backup)) ? 'signed' : 'changed'
    return { value: { ...opened, trust }, undo: [] }
  })
}

/** Writes a whole workspace into an empty database, all of it or nothing. */
async function load(
  db: Database,
  records: Records,
  action: ActivityAction,
  by: string,
  now: number,
): Promise<void> {
  const someone = records.users.some((each) => each.active && each.role === 'global')
  if (!someone || records.workspace.length !== 1 || records.company.length !== 1)
    throw new Problem('backupDamaged', { line: 1 })
  await db.transaction('rw', storeNames, async () => {
    if (await db.at('workspace').count()) throw new Problem('notEmpty')
    for (const table of tableNames) {
      const stored = records[table].map((record) => toStored<TableName>(table, record))
      await db.at<TableName>(table).bulkAdd(await firstSlots<TableName>(db, table, stored))
    }
    const at = new Date(now).toISOString()
    await db.at('activity').add({ id: newId(), at, by, action, offerId: null, customerId: null, detail: {} })
    await rebuild(db)
  })
}

/**
 * Restores a backup file into an empty workspace.
 *
 * @param opened by a passphrase; null where nobody has shown who they are, who is then asked before anything else
 */
export function restoreBackup(
  db: Database,
  { records }: BackupFile,
  now: number,
  opened: Opened | null,
): Promise<Outcome<void>> {
  return outcome(db, async () => {
    await load(db, records, 'workspaceRestored', opened?.actor ?? 'nobody', now)
    if (opened) await settleVault(db, opened.dataKey)
    return { value: undefined, undo: [] }
  })
}

/** Fills an empty workspace with the example. @param opened its vault's data key, and the user to go on as */
export function loadExample(
  db: Database,
  records: Records,
  now: number,
  opened: Opened,
): Promise<Outcome<void>> {
  return outcome(db, async () => {
    await load(db, records, 'exampleLoaded', opened.actor, now)
    await settleVault(db, opened.dataKey)
    return { value: undefined, undo: [] }
  })
}

/**
 * Removes the whole workspace from this browser; a person has been asked. Only
 * who may save a backup may; of the example, anyone.
 */
export function eraseWorkspace({ db, actor, customerChosen = false }: Context): Promise<Outcome<void>> {
  return outcome(db, async () => {
    await db.transaction('rw', storeNames, async () => {
      const [workspace, company, user] = await Promise.all([
        db.at('workspace').get('workspace'),
        db.at('company').get('company'),
        db.at('users').get(actor),
      ])
      if (workspace && !workspace.example) {
        const reason =
          user && company ? denial({ user, company, customerChosen }, 'workspace.backup') : 'inactive'
        if (reason) throw new Problem('notAllowed', { reason })
      }
      for (const name of storeNames) await db.table(name).clear()
    })
    return { value: undefined, undo: [] }
  })
}
