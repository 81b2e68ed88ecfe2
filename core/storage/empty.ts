import { storeNames, type Database } from '#core/storage/database.ts'
import { withoutWriters } from '#core/storage/hold.ts'

/**
 * Makes the database empty, however much there is in it, at once: it is
 * deleted whole and opened anew. Clearing a large table takes about as long
 * as filling it did, and in one transaction, behind which everybody waits.
 *
 * @param check whether it may be done at all: it throws where it may not. Nobody writes between it and the end
 */
export const makeEmpty = (db: Database, check: () => Promise<void>): Promise<void> =>
  withoutWriters(db, undefined, async () => {
    await check()
    await db.delete({ disableAutoOpen: false })
    await db.open()
    // There is nothing to clear: so other windows hear that what they have read is gone.
    await db.transaction('rw', storeNames, async () => {
      for (const name of storeNames) await db.table(name).clear()
    })
  })
