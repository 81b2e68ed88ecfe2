import { Problem } from '#core/model/problem.ts'
import type { Database } from '#core/storage/database.ts'
import { restoreId, type RestoreRun } from '#core/storage/importRuns.ts'
import type { TableName } from '#core/storage/records.ts'

/** A record as it is stored, and the line of the file that it is from. */
export type Filling = Readonly<{ table: TableName; record: object; line: number }>

/**
 * Adds records to a database that nobody reads yet, in one transaction, as
 * quickly as the browser does it: past Dexie, which notes for every window
 * what each record changes in each index, and without waiting for the disk.
 *
 * @param before how far the restore is, and `after` how far it is then
 * @throws Problem `wrongState` where another window has cleared the restore
 *   away or goes on with it, `backupDamaged` for a record that is there twice
 */
export function fillIn(
  db: Database,
  before: RestoreRun,
  after: RestoreRun,
  records: readonly Filling[],
): Promise<void> {
  const database = db.backendDB()
  if (!database) return Promise.reject(new Problem('storageFailed', { what: 'DatabaseClosedError' }))
  return new Promise((resolve, reject) => {
    const stores = [...new Set(records.map(({ table }) => table)), 'imports']
    const transaction = database.transaction(stores, 'readwrite', { durability: 'relaxed' })
    const imports = transaction.objectStore('imports')
    let problem: Problem | null = null
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(problem ?? transaction.error)

    function add({ table, record, line }: Filling): void {
      const request = transaction.objectStore(table).add(record)
      request.onerror = () => {
        if (request.error?.name === 'ConstraintError') problem ??= new Problem('backupDamaged', { line })
      }
    }
    const found: IDBRequest<RestoreRun | undefined> = imports.get(restoreId)
    found.onsuccess = () => {
      if (found.result?.sha256 !== before.sha256 || found.result.done !== before.done) {
        problem = new Problem('wrongState')
        return transaction.abort()
      }
      for (const each of records) add(each)
      imports.put(after)
    }
  })
}
