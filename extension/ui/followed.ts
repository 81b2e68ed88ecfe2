import { useEffect } from 'preact/hooks'
import type { CustomerRow } from '#core/workspace/customerLists.ts'
import { followDirectory, type Directory } from '#core/workspace/directory.ts'
import type { Listener } from '#core/workspace/follow.ts'
import type { OfferRow } from '#core/workspace/offerViews.ts'
import { followRows } from '#core/workspace/rows.ts'
import { useApp, type App } from '#extension/ui/app.tsx'
import { tellFailure } from '#extension/ui/live.ts'
import { store, useStore, type Store } from '#extension/ui/store.ts'

type Db = App['db']

/** A value that is followed once `begin` was called, as long as the page is open: to read it again would take longer than to keep it. */
type Kept<T> = Readonly<{ value: Store<T | undefined>; begin: () => void }>

function kept<T>(follow: (db: Db, listener: Listener<T>) => () => void): (db: Db) => Kept<T> {
  const known = new WeakMap<Db, Kept<T>>()
  function start(db: Db, value: Store<T | undefined>): void {
    const end = follow(db, {
      next: value.set,
      error(error) {
        const forget = tellFailure(error, () => {
          forget()
          end()
          start(db, value)
        })
      },
    })
  }
  return (db) => {
    const before = known.get(db)
    if (before) return before
    const value = store<T | undefined>(undefined)
    let isBegun = false
    const entry = {
      value,
      begin() {
        if (isBegun) return
        isBegun = true
        start(db, value)
      },
    }
    known.set(db, entry)
    return entry
  }
}

const customers = kept<readonly CustomerRow[]>((db, listener) => followRows(db, 'customers', listener))
const offers = kept<readonly OfferRow[]>((db, listener) => followRows(db, 'offers', listener))

/** What customers are searched in, another one after each change. */
type Searched = Pick<Directory, 'find'>

const directories = kept<Searched>((db, { next, error }) =>
  // The directory itself stays the same when it changes.
  followDirectory(db, { next: (directory) => next({ find: directory.find.bind(directory) }), error }),
)

/** The longest that loading waits for the page to have nothing else to do, in milliseconds. */
const longestWait = 400

/**
 * What is followed; undefined until it is in memory. Loading begins when the
 * page has nothing better to do.
 *
 * @param isWanted false as long as something more urgent is being read
 */
function useBegun<T>({ value, begin }: Kept<T>, isWanted: boolean): T | undefined {
  useEffect(() => {
    if (!isWanted) return
    const idle = requestIdleCallback(begin, { timeout: longestWait })
    return () => cancelIdleCallback(idle)
  }, [begin, isWanted])
  return useStore(value)
}

/** Every row of the list of customers. */
export const useCustomerRows = (isWanted: boolean) => useBegun(customers(useApp().db), isWanted)

/** Every row of the list of offers. */
export const useOfferRows = (isWanted: boolean) => useBegun(offers(useApp().db), isWanted)

/** What customers are searched in. */
export const useDirectory = (isWanted = true): Searched | null =>
  useBegun(directories(useApp().db), isWanted) ?? null
