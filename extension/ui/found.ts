import { useEffect, useState } from 'preact/hooks'
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

/** So long nothing is typed before offers are looked for: they must not hold up the next key. */
const pause = 100

/** A value once it has stayed the same for a while. */
function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}

/**
 * Customers by anything that they are known by, and offers by code, reference
 * or customer. Undefined until they are found.
 *
 * @param isBegun a person is about to type: what is searched in is brought into memory
 */
export function useFound(typed: string, isBegun = true): Found | undefined {
  const { db } = useApp()
  const now = useNow()
  const directory = useDirectory(isBegun)
  const found = useLive(async () => {
    const isAsked = typed.trim() !== ''
    return { typed, customers: isAsked ? await searchCustomers(db, directory, typed) : nobody }
  }, [db, directory, typed])
  // Once for each text: with the customers that belong to it, not with those of the text before.
  const settled = useSettled(found, pause)
  const offers = useLive(
    async () => (settled?.typed.trim() ? searchOffers(db, settled.typed, settled.customers, now) : []),
    [db, settled, now],
  )
  return found && { ...found, offers: offers ?? [] }
}
