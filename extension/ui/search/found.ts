import { useMemo } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import type { OfferGlance } from '#core/workspace/offerViews.ts'
import { searchCustomers, searchOffers } from '#core/workspace/search.ts'
import { useApp } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { useDirectory } from '#extension/ui/followed.ts'
import { useNewest } from '#extension/ui/search/useNewest.ts'
import { useSettled } from '#extension/ui/search/useSettled.ts'

/** What was found about something that was typed. Offers come after the customers: nobody waits for them. */
export type Found = Readonly<{
  typed: string
  customers: readonly Customer[]
  offers: readonly OfferGlance[]
}>

const nobody: readonly Customer[] = []
type Asked = Readonly<{ typed: string; customers: readonly Customer[] }>

/** Whoever types on waits for no offers: they are asked for once nothing was typed for so long, in milliseconds. */
const pause = 120

/**
 * Customers by anything that they are known by, and offers by code, reference
 * or customer. What was found before stays until there is something newer.
 *
 * @param isReady nothing else waits to be read: what is searched in may be loaded
 */
export function useFound(
  typed: string,
  isReady: boolean,
): Readonly<{
  /** Another one only when something else was found, not at every key. */
  found: Found | undefined
  /** It is about what is typed now: its first result is what was meant. */
  isCurrent: boolean
}> {
  const { db } = useApp()
  const now = useNow()
  const isAsked = typed.trim() !== ''
  const directory = useDirectory(isReady || isAsked)
  const customers = useNewest(
    typed,
    async (asked): Promise<Asked> => ({
      typed: asked,
      customers: asked.trim() ? await searchCustomers(db, directory, asked) : nobody,
    }),
    [db, directory],
  )?.value
  const settled = useSettled(customers, customers?.customers.length ? pause : 0)
  const offers = useNewest(
    settled,
    async (asked) => (asked?.typed.trim() ? searchOffers(db, asked.typed, asked.customers, now) : []),
    [db, now],
  )
  // Nothing was asked: not the same as nothing found.
  const isFound = customers !== undefined && customers.typed.trim() !== ''
  const found = useMemo(
    () => (isFound ? { ...customers, offers: offers?.value ?? [] } : undefined),
    [isFound, customers, offers],
  )
  const isCurrent =
    isFound && customers.typed === typed && (customers.customers.length > 0 || offers?.key === customers)
  return { found, isCurrent }
}
