import type { BrokenRecord } from '#core/exchange/backup.ts'
import type { BackupHandlers } from '#extension/dashboard/settings/backupWorker.ts'
import { restoreLock } from '#extension/dashboard/settings/restoreLock.ts'
import { work } from '#extension/longWork/work.ts'
import { store } from '#extension/ui/store.ts'

const start = () => new Worker(new URL('./backupWorker.ts', import.meta.url), { type: 'module' })

/** A backup that is being saved: it goes on while one looks at other screens. */
export const saving = work<BackupHandlers>(start)

/** The broken records that the last backup has set aside. */
export const setAside = store<readonly BrokenRecord[]>([])

/** A backup that is being read or restored. */
export const restoring = work<BackupHandlers>(start)

/** Whether a backup is being restored, in whatever window. */
export const isRestoring = async (): Promise<boolean> =>
  (await navigator.locks.query()).held?.some(({ name }) => name === restoreLock) ?? false
