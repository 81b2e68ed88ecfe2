import type { Customer } from '#core/model/customer.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { useLive } from '#extension/ui/live.ts'
import type { Known } from '#extension/ui/search/actions.ts'
import { ofCustomer } from '#extension/ui/search/ofCustomer.ts'

/** What is known of a customer for its actions; undefined until all of it is there. */
export function useKnown(customer: Customer | null): Known | undefined {
  const { db } = useApp()
  const { company } = useSession()
  const now = useNow()
  const loaded = ofCustomer.use(customer !== null)
  const found = useLive(
    async () => (customer && loaded ? loaded.readKnown(db, customer, company, now) : null),
    [db, loaded, customer, company, now],
  )
  return found?.customer === customer ? (found ?? undefined) : undefined
}
