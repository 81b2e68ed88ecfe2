import { Problem } from '#core/model/problem.ts'
import type { Database } from '#core/storage/database.ts'
import { withoutWriters } from '#core/storage/hold.ts'

/** What long work is at: it reads, it looks whether what was read is right, it writes, or it makes lists and search anew. */
export type Step = 'reading' | 'checking' | 'writing' | 'lists'

/** Who watches long work: told how much of it is done, and may stop it, which it looks for after each part. */
export type Watch = Readonly<{
  onPart?: (done: number, all: number, step: Step) => void
  signal?: AbortSignal
}>

/** Whether a person has stopped it. */
export const isStopped = ({ signal }: Watch): boolean => signal?.aborted ?? false

/** Ends work that a person has stopped. @throws Problem `stopped` */
export function goOn(watch: Watch): void {
  if (isStopped(watch)) throw new Problem('stopped')
}

/** Reads part by part what shall be one state: whoever would write meanwhile waits. @throws Problem `stopped`, also before its turn */
export function readingAll<T>(db: Database, watch: Watch, run: () => Promise<T>): Promise<T> {
  return withoutWriters(db, watch.signal, run).catch((error: unknown) => {
    goOn(watch)
    throw error
  })
}
