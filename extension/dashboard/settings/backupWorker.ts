import type { BackupFile } from '#core/exchange/backup.ts'
import { Database } from '#core/storage/database.ts'
import { makeBackup } from '#core/workspace/backup.ts'
import { clearRestore, openBackup, restoreBackup, type Restoring } from '#core/workspace/restore.ts'
import type { Watch } from '#core/workspace/watch.ts'
import { restoreLock } from '#extension/dashboard/settings/restoreLock.ts'
import { alone, serve } from '#extension/longWork/serve.ts'

/** Saves and restores backups in a thread of its own, so that the screen stays quick. */

const db = new Database()

const handlers = {
  save: ({ actor }: { actor: string }, watch: Watch) =>
    makeBackup({ db, actor, now: Date.now, dataKey: null }, watch),
  open: ({ file }: { file: File }, watch: Watch) => openBackup(db, file, watch),
  restore: ({ file, read, how }: { file: File; read: BackupFile; how: Restoring }, watch: Watch) =>
    alone(restoreLock, () => restoreBackup(db, file, read, how, watch)),
  clear: (_input: null) => alone(restoreLock, () => clearRestore(db)),
}

export type BackupHandlers = typeof handlers

serve(handlers)
