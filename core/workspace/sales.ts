import { findProduct, lineCap } from '#core/catalog/products.ts'
import { isHeld, subscriptionAt } from '#core/clock/subscription.ts'
import type { Customer } from '#core/model/customer.ts'
import { Problem } from '#core/model/problem.ts'
import type { Subscription, SubscriptionInput } from '#core/model/subscription.ts'
import type { Database } from '#core/storage/database.ts'

type Wanted = Pick<SubscriptionInput, 'product' | 'licences' | 'trial'> & { id?: string | undefined }

/** A customer and every subscription of it. */
export type Holder = Readonly<{ customer: Customer; subscriptions: readonly Subscription[] }>

const holderOf = async (db: Database, customer: Customer): Promise<Holder> => ({
  customer,
  subscriptions: await db.at('subscriptions').where({ customerId: customer.id }).toArray(),
})

/** A customer's other subscriptions of the same product. */
const othersOf = ({ subscriptions }: Holder, { product, id }: Wanted): Subscription[] =>
  subscriptions.filter((each) => each.product.skuId === product.skuId && each.id !== id)

/** @throws Problem `overCustomerCap`: more licences than a customer may hold of a product */
function checkCap({ customer }: Holder, wanted: Wanted, held: readonly Subscription[]): void {
  const { skuId, name } = wanted.product
  const cap = lineCap(skuId === null ? null : findProduct(skuId)?.cap)
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
export function checkSaleTo(holder: Holder, wanted: Wanted, date: string): void {
  if (wanted.product.skuId === null) return
  const others = othersOf(holder, wanted)
  const held = others.filter((each) => isHeld(subscriptionAt(each, date, 0)))
  const about = { customer: holder.customer.name, product: wanted.product.name }
  if (wanted.trial) {
    if (others.some((each) => each.trial)) throw new Problem('trialTaken', about)
    if (held.length) throw new Problem('alreadyOwned', about)
  }
  checkCap(holder, wanted, held)
}

/** The same for a customer whose subscriptions have not been read. */
export async function checkSale(
  db: Database,
  customer: Customer,
  wanted: Wanted,
  date: string,
): Promise<void> {
  if (wanted.product.skuId !== null) checkSaleTo(await holderOf(db, customer), wanted, date)
}

/**
 * What may not come of a change, whether somebody corrects a subscription,
 * says that it runs again or takes a step back. What was so before is left alone.
 *
 * @param before null where it was not there
 * @throws Problem `overCustomerCap`, `trialTaken`
 */
export function checkChangeAt(
  holder: Holder,
  before: Subscription | null,
  after: Subscription,
  date: string,
): void {
  if (after.product.skuId === null) return
  const others = othersOf(holder, after)
  const isAnother = before?.product.skuId !== after.product.skuId || before.trial !== after.trial
  if (after.trial && isAnother && others.some((each) => each.trial))
    throw new Problem('trialTaken', { customer: holder.customer.name, product: after.product.name })
  const holds = (subscription: Subscription) => isHeld(subscriptionAt(subscription, date, 0))
  if (!holds(after)) return
  if (!before || isAnother || !holds(before) || after.licences > before.licences)
    checkCap(holder, after, others.filter(holds))
}

/** The same where nothing has been read of its customer; one who is not there has no limits. */
export async function checkChange(
  db: Database,
  before: Subscription | null,
  after: Subscription,
  date: string,
): Promise<void> {
  const customer = await db.at('customers').get(after.customerId)
  if (customer) checkChangeAt(await holderOf(db, customer), before, after, date)
}
