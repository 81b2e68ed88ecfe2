import {
  activationClock,
  delegationClock,
  delegationRequestClock,
  hostClock,
  inboxClock,
  keyClock,
  noticeClock,
  recipientClock,
  requestClock,
  subscriptionClock,
  verifyClock,
  type Clock,
} from '#core/clock/deadlines.ts'
import type { Lookup } from '#core/storage/derived/lookup.ts'
import type { ClockRow } from '#core/storage/derived/tables.ts'
import type { RecordOf } from '#core/storage/records.ts'

/** The tables of the records that clocks run for. */
export const clockTables = [
  'recipients',
  'subscriptions',
  'customers',
  'requests',
  'productKeys',
  'company',
  'hosts',
  'inboxes',
] as const
export type ClockTable = (typeof clockTables)[number]

/** Keys of records that clocks run for. */
export type ClockOwners = Readonly<Record<ClockTable, ReadonlySet<string>>>

/** Records that clocks run for. */
export type ClockRecords = Readonly<{ [T in ClockTable]?: Iterable<RecordOf[T]> }>

/** The clocks that a record of each table may have. A record's old clocks are found by these names. */
const clockNames = {
  recipients: ['offer'],
  subscriptions: ['ends', 'activate', 'notice'],
  customers: ['delegationRequest', 'delegation'],
  requests: ['request'],
  productKeys: ['key'],
  company: ['verify'],
  hosts: ['host'],
  inboxes: ['inbox'],
} as const satisfies Record<ClockTable, readonly string[]>

/** The ids of every clock that a record has or may have had. */
export const clockIds = (table: ClockTable, key: string): string[] =>
  clockNames[table].map((name) => `${name}/${key}`)

/** A clock that runs, with the names that are shown with it. */
function row(
  id: string,
  clock: Clock | null,
  customerId: string | null,
  nameOf: (id: string) => string | undefined,
  about: string,
): ClockRow[] {
  return clock ? [{ id, ...clock, customerId, who: nameOf(customerId ?? '') ?? '', about }] : []
}

/** The clocks that run for sound records as they are now. */
export async function clocksOf(lookup: Lookup, records: ClockRecords): Promise<ClockRow[]> {
  const of = <T extends ClockTable>(table: T) => [...(records[table] ?? [])]
  const [recipients, subscriptions, customers] = [of('recipients'), of('subscriptions'), of('customers')]
  const [requests, keys, company] = [of('requests'), of('productKeys'), of('company')]
  const named = [...recipients, ...subscriptions, ...requests, ...keys].flatMap(
    ({ customerId }) => customerId ?? [],
  )
  const [who, facts] = await Promise.all([
    lookup.names([...named, ...customers.map(({ id }) => id)]),
    lookup.facts(recipients.map(({ offerId }) => offerId)),
  ])
  return [
    ...recipients.flatMap((each) =>
      row(`offer/${each.id}`, recipientClock(each, facts(each.offerId)), each.customerId, who, each.offerId),
    ),
    ...subscriptions.flatMap((each) => [
      ...row(`ends/${each.id}`, subscriptionClock(each), each.customerId, who, each.id),
      ...row(`activate/${each.id}`, activationClock(each), each.customerId, who, each.id),
      ...row(`notice/${each.id}`, noticeClock(each), each.customerId, who, each.id),
    ]),
    ...customers.flatMap((each) => [
      ...row(`delegationRequest/${each.id}`, delegationRequestClock(each), each.id, who, ''),
      ...row(`delegation/${each.id}`, delegationClock(each), each.id, who, ''),
    ]),
    ...requests.flatMap((each) =>
      row(`request/${each.id}`, requestClock(each), each.customerId, who, each.id),
    ),
    ...keys.flatMap((each) => row(`key/${each.id}`, keyClock(each), each.customerId, who, each.id)),
    ...company.flatMap((each) => row(`verify/${each.id}`, verifyClock(each), null, who, '')),
    ...of('hosts').flatMap((each) => row(`host/${each.id}`, hostClock(each), null, who, '')),
    ...of('inboxes').flatMap((each) => row(`inbox/${each.id}`, inboxClock(each), null, who, '')),
  ]
}
