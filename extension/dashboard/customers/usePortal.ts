import type { Customer } from '#core/model/customer.ts'
import { addressFor, portals } from '#core/workspace/portals.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useLive } from '#extension/ui/live.ts'

/** One of Microsoft's portals for a customer: where it opens, or what must be known of the customer first. */
export type CustomerPortal = Readonly<{ name: string; address: ReturnType<typeof addressFor> }>

/** @returns undefined while it is looked up, null where this cloud has none of that id */
export function usePortal(id: string, customer: Customer): CustomerPortal | null | undefined {
  const { db } = useApp()
  const { cloud } = useSession().company
  const all = useLive(() => portals(db, cloud), [db, cloud])
  if (!all) return undefined
  const portal = all.find((each) => each.id === id)
  return portal ? { name: portal.name, address: addressFor(portal, customer, cloud) } : null
}
