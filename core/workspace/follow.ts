import { liveQuery } from 'dexie'
import type { Database } from '#core/storage/database.ts'
import { derivedIn } from '#core/storage/derived/tables.ts'

/** Who follows something that changes: told what it is now, and what went wrong. */
export type Listener<T> = Readonly<{ next: (value: T) => void; error: (error: unknown) => void }>

/**
 * Reads all shards of a kind once, and then those that were written, in
 * whatever window.
 *
 * @param revisions the tally that says how often each shard was written
 * @param read reads shards by their numbers. @param listener told after each time that all is read
 * @returns what ends it
 */
export function followShards(
  db: Database,
  revisions: string,
  read: (shards: readonly number[]) => Promise<void>,
  { next, error }: Listener<void>,
): () => void {
  let known: Readonly<Record<string, number>> = {}
  let running = Promise.resolve()
  let ended = false

  async function load(counts: Readonly<Record<string, number>>): Promise<void> {
    await read(
      Object.keys(counts)
        .filter((shard) => counts[shard] !== known[shard])
        .map(Number),
    )
    known = counts
    if (!ended) next()
  }

  const subscription = liveQuery(() => derivedIn(db, 'tallies').get(revisions)).subscribe({
    next(tally) {
      // One after the other: what is read last must be what is shown last.
      running = running.then(() => load(tally?.counts ?? {})).catch(error)
    },
    error,
  })
  return () => {
    ended = true
    subscription.unsubscribe()
  }
}
