import type { Customer } from '#core/model/customer.ts'
import type { OfferGlance } from '#core/workspace/offerViews.ts'
import { searchCustomers, searchOffers } from '#core/workspace/search.ts'
import { useApp } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { useDirectory } from '#extension/ui/followed.ts'
import { useLive } from '#extension/ui/live.ts'

/** What fits what was typed. Offers come after the customers: nobody waits for them. */
export type Found = Readonly<{
  typed: string
  customers: readonly Customer[]
  offers: readonly OfferGlance[]
}>

const nobody: readonly Customer[] = []

/** Customers by anything that they are known by, and offers by code, reference or customer. Undefined until they are found. */
export function useFound(typed: string): Found | undefined {
  const { db } = useApp()
  const now = useNow()
  const directory = useDirectory()
  const found = useLive(async () => {
    const isAsked = typed.trim() !== ''
    return { typed, customers: isAsked ? await searchCustomers(db, directory, typed) : nobody }
  }, [db, directory, typed])
  // Once for each text: with the customers that belong to it, not with those of the text before.
  const offers = useLive(
    async () => (found?.typed.trim() ? searchOffers(db, found.typed, found.customers, now) : []),
    [db, found, now],
  )
  return found && { ...found, offers: offers ?? [] }
}
