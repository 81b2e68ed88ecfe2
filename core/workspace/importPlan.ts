import * as v from 'valibot'
import type { CustomerRow } from '#core/exchange/customerFile.ts'
import { productNamed, type SubscriptionRow } from '#core/exchange/subscriptionFile.ts'
import { nameKey } from '#core/locale/fold.ts'
import { newId } from '#core/model/bytes.ts'
import type { Company } from '#core/model/company.ts'
import { customerInput, newCustomer, type Customer, type CustomerInput } from '#core/model/customer.ts'
import { Problem, type FieldFault } from '#core/model/problem.ts'
import { parse } from '#core/model/schema.ts'
import { subscriptionInput, type Subscription, type SubscriptionInput } from '#core/model/subscription.ts'
import { ownFaults } from '#core/workspace/customers.ts'

const customerShownFields = [
  'name',
  'tenantId',
  'domains',
  'contacts',
  'address',
  'country',
  'aliases',
  'tags',
  'note',
] as const

const subscriptionShownFields = [
  'licences',
  'term',
  'billing',
  'startsOn',
  'endsOn',
  'autoRenew',
  'partnerOfRecord',
  'trial',
  'externalId',
] as const

/** What is shown of a row, and what can be wrong with it. Screens have a word for each (`import.field.FIELD`). */
export const importFields = [
  'row',
  ...customerShownFields,
  'product',
  ...subscriptionShownFields,
  'state',
] as const
export type ImportField = (typeof importFields)[number]

/** One field that a row would change; `before` is empty for a new record. */
export type ImportChange = Readonly<{ field: ImportField; before: string; after: string }>

/** Why a row is in doubt: a person decides, and nothing is done without. */
export const importDoubts = ['sameName', 'twoMatches', 'twiceInFile', 'customerUnknown', 'invalid'] as const
export type ImportDoubt = (typeof importDoubts)[number]

/** What is wrong with a field of a row, and what its cell says where it could not be read. */
export type ImportFault = FieldFault & Readonly<{ cell?: string }>

/** What a row would do. */
export type ImportRow<T = unknown> = Readonly<{
  /** Of the row, as the file has it. */
  number: number
  title: string
  effect: 'new' | 'changed' | 'unchanged' | 'doubt'
  doubt: ImportDoubt | null
  faults: readonly ImportFault[]
  changes: readonly ImportChange[]
  /** The record that it would change. */
  target: string | null
  /** The customer that a subscription belongs to. */
  customerId: string | null
  /** What would be stored; null when the row cannot be. */
  input: T | null
}>

/** A value as a person reads it: lists by commas, an address or a person by its parts. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(shown).join(', ')
  if (typeof value !== 'object') return `${value as string | number | boolean}`
  return Object.entries(value)
    .filter(([key, part]) => key !== 'id' && part !== '')
    .map(([, part]) => shown(part))
    .join(', ')
}

function changesOf<T extends object>(
  before: Partial<T>,
  after: T,
  fields: readonly (keyof T & ImportField)[],
): ImportChange[] {
  return fields
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: shown(before[field]), after: shown(after[field]) }))
    .filter((change) => change.before !== change.after)
}

/** An input as the schema gives it, or what is wrong with it. */
function checked<S extends v.GenericSchema>(
  schema: S,
  input: unknown,
): { value: v.InferOutput<S> | null; faults: readonly FieldFault[] } {
  try {
    return { value: parse(schema, input), faults: [] }
  } catch (error) {
    if (error instanceof Problem) return { value: null, faults: error.faults }
    throw error
  }
}

/** The first doubt that there is. */
const doubtOf = (doubts: readonly (readonly [ImportDoubt, unknown])[]): ImportDoubt | null =>
  doubts.find(([, holds]) => holds)?.[0] ?? null

function effectOf(
  doubt: ImportDoubt | null,
  isNew: boolean,
  changes: readonly ImportChange[],
): ImportRow['effect'] {
  if (doubt) return 'doubt'
  if (isNew) return 'new'
  return changes.length ? 'changed' : 'unchanged'
}

/** The first record of each key. */
function firstBy<R>(
  records: readonly R[],
  keys: (record: R) => readonly (string | null)[],
): (key: string) => R | undefined {
  const found = new Map<string, R>()
  for (const record of records)
    for (const key of keys(record)) if (key && !found.has(key)) found.set(key, record)
  return (key) => found.get(key)
}

const directoryOf = (customers: readonly Customer[]) => ({
  byTenant: firstBy(customers, ({ tenantId }) => [tenantId]),
  byDomain: firstBy(customers, ({ domains }) => domains),
  byName: firstBy(customers, ({ name }) => [nameKey(name)]),
})
type Directory = ReturnType<typeof directoryOf>

/** Rows that name the same thing as another row of the file. */
function repeated<R>(rows: readonly R[], key: (row: R) => string): Set<R> {
  const seen = new Map<string, R>()
  const twice = new Set<R>()
  for (const row of rows) {
    const before = key(row) && seen.get(key(row))
    if (before) twice.add(row).add(before)
    seen.set(key(row), row)
  }
  return twice
}

/** A customer with what a row adds: lists grow, single facts are replaced, and nothing is emptied. */
export function mergeCustomer(before: CustomerInput, row: CustomerRow): CustomerInput {
  // An e-mail address tells people apart; a name does only where there is no address.
  const known = before.contacts.some(({ name, email }) =>
    row.email ? email.toLowerCase() === row.email.toLowerCase() : name === row.contact,
  )
  const adds = (row.email !== '' || row.contact !== '') && !known
  const { domains, contacts, aliases, tags, address } = before
  return {
    ...before,
    name: row.name || before.name,
    tenantId: row.tenantId || before.tenantId,
    domains: [...new Set([...domains, ...row.domains])],
    contacts: adds
      ? [...contacts, { id: newId(), name: row.contact || row.email, email: row.email, phone: row.phone }]
      : contacts,
    aliases: row.alias && !aliases.includes(row.alias) ? [...aliases, row.alias] : aliases,
    tags: [...new Set([...tags, ...row.tags])],
    address: {
      street: row.street || address.street,
      postalCode: row.postalCode || address.postalCode,
      city: row.city || address.city,
    },
    country: row.country || before.country,
    note: row.note || before.note,
  }
}

function planCustomer(
  row: CustomerRow,
  all: Directory,
  company: Company,
  twice: boolean,
): ImportRow<CustomerInput> {
  // Microsoft's own rule: a domain may be blank or move, so the tenant comes first.
  const byTenant = all.byTenant(row.tenantId)
  const byDomain = row.domains.map(all.byDomain).find(Boolean)
  const byName = all.byName(nameKey(row.name))
  const target = byTenant ?? byDomain ?? byName
  const base = target ?? newCustomer('', company.country, company.language)
  const merged = mergeCustomer(base, row)
  const { value, faults: wrong } = checked(customerInput, merged)
  const faults = [...row.faults, ...wrong, ...(value ? ownFaults(company, value) : [])]
  const changes = changesOf<CustomerInput>(target ?? {}, value ?? merged, customerShownFields)
  const doubt = doubtOf([
    ['invalid', faults.length],
    ['twiceInFile', twice],
    ['twoMatches', byTenant && byDomain && byTenant.id !== byDomain.id],
    ['twoMatches', !byTenant && row.tenantId && byDomain?.tenantId && byDomain.tenantId !== row.tenantId],
    ['sameName', !byTenant && !byDomain && byName && (row.tenantId || row.domains.length)],
  ])
  return {
    number: row.number,
    title: row.name || row.tenantId,
    effect: effectOf(doubt, !target, changes),
    doubt,
    faults,
    changes,
    target: target?.id ?? null,
    customerId: null,
    input: faults.length ? null : value,
  }
}

/** What each row of a customer list would do. */
export function planCustomers(
  rows: readonly CustomerRow[],
  customers: readonly Customer[],
  company: Company,
): ImportRow<CustomerInput>[] {
  const all = directoryOf(customers)
  const twice = repeated(rows, (row) => row.tenantId || row.domains[0] || nameKey(row.name))
  return rows.map((row) => planCustomer(row, all, company, twice.has(row)))
}

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
    return planSubscription(
      row,
      customer,
      byId(row.externalId),
      ofCustomer.get(customer?.id ?? '') ?? [],
      twice.has(row),
    )
  })
}
