import { lineCap } from '#core/catalog/products.ts'
import { isHeld, subscriptionAt } from '#core/clock/subscription.ts'
import type { Customer } from '#core/model/customer.ts'
import { Problem } from '#core/model/problem.ts'
import type { Subscription, SubscriptionInput } from '#core/model/subscription.ts'
import type { Database } from '#core/storage/database.ts'
import { productIn } from '#core/workspace/catalog.ts'

type Wanted = Pick<SubscriptionInput, 'product' | 'licences' | 'trial'> & { id?: string | undefined }

/** A customer's other subscriptions of the same product. */
async function othersOf(db: Database, customer: Customer, { product, id }: Wanted): Promise<Subscription[]> {
  const all = await db.at('subscriptions').where({ customerId: customer.id }).toArray()
  return all.filter((each) => each.product.skuId === product.skuId && each.id !== id)
}

/** @throws Problem `overCustomerCap`: more licences than a customer may hold of a product */
async function checkCap(
  db: Database,
  customer: Customer,
  wanted: Wanted,
  held: readonly Subscription[],
): Promise<void> {
  const { skuId, name } = wanted.product
  const cap = lineCap(skuId === null ? null : (await productIn(db, skuId))?.cap)
  const has = held.filter((each) => each.trial === wanted.trial).reduce((sum, each) => sum + each.licences, 0)
  if (has + wanted.licences > cap)
    throw new Problem('overCustomerCap', { customer: customer.name, product: name, cap, has }, [
      { path: 'licences', rule: 'tooLarge' },
    ])
}

/**
 * What Microsoft would refuse: more licences than a customer may hold of a
 * product, a second trial of it ever, a trial of what the customer has.
 *
 * @param date today's
 * @throws Problem `overCustomerCap`, `trialTaken`, `alreadyOwned`
 */
export async function checkSale(
  db: Database,
  customer: Customer,
  wanted: Wanted,
  date: string,
): Promise<void> {
  if (wanted.product.skuId === null) return
  const others = await othersOf(db, customer, wanted)
  const held = others.filter((each) => isHeld(subscriptionAt(each, date, 0)))
  const about = { customer: customer.name, product: wanted.product.name }
  if (wanted.trial) {
    if (others.some((each) => each.trial)) throw new Problem('trialTaken', about)
    if (held.length) throw new Problem('alreadyOwned', about)
  }
  await checkCap(db, customer, wanted, held)
}

/**
 * What may not come of a change, whether somebody corrects a subscription,
 * says that it runs again or takes a step back. What was so before is left alone.
 *
 * @param before null where it was not there
 * @throws Problem `overCustomerCap`, `trialTaken`
 */
export async function checkChange(
  db: Database,
  before: Subscription | null,
  after: Subscription,
  date: string,
): Promise<void> {
  const customer = await db.at('customers').get(after.customerId)
  if (!customer || after.product.skuId === null) return
  const others = await othersOf(db, customer, after)
  const isAnother = before?.product.skuId !== after.product.skuId || before.trial !== after.trial
  if (after.trial && isAnother && others.some((each) => each.trial))
    throw new Problem('trialTaken', { customer: customer.name, product: after.product.name })
  const holds = (subscription: Subscription) => isHeld(subscriptionAt(subscription, date, 0))
  if (!holds(after)) return
  if (!before || isAnother || !holds(before) || after.licences > before.licences)
    await checkCap(db, customer, after, others.filter(holds))
}
