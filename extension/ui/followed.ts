import type { CustomerRow } from '#core/workspace/customerLists.ts'
import { followDirectory, type Directory } from '#core/workspace/directory.ts'
import type { Listener } from '#core/workspace/follow.ts'
import type { OfferRow } from '#core/workspace/offerViews.ts'
import { followRows } from '#core/workspace/rows.ts'
import { useApp, type App } from '#extension/ui/app.tsx'
import { failures } from '#extension/ui/live.ts'
import { store, useStore, type Store } from '#extension/ui/store.ts'

type Db = App['db']

/** What is followed from the first use on, as long as the page is open: to read it again would take longer than to keep it. */
function kept<T>(follow: (db: Db, listener: Listener<T>) => () => void): (db: Db) => Store<T | undefined> {
  const known = new WeakMap<Db, Store<T | undefined>>()
  return (db) => {
    const before = known.get(db)
    if (before) return before
    const value = store<T | undefined>(undefined)
    known.set(db, value)
    follow(db, {
      next: value.set,
      error: (error) => failures.set([...failures.get(), { error, retry: () => location.reload() }]),
    })
    return value
  }
}

const customers = kept<readonly CustomerRow[]>((db, listener) => followRows(db, 'customers', listener))
const offers = kept<readonly OfferRow[]>((db, listener) => followRows(db, 'offers', listener))
// In an object of its own each time, because the directory itself stays the same.
const directories = kept<{ directory: Directory }>((db, { next, error }) =>
  followDirectory(db, { next: (directory) => next({ directory }), error }),
)

/** Every row of the list of customers; undefined until it is there. */
export const useCustomerRows = () => useStore(customers(useApp().db))

/** Every row of the list of offers; undefined until it is there. */
export const useOfferRows = () => useStore(offers(useApp().db))

const nothing = store<{ directory: Directory } | undefined>(undefined)

/**
 * What customers are searched in; null until it is in memory.
 *
 * @param isWanted loading begins when it first is
 */
export function useDirectory(isWanted = true): Directory | null {
  const { db } = useApp()
  return useStore(isWanted ? directories(db) : nothing)?.directory ?? null
}
