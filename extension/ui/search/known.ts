import { today } from '#core/clock/clock.ts'
import { isHeld, subscriptionAt } from '#core/clock/subscription.ts'
import type { Company } from '#core/model/company.ts'
import type { Customer } from '#core/model/customer.ts'
import { catalog } from '#core/workspace/catalog.ts'
import { listRecentProducts } from '#core/workspace/offerViews.ts'
import { portals } from '#core/workspace/portals.ts'
import { subscriptionsOf } from '#core/workspace/subscriptions.ts'
import type { App } from '#extension/ui/app.tsx'
import type { Known } from '#extension/ui/search/actions.ts'

/** Reads what is known of a customer for its actions. */
export async function readKnown(
  db: App['db'],
  customer: Customer,
  company: Company,
  now: number,
): Promise<Known> {
  const [all, recent, subscriptions, links] = await Promise.all([
    catalog(db, customer.country),
    listRecentProducts(db),
    subscriptionsOf(db, customer.id),
    portals(db, company.cloud),
  ])
  const date = today(now, company.timeZone)
  const rank = ({ skuId }: { skuId: string }) =>
    recent.includes(skuId) ? recent.indexOf(skuId) : recent.length
  return {
    customer,
    company,
    subscriptions: subscriptions.filter((each) => isHeld(subscriptionAt(each, date, company.renewalDays))),
    products: [...all].sort((a, b) => rank(a) - rank(b)),
    portals: links,
  }
}
