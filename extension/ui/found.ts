import type { Customer } from '#core/model/customer.ts'
import type { OfferGlance } from '#core/workspace/offerViews.ts'
import { searchCustomers, searchOffers } from '#core/workspace/search.ts'
import { useApp } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { useDirectory } from '#extension/ui/followed.ts'
import { useLive } from '#extension/ui/live.ts'

/** What fits what is typed. Offers come after the customers: nobody waits for them. */
export type Found = Readonly<{ customers: readonly Customer[]; offers: readonly OfferGlance[] }>

const nobody: readonly Customer[] = []

/** Customers by anything that they are known by, and offers by code, reference or customer. Undefined until they are found. */
export function useFound(typed: string): Found | undefined {
  const { db } = useApp()
  const now = useNow()
  const directory = useDirectory()
  const isAsked = typed.trim() !== ''
  const customers = useLive(
    async () => (isAsked ? searchCustomers(db, directory, typed) : nobody),
    [db, directory, typed],
  )
  const offers = useLive(
    async () => (isAsked && customers ? searchOffers(db, typed, customers, now) : []),
    [db, typed, customers, now],
  )
  return customers && { customers, offers: offers ?? [] }
}
