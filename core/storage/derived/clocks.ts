import {
  activationClock,
  delegationClock,
  delegationRequestClock,
  keyClock,
  noticeClock,
  recipientClock,
  requestClock,
  subscriptionClock,
  verifyClock,
  type Clock,
} from '#core/clock/deadlines.ts'
import { byKey } from '#core/storage/derived/sound.ts'
import type { ClockRow, Source } from '#core/storage/derived/tables.ts'
import type { RecordOf } from '#core/storage/records.ts'

/** Records that clocks run for, by table. */
export type ClockOwners = Readonly<
  Record<
    'recipients' | 'subscriptions' | 'customers' | 'requests' | 'productKeys' | 'company',
    ReadonlySet<string>
  >
>

/** The clocks that a record of each table may have. A record's old clocks are found by these names. */
const names = {
  recipients: ['offer'],
  subscriptions: ['ends', 'activate', 'notice'],
  customers: ['delegationRequest', 'delegation'],
  requests: ['request'],
  productKeys: ['key'],
  company: ['verify'],
} as const satisfies Record<keyof ClockOwners, readonly string[]>

/** The ids of every clock that these records have or may have had. */
export const clockIds = (owners: ClockOwners): string[] =>
  (Object.keys(names) as (keyof ClockOwners)[]).flatMap((table) =>
    [...owners[table]].flatMap((key) => names[table].map((name) => `${name}/${key}`)),
  )

type Names = ReadonlyMap<string, RecordOf['customers']>

function row(
  id: string,
  clock: Clock | null,
  customerId: string | null,
  customers: Names,
  about: string,
): ClockRow[] {
  return clock ? [{ id, ...clock, customerId, who: customers.get(customerId ?? '')?.name ?? '', about }] : []
}

/** The clocks that run for these records as they are now. */
export async function clocksOf(source: Source, owners: ClockOwners): Promise<ClockRow[]> {
  const [recipients, subscriptions, requests, keys, company] = await Promise.all([
    byKey(source, 'recipients', owners.recipients),
    byKey(source, 'subscriptions', owners.subscriptions),
    byKey(source, 'requests', owners.requests),
    byKey(source, 'productKeys', owners.productKeys),
    byKey(source, 'company', owners.company),
  ])
  const offers = await byKey(
    source,
    'offers',
    new Set([...recipients.values()].map(({ offerId }) => offerId)),
  )
  const named = [recipients, subscriptions, requests, keys].flatMap((records) =>
    [...records.values()].flatMap(({ customerId }) => customerId ?? []),
  )
  const [versions, customers] = await Promise.all([
    byKey(source, 'versions', new Set([...offers.values()].map(({ code }) => code))),
    byKey(source, 'customers', new Set([...owners.customers, ...named])),
  ])
  return [
    ...[...recipients.values()].flatMap((each) =>
      row(
        `offer/${each.id}`,
        recipientClock(each, versions.get(offers.get(each.offerId)?.code ?? '')),
        each.customerId,
        customers,
        each.offerId,
      ),
    ),
    ...[...subscriptions.values()].flatMap((each) => [
      ...row(`ends/${each.id}`, subscriptionClock(each), each.customerId, customers, each.id),
      ...row(`activate/${each.id}`, activationClock(each), each.customerId, customers, each.id),
      ...row(`notice/${each.id}`, noticeClock(each), each.customerId, customers, each.id),
    ]),
    ...[...owners.customers].flatMap((id) => {
      const customer = customers.get(id)
      if (!customer) return []
      return [
        ...row(`delegationRequest/${id}`, delegationRequestClock(customer), id, customers, ''),
        ...row(`delegation/${id}`, delegationClock(customer), id, customers, ''),
      ]
    }),
    ...[...requests.values()].flatMap((each) =>
      row(`request/${each.id}`, requestClock(each), each.customerId, customers, each.id),
    ),
    ...[...keys.values()].flatMap((each) =>
      row(`key/${each.id}`, keyClock(each), each.customerId, customers, each.id),
    ),
    ...[...company.values()].flatMap((each) =>
      row(`verify/${each.id}`, verifyClock(each), null, customers, ''),
    ),
  ]
}
