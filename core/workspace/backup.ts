import * as v from 'valibot'
import { newId } from '#core/model/bytes.ts'
import type { ActivityAction } from '#core/model/activity.ts'
import { Problem } from '#core/model/problem.ts'
import { emptyRecords, readBackup, writeBackup, type Records } from '#core/exchange/backup.ts'
import { toStored, type Database } from '#core/storage/database.ts'
import { tableNames, type TableName } from '#core/storage/records.ts'
import { command, outcome, type Outcome } from '#core/workspace/command.ts'

async function readAll(db: Database): Promise<Records> {
  const records = emptyRecords()
  await db.transaction('r', tableNames, async () => {
    for (const table of tableNames) records[table].push(...((await db.at(table).toArray()) as never[]))
  })
  return records
}

/** Writes everything into a file's text. The reply key is in it, sealed by the passphrase. */
export const makeBackup = command({
  input: v.undefined(),
  may: 'workspace.backup',
  prepare: async ({ db, now }) => writeBackup(await readAll(db), new Date(now()).toISOString()),
  async run(work, _input, text) {
    await work.put('workspace', { ...work.workspace, backupAt: work.at })
    await work.log('backupMade')
    return text
  },
})

/**
 * Writes a whole workspace into an empty database, all of it or nothing.
 *
 * @returns the user to go on as: a global administrator of the records
 */
async function load(db: Database, records: Records, action: ActivityAction, now: number): Promise<string> {
  const user = records.users.find((each) => each.active && each.role === 'global')
  if (!user || !records.workspace.length || !records.company.length) throw new Problem('backupDamaged', { line: 1 })
  await db.transaction('rw', tableNames, async () => {
    if (await db.at('workspace').count()) throw new Problem('notEmpty')
    for (const table of tableNames) await db.at<TableName>(table).bulkAdd(records[table].map((record) => toStored(table, record)))
    const at = new Date(now).toISOString()
    await db.at('activity').add({ id: newId(), at, by: user.id, action, offerId: null, customerId: null, detail: {} })
  })
  return user.id
}

/** Restores a backup file into an empty workspace. @returns the user to go on as */
export function restoreBackup(db: Database, text: string, now: number): Promise<Outcome<string>> {
  return outcome(db, async () => ({ value: await load(db, await readBackup(text), 'workspaceRestored', now), undo: [] }))
}

/** Fills an empty workspace with the example. @returns the user to go on as */
export function loadExample(db: Database, records: Records, now: number): Promise<Outcome<string>> {
  return outcome(db, async () => ({ value: await load(db, records, 'exampleLoaded', now), undo: [] }))
}

/** Removes the whole workspace from this browser. For leaving the example; a person has been asked. */
export function eraseWorkspace(db: Database): Promise<Outcome<void>> {
  return outcome(db, async () => {
    await db.transaction('rw', tableNames, async () => {
      for (const table of tableNames) await db.at(table).clear()
    })
    return { value: undefined, undo: [] }
  })
}
