import type { Database } from '#core/storage/database.ts'

/**
 * Whoever reads a growing workspace part by part must find one state of it.
 * A transaction over all of it would keep every reader waiting behind the
 * first writer; a lock keeps only writers waiting, in whatever window, and
 * goes with the window that holds it.
 */
const hold = <T>(db: Database, how: LockOptions, run: () => Promise<T>): Promise<T> =>
  // There are none in a page without https, where nothing can be sealed either.
  globalThis.navigator?.locks ? navigator.locks.request(`tilbud-writing/${db.name}`, how, run) : run()

/** Writes beside other writers, and waits while they are held off. */
export const writing = <T>(db: Database, run: () => Promise<T>): Promise<T> =>
  hold(db, { mode: 'shared' }, run)

/**
 * Holds every writer off while it reads. It must not write itself.
 *
 * @param signal ends the waiting for those who write already
 * @throws the signal's reason, when it comes before the turn
 */
export const withoutWriters = <T>(
  db: Database,
  signal: AbortSignal | undefined,
  run: () => Promise<T>,
): Promise<T> => hold(db, { mode: 'exclusive', ...(signal && { signal }) }, run)
