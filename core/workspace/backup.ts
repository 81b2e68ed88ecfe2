import { denial } from '#core/access/access.ts'
import { writeBackup, type Records, type WrittenBackup } from '#core/exchange/backup.ts'
import { newId } from '#core/model/bytes.ts'
import { Problem } from '#core/model/problem.ts'
import { storeNames, type Database } from '#core/storage/database.ts'
import { eachPage } from '#core/storage/derived/pages.ts'
import { rebuild } from '#core/storage/derived/rebuild.ts'
import { takeSlots } from '#core/storage/derived/slots.ts'
import { makeEmpty } from '#core/storage/empty.ts'
import { writing } from '#core/storage/hold.ts'
import { restoreIn } from '#core/storage/importRuns.ts'
import { tableNames, type TableName } from '#core/storage/records.ts'
import { toStored } from '#core/storage/search.ts'
import { outcome, permit, transact, type Context, type Outcome } from '#core/workspace/command.ts'
import type { Opened } from '#core/workspace/passphrases.ts'
import { settleVault } from '#core/workspace/vault.ts'
import { goOn, readingAll, type Watch } from '#core/workspace/watch.ts'

async function countRecords(db: Database): Promise<number> {
  let sum = 0
  for (const table of tableNames) sum += await db.at(table).count()
  return sum
}

/** Writes every record as it is at one moment: whoever would write meanwhile waits. */
async function writeAll({ db, now }: Context, watch: Watch): Promise<WrittenBackup & { at: number }> {
  const [workspace, keyring] = await Promise.all([
    db.at('workspace').get('workspace'),
    db.keyring.get('backup'),
  ])
  if (!workspace) throw new Problem('notSetUp')
  const all = await countRecords(db)
  return readingAll(db, watch, async () => {
    const at = now()
    const header = { createdAt: new Date(at).toISOString(), workspace: workspace.name }
    let done = 0
    const written = await writeBackup(header, keyring?.key ?? null, async (write) => {
      for (const table of tableNames)
        await eachPage<TableName>(db, table, async (page) => {
          goOn(watch)
          await write(table, page)
          done += page.length
          watch.onPart?.(Math.min(done, all), all, 'reading')
        })
    })
    goOn(watch)
    return { ...written, at }
  })
}

/**
 * Writes everything into a backup file, also while the vault is locked. The
 * reply key is in it, sealed by the passphrase.
 *
 * @returns the file, how many records are in it, and the broken ones that were set aside
 */
export function makeBackup(context: Context, watch: Watch = {}): Promise<Outcome<WrittenBackup>> {
  return outcome(context.db, async () => {
    await permit(context, 'workspace.backup')
    const { at, ...written } = await writeAll(context, watch)
    // What was written since is in no backup yet.
    const { undo } = await transact({ ...context, now: () => at }, 'workspace.backup', async (work) => {
      await work.put('workspace', { ...work.workspace, backupAt: work.at })
      await work.log('backupMade')
    })
    return { value: written, undo }
  })
}

/** Fills an empty workspace with the example, all of it or nothing. @param opened its vault's data key, and the user to go on as */
export function loadExample(
  db: Database,
  records: Records,
  now: number,
  opened: Opened,
): Promise<Outcome<void>> {
  return outcome(db, async () => {
    await writing(db, () =>
      db.transaction('rw', storeNames, async () => {
        if ((await db.at('workspace').count()) || (await restoreIn(db))) throw new Problem('notEmpty')
        for (const table of tableNames) {
          const stored = records[table].map((record) => toStored<TableName>(table, record))
          await db.at<TableName>(table).bulkAdd(await takeSlots<TableName>(db, table, stored))
        }
        await db.at('activity').add({
          id: newId(),
          at: new Date(now).toISOString(),
          by: opened.actor,
          action: 'exampleLoaded',
          offerId: null,
          customerId: null,
          detail: {},
        })
        await rebuild(db)
      }),
    )
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
    await makeEmpty(db, async () => {
      const [workspace, company, user] = await Promise.all([
        db.at('workspace').get('workspace'),
        db.at('company').get('company'),
        db.at('users').get(actor),
      ])
      if (!workspace || workspace.example) return
      const reason =
        user && company ? denial({ user, company, customerChosen }, 'workspace.backup') : 'inactive'
      if (reason) throw new Problem('notAllowed', { reason })
    })
    return { value: undefined, undo: [] }
  })
}
