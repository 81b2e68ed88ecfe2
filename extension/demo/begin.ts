import { exampleUserId } from '#core/exchange/example/data.ts'
import { Database } from '#core/storage/database.ts'
import { eraseWorkspace, loadExample } from '#core/workspace/backup.ts'
import type { Opened } from '#core/workspace/passphrases.ts'
import { day } from '#example'
import { exampleRecords } from '#extension/demo/example.ts'
import { begun, lasting, passing } from '#extension/demo/kept.ts'
import { chosenLanguage } from '#extension/demo/language.ts'
import { loading } from '#extension/demo/notices.ts'
import { forgetPublished } from '#extension/publisher/record.ts'

/** Does something with the workspace outside the screens. */
async function withWorkspace<T>(act: (db: Database) => Promise<T>): Promise<T> {
  const db = new Database()
  try {
    return await act(db)
  } finally {
    db.close()
  }
}

async function load(onOpened: (opened: Opened) => Promise<void>): Promise<void> {
  loading.set(true)
  const { records, dataKey } = await exampleRecords(day, chosenLanguage())
  const opened = { dataKey, actor: exampleUserId }
  const outcome = await withWorkspace((db) => loadExample(db, records, Date.now(), opened))
  if (outcome.ok) await onOpened(opened)
  begun.set('day', day)
}

/** The first opening loads the example, without a question; whoever removes it finds the welcome. One tab at a time. */
export async function begin(onOpened: (opened: Opened) => Promise<void>): Promise<void> {
  try {
    // Without https there are neither locks nor encryption; the bar says so.
    await navigator.locks?.request('tilbud-demo', async () => {
      if (begun.get('day') === null) await load(onOpened)
    })
  } catch {
    // The screens say what is the matter with the storage: they open it again.
  } finally {
    loading.set(false)
  }
}

/** Whether the example's pages have been drawn anew since, so that answers to them fit no more. */
export const isOlder = (): boolean => ![null, day].includes(begun.get('day'))

/** Takes everything away that was done in the demo; the next opening is the first. @returns whether this person may */
export async function startOver(): Promise<boolean> {
  const actor = lasting.get<string>('actor') ?? ''
  const outcome = await withWorkspace((db) => eraseWorkspace({ db, actor, now: Date.now, dataKey: null }))
  if (!outcome.ok) return false
  await forgetPublished()
  for (const area of [lasting, passing, begun]) area.clear()
  return true
}
