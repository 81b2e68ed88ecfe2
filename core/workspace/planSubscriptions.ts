import { productNamed, type SubscriptionRow } from '#core/exchange/subscriptionFile.ts'
import { nameKey } from '#core/locale/fold.ts'
import type { Customer } from '#core/model/customer.ts'
import { subscriptionInput, type Subscription, type SubscriptionInput } from '#core/model/subscription.ts'
import {
  changesOf,
  checked,
  directoryOf,
  doubtOf,
  effectOf,
  firstBy,
  repeated,
  subscriptionShownFields,
  type Directory,
  type ImportRow,
} from '#core/workspace/importPlan.ts'

/** A subscription with what a row says; a new one where there was none. */
export function mergeSubscription(before: SubscriptionInput | null, row: SubscriptionRow): SubscriptionInput {
  const trial = before?.trial ?? row.trial ?? false
  return {
    product: before?.product ?? productNamed(row.product),
    // No number is none, which the schema refuses.
    licences: row.licences ?? before?.licences ?? NaN,
    trial,
    term: trial ? null : (row.term ?? before?.term ?? 'P1Y'),
    billing: trial ? 'none' : (row.billing ?? before?.billing ?? 'annual'),
    startsOn: row.startsOn ?? before?.startsOn ?? null,
    endsOn: row.endsOn ?? before?.endsOn ?? null,
    autoRenew: row.autoRenew ?? before?.autoRenew ?? !trial,
    partnerOfRecord: row.partnerOfRecord ?? before?.partnerOfRecord ?? 'unknown',
    externalId: row.externalId || before?.externalId || '',
    note: before?.note ?? '',
  }
}

/** The customer whom a row names; the chosen one when it names none. */
function customerOf(
  row: SubscriptionRow,
  all: Directory,
  chosen: Customer | undefined,
): Customer | undefined {
  if (!row.tenantId && !row.customer && !row.domain) return chosen
  return all.byTenant(row.tenantId) ?? all.byDomain(row.domain) ?? all.byName(nameKey(row.customer))
}

/** Whether a row may be about this subscription of its customer. */
function isAlike(row: SubscriptionRow, each: Subscription): boolean {
  const product = productNamed(row.product)
  const same = product.skuId ? each.product.skuId === product.skuId : each.product.name === product.name
  // One that has another id at Microsoft is another subscription.
  const another = row.externalId !== '' && each.externalId !== ''
  const gone = each.convertedTo || each.state === 'deleted'
  return same && !gone && !another && (row.trial === null || each.trial === row.trial)
}

function planSubscription(
  row: SubscriptionRow,
  customer: Customer | undefined,
  byId: Subscription | undefined,
  own: readonly Subscription[],
  twice: boolean,
): ImportRow<SubscriptionInput> {
  const candidates = byId ? [byId] : own.filter((each) => isAlike(row, each))
  const [target] = candidates
  const merged = mergeSubscription(target ?? null, row)
  const { value, faults: wrong } = checked(subscriptionInput, merged)
  const unread = new Set(row.faults.map(({ path }) => path))
  const faults = [...row.faults, ...wrong.filter(({ path }) => !unread.has(path))]
  const moved =
    target && row.state && row.state !== target.state
      ? [{ field: 'state' as const, before: target.state, after: row.state }]
      : []
  const changes = [
    ...changesOf<SubscriptionInput>(target ?? {}, value ?? merged, subscriptionShownFields),
    ...moved,
  ]
  const doubt = doubtOf([
    ['customerUnknown', !customer],
    ['invalid', faults.length],
    ['twiceInFile', twice],
    ['twoMatches', candidates.length > 1 || (byId && byId.customerId !== customer?.id)],
  ])
  return {
    number: row.number,
    title: `${customer?.name ?? (row.customer || row.tenantId || '?')} · ${row.product}`,
    effect: effectOf(doubt, !target, changes),
    doubt,
    faults,
    changes,
    target: target?.id ?? null,
    customerId: customer?.id ?? null,
    input: faults.length ? null : value,
  }
}

/** What each row of a subscription list would do. @param chosen id of the customer of rows that name none */
export function planSubscriptions(
  rows: readonly SubscriptionRow[],
  customers: readonly Customer[],
  subscriptions: readonly Subscription[],
  chosen: string | null,
  onRow: () => void,
): ImportRow<SubscriptionInput>[] {
  const all = directoryOf(customers)
  const chosenCustomer = customers.find(({ id }) => id === chosen)
  const byId = firstBy(subscriptions, ({ externalId }) => [externalId])
  const ofCustomer = new Map<string, Subscription[]>()
  for (const each of subscriptions)
    ofCustomer.set(each.customerId, [...(ofCustomer.get(each.customerId) ?? []), each])
  const twice = repeated(
    rows,
    (row) => row.externalId || `${row.tenantId}${row.customer}${row.product}`.toLowerCase(),
  )
  return rows.map((row) => {
    const customer = customerOf(row, all, chosenCustomer)
    const own = ofCustomer.get(customer?.id ?? '') ?? []
    const planned = planSubscription(row, customer, byId(row.externalId), own, twice.has(row))
    onRow()
    return planned
  })
}
