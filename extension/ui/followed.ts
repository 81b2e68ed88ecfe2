import type { Database } from '#core/storage/database.ts'
import { followDirectory, type Directory } from '#core/workspace/directory.ts'
import { followRows } from '#core/workspace/rows.ts'
import type { CustomerRow } from '#core/workspace/customerLists.ts'
import type { OfferRow } from '#core/workspace/offerViews.ts'
import { useApp } from '#extension/ui/app.tsx'
import { failures } from '#extension/ui/live.ts'
import { store, useStore, type Store } from '#extension/ui/store.ts'

/** What is kept in memory as long as the page is open, once a screen has asked for it. */
type Followed = Readonly<{
  customers: Store<readonly CustomerRow[] | undefined>
  offers: Store<readonly OfferRow[] | undefined>
  /** In an object of its own each time, because the directory itself stays the same. */
  directory: Store<Readonly<{ directory: Directory }> | undefined>
}>

const followed = new WeakMap<Database, Partial<Followed>>()

function start<N extends keyof Followed>(db: Database, name: N): Followed[N] {
  const own: Partial<Followed> = followed.get(db) ?? {}
  followed.set(db, own)
  const known = own[name]
  if (known) return known as Followed[N]
  const value = store<unknown>(undefined) as unknown as Followed[N]
  own[name] = value
  const set = value.set as (next: unknown) => void
  const error = (reason: unknown) => failures.set([...failures.get(), { error: reason, retry: () => location.reload() }])
  if (name === 'directory') followDirectory(db, { next: (directory) => set({ directory }), error })
  else followRows(db, name as 'customers' | 'offers', { next: set, error })
  return value
}

/** Every row of the list of customers; undefined until it is there. */
export function useCustomerRows(): readonly CustomerRow[] | undefined {
  const { db } = useApp()
  return useStore(start(db, 'customers'))
}

/** Every row of the list of offers; undefined until it is there. */
export function useOfferRows(): readonly OfferRow[] | undefined {
  const { db } = useApp()
  return useStore(start(db, 'offers'))
}

/** What customers are searched in; null until it is in memory. Loading begins with the first use. */
export function useDirectory(): Directory | null {
  const { db } = useApp()
  return useStore(start(db, 'directory'))?.directory ?? null
}
