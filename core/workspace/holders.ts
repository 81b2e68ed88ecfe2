import type { Customer } from '#core/model/customer.ts'
import { Problem } from '#core/model/problem.ts'
import type { Subscription } from '#core/model/subscription.ts'
import type { PlannedSubscription } from '#core/workspace/importReading.ts'
import type { Holder } from '#core/workspace/sales.ts'
import type { Work } from '#core/workspace/work.ts'

/** The records that were found, by id. */
export const byId = <R extends { id: string }>(records: readonly (R | undefined)[]) =>
  new Map<string, R>(records.flatMap((record) => (record ? [[record.id, record]] : [])))

/** The subscriptions that rows change, and all that their customers have: read for all rows at once. */
export class Holders {
  readonly changed = new Map<string, Subscription>()
  readonly made: Subscription[] = []
  private readonly targets: ReadonlyMap<string, Subscription>
  private readonly customers: ReadonlyMap<string, Customer>
  private readonly held: ReadonlyMap<string, Map<string, Subscription>>

  private constructor(
    targets: ReadonlyMap<string, Subscription>,
    customers: ReadonlyMap<string, Customer>,
    held: ReadonlyMap<string, Map<string, Subscription>>,
  ) {
    this.targets = targets
    this.customers = customers
    this.held = held
  }

  static async read({ db }: Work, rows: readonly PlannedSubscription[]): Promise<Holders> {
    const targets = byId(
      await db.at('subscriptions').bulkGet([...new Set(rows.flatMap(({ row }) => row.target ?? []))]),
    )
    // One that a row changes may belong to another customer than the row names.
    const ids = new Set([
      ...rows.map(({ row }) => row.customerId ?? ''),
      ...[...targets.values()].map(({ customerId }) => customerId),
    ])
    const [customers, held] = await Promise.all([
      db.at('customers').bulkGet([...ids]),
      Promise.all([...ids].map((customerId) => db.at('subscriptions').where({ customerId }).toArray())),
    ])
    const own = held.map(byId)
    return new Holders(targets, byId(customers), new Map([...ids].map((id, index) => [id, own[index]!])))
  }

  /** @throws Problem `notFound` */
  customer(id: string | null): Customer {
    const customer = this.customers.get(id ?? '')
    if (!customer) throw new Problem('notFound', { what: 'customers' })
    return customer
  }

  /** A subscription as it is by now: another row may have changed it. @throws Problem `notFound` */
  target(id: string): Subscription {
    const target = this.changed.get(id) ?? this.targets.get(id)
    if (!target) throw new Problem('notFound', { what: 'subscriptions' })
    return target
  }

  /** Who a subscription belongs to, with what the rows before have made of theirs; null where nobody is there. */
  holder(customerId: string): Holder | null {
    const customer = this.customers.get(customerId)
    return customer ? { customer, subscriptions: [...this.held.get(customerId)!.values()] } : null
  }

  add(subscription: Subscription): void {
    this.made.push(subscription)
    this.held.get(subscription.customerId)!.set(subscription.id, subscription)
  }

  change(subscription: Subscription): void {
    this.changed.set(subscription.id, subscription)
    this.held.get(subscription.customerId)!.set(subscription.id, subscription)
  }
}
