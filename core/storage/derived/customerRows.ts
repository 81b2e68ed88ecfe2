import { daysBetween } from '#core/clock/clock.ts'
import { delegationAt, type Delegated } from '#core/clock/delegation.ts'
import { sortKey } from '#core/locale/fold.ts'
import type { DelegationState } from '#core/model/kinds.ts'
import type { Subscription } from '#core/model/subscription.ts'
import { isOpen, type Lookup } from '#core/storage/derived/lookup.ts'
import type { RecordOf } from '#core/storage/records.ts'

/**
 * What a list shows of a customer, as dates rather than as states: what it is
 * today follows from them, and midnight writes nothing. A tuple, because
 * a hundred thousand of them are read at once.
 */
export type CustomerRow = readonly [
  id: string,
  name: string,
  /** The name as it is put in order. */
  order: string,
  domain: string,
  favourite: 0 | 1,
  delegation: DelegationState,
  relationship: Delegated['relationship'],
  /** Service requests that are not closed. */
  requests: number,
  /** Subscriptions that it has until somebody says otherwise. */
  steady: number,
  /** The last days of the other ones, with `+` behind those that go on after it. */
  ends: readonly string[],
  /** For each recipient that has not answered: when the offer closes. */
  pending: readonly string[],
]

/** The moment that a list is about, in the forms that it is compared in, and the days before its end at which a subscription *ends soon*. */
export type ListMoment = Readonly<{ instant: string; date: string; soon: number }>

/**
 * What a list shows of a customer at a moment. Each is worked out when it is
 * asked for: sorting a hundred thousand asks for one of them.
 */
export class CustomerGlance {
  private readonly row: CustomerRow
  private readonly moment: ListMoment

  constructor(row: CustomerRow, moment: ListMoment) {
    this.row = row
    this.moment = moment
  }

  get id(): string {
    return this.row[0]
  }

  get name(): string {
    return this.row[1]
  }

  get domain(): string {
    return this.row[3]
  }

  get favourite(): boolean {
    return this.row[4] === 1
  }

  get delegation(): DelegationState {
    const [, , , , , delegation, relationship] = this.row
    return delegationAt({ delegation, relationship }, this.moment.date)
  }

  /** Service requests that are not closed. */
  get requests(): number {
    return this.row[7]
  }

  /** Subscriptions that it has. */
  get subscriptions(): number {
    const [, , , , , , , , steady, ends] = this.row
    return steady + ends.filter((end) => end.endsWith('+') || end >= this.moment.date).length
  }

  /** Of those, the ones that end within the company's days. */
  get ending(): number {
    const { date, soon } = this.moment
    const left = (end: string) => daysBetween(date, end.slice(0, 10))
    return this.row[9].filter((end) => left(end) >= 0 && left(end) <= soon).length
  }

  /** Offers that wait for an answer. */
  get pending(): number {
    return this.row[10].filter((closesAt) => closesAt > this.moment.instant).length
  }
}

/** Whether the customer has or is about to have it, as far as the dates allow. */
const isKept = ({ state, convertedTo }: Subscription) =>
  convertedTo === null && state !== 'expired' && state !== 'deleted'

/** The last day of a subscription that a date decides about; null for one that only a person ends. */
function endOf({ trial, state, endsOn, autoRenew }: Subscription): string | null {
  if (state !== 'active' || endsOn === null || (autoRenew && !trial)) return null
  return autoRenew ? `${endsOn}+` : endsOn
}

/**
 * The rows of sound customers, by id.
 *
 * @param isUnnamed no other record can name this one: it is new, and nobody looks for any
 */
export async function customerRows(
  lookup: Lookup,
  customers: readonly RecordOf['customers'][],
  isUnnamed: (id: string) => boolean = () => false,
): Promise<Map<string, CustomerRow>> {
  const ids = customers.map(({ id }) => id).filter((id) => !isUnnamed(id))
  const [subscriptions, requests, recipients] = await Promise.all([
    lookup.naming('subscriptions', 'customerId', ids),
    lookup.naming('requests', 'customerId', ids),
    lookup.naming('recipients', 'customerId', ids),
  ])
  const waiting = [...recipients.values()]
    .flat()
    .filter(({ state }) => state === 'toSend' || state === 'sent')
  const facts = await lookup.facts(waiting.map(({ offerId }) => offerId))
  const openUntil = (offerId: string): string[] => {
    const version = facts(offerId)
    return version && isOpen(version) ? [version.closesAt] : []
  }
  const pending = Map.groupBy(waiting, ({ customerId }) => customerId)
  const rowOf = (customer: RecordOf['customers']): CustomerRow => {
    const { id, name, domains, favourite, delegation, relationship } = customer
    const ends = (subscriptions.get(id) ?? []).filter(isKept).map(endOf)
    return [
      id,
      name,
      sortKey(name),
      domains[0] ?? '',
      favourite ? 1 : 0,
      delegation,
      relationship && {
        requestedOn: relationship.requestedOn,
        endsOn: relationship.endsOn,
        autoExtend: relationship.autoExtend,
      },
      (requests.get(id) ?? []).filter(({ state }) => state !== 'closed').length,
      ends.filter((end) => end === null).length,
      ends.filter((end) => end !== null).sort(),
      (pending.get(id) ?? []).flatMap(({ offerId }) => openUntil(offerId)).sort(),
    ]
  }
  return new Map(customers.map((customer) => [customer.id, rowOf(customer)]))
}
