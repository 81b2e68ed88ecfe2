import type { Customer } from '#core/model/customer.ts'
import { addressFor, portals } from '#core/workspace/portals.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useLive } from '#extension/ui/live.ts'

/** One click to each of Microsoft's portals in the customer's context. What is not known of the customer is named. */
export function PortalLinks({ customer }: { customer: Customer }) {
  const { t, db } = useApp()
  const { company } = useSession()
  const all = useLive(() => portals(db, company.cloud), [db, company.cloud])
  if (!all) return null
  return (
    <ul class="portals">
      {all
        .filter((portal) => !portal.hidden)
        .map((portal) => {
          const address = addressFor(portal, customer, company.cloud)
          return (
            <li key={portal.id}>
              {'url' in address ? (
                <a href={address.url} target="_blank" rel="noopener noreferrer" data-portal={portal.id}>
                  {portal.name}
                </a>
              ) : (
                <span class="off">
                  {portal.name} <span class="hint">{t(`portal.missing.${address.missing}`)}</span>
                </span>
              )}
            </li>
          )
        })}
    </ul>
  )
}
