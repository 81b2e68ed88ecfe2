import * as v from 'valibot'
import { readTable } from '#core/exchange/csv.ts'
import { readCustomerRows, sameName, type CustomerRow } from '#core/exchange/customerFile.ts'
import { productNamed, readSubscriptionRows, type SubscriptionRow } from '#core/exchange/subscriptionFile.ts'
import { newId } from '#core/model/bytes.ts'
import type { Company } from '#core/model/company.ts'
import { customerInput, newCustomer, type Customer, type CustomerInput } from '#core/model/customer.ts'
import { Problem, type FieldProblem } from '#core/model/problem.ts'
import { id, parse } from '#core/model/schema.ts'
import { subscriptionInput, type Subscription, type SubscriptionInput } from '#core/model/subscription.ts'
import type { Database } from '#core/storage/database.ts'
import { command, problemOf, type Work } from '#core/workspace/command.ts'
import { insertCustomer } from '#core/workspace/customers.ts'
import { checkSale } from '#core/workspace/sales.ts'
import { changeSubscription, insertSubscription } from '#core/workspace/subscriptions.ts'

export const importKinds = ['customers', 'subscriptions'] as const
export type ImportKind = (typeof importKinds)[number]

/** One field that a row would change. */
export type ImportChange = Readonly<{ field: string; before: string; after: string }>

/** Why a row is in doubt: a person decides, and nothing is done without. */
export const importDoubts = ['sameName', 'twoMatches', 'twiceInFile', 'customerUnknown', 'invalid'] as const
export type ImportDoubt = (typeof importDoubts)[number]

/** What a row would do. */
export type ImportRow<T = unknown> = Readonly<{
  /** Of the row, as the file has it. */
  number: number
  title: string
  effect: 'new' | 'changed' | 'unchanged' | 'doubt'
  doubt: ImportDoubt | null
  faults: readonly FieldProblem[]
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
  return Object.entries(value).filter(([key, part]) => key !== 'id' && part !== '').map(([, part]) => shown(part)).join(', ')
}

function changesOf<T extends object>(before: T, after: T, fields: readonly (keyof T & string)[]): ImportChange[] {
  return fields
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: shown(before[field]), after: shown(after[field]) }))
}

/** What is wrong with an input, as faults; none when it is right. */
function faultsOf(schema: v.GenericSchema, input: unknown): readonly FieldProblem[] {
  try {
    parse(schema, input)
    return []
  } catch (error) {
    if (error instanceof Problem) return error.fields
    throw error
  }
}

const customerShownFields = ['name', 'tenantId', 'domains', 'contacts', 'address', 'country', 'aliases', 'tags', 'note'] as const

/** A customer with what a row adds: lists grow, single facts are replaced, and nothing is emptied. */
function mergeCustomer(before: CustomerInput, row: CustomerRow): CustomerInput {
  const known = before.contacts.some((contact) => row.email !== '' && contact.email.toLowerCase() === row.email.toLowerCase())
  const adds = (row.email !== '' || row.contact !== '') && !known && !before.contacts.some((contact) => contact.name === row.contact && !row.email)
  const { name: _name, domains, contacts, aliases, tags, address } = before
  return {
    ...before,
    name: row.name || before.name,
    tenantId: row.tenantId || before.tenantId,
    domains: [...new Set([...domains, ...row.domains])],
    contacts: adds ? [...contacts, { id: newId(), name: row.contact || row.email, email: row.email, phone: row.phone }] : contacts,
    aliases: row.alias && !aliases.includes(row.alias) ? [...aliases, row.alias] : aliases,
    tags: [...new Set([...tags, ...row.tags])],
    address: { street: row.street || address.street, postalCode: row.postalCode || address.postalCode, city: row.city || address.city },
    country: row.country || before.country,
    note: row.note || before.note,
  }
}

function planCustomer(row: CustomerRow, all: readonly Customer[], company: Company, twice: boolean): ImportRow<CustomerInput> {
  const byTenant = row.tenantId ? all.find((each) => each.tenantId === row.tenantId) : undefined
  // Microsoft's own rule: a domain may be blank or move, so the tenant comes first.
  const byDomain = all.find((each) => each.domains.some((domain) => row.domains.includes(domain)))
  const byName = all.find((each) => sameName(each.name, row.name))
  const twoMatches = byTenant && byDomain && byTenant.id !== byDomain.id
  const otherTenant = !byTenant && byDomain?.tenantId && row.tenantId && byDomain.tenantId !== row.tenantId
  const target = byTenant ?? byDomain ?? byName
  const nameOnly = target !== undefined && target === byName && !byTenant && !byDomain && (row.tenantId !== '' || row.domains.length > 0)
  const base = target ?? newCustomer('', company.country, company.language)
  const input = mergeCustomer(base, row)
  const faults = faultsOf(customerInput, input)
  const changes = changesOf<CustomerInput>(base, input, customerShownFields)
  const doubt: ImportDoubt | null = faults.length ? 'invalid' : twice ? 'twiceInFile' : twoMatches || otherTenant ? 'twoMatches' : nameOnly ? 'sameName' : null
  const effect = doubt ? 'doubt' : target ? (changes.length ? 'changed' : 'unchanged') : 'new'
  return {
    number: row.number, title: row.name || row.tenantId, effect, doubt, faults, changes: target ? changes : [],
    target: target?.id ?? null, customerId: null, input: faults.length ? null : input,
  }
}

const subscriptionShownFields = ['licences', 'term', 'billing', 'startsOn', 'endsOn', 'autoRenew', 'partnerOfRecord', 'trial', 'externalId'] as const

function mergeSubscription(before: SubscriptionInput | null, row: SubscriptionRow): SubscriptionInput {
  const trial = before?.trial ?? row.trial ?? false
  return {
    product: before?.product ?? productNamed(row.product),
    licences: row.licences ?? before?.licences ?? 0,
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

function customerOf(row: SubscriptionRow, all: readonly Customer[], chosen: string | null): Customer | undefined {
  if (row.tenantId) return all.find((each) => each.tenantId === row.tenantId) ?? byOther(row, all)
  return row.customer || row.domain ? byOther(row, all) : all.find((each) => each.id === chosen)
}

const byOther = (row: SubscriptionRow, all: readonly Customer[]) =>
  all.find((each) => row.domain !== '' && each.domains.includes(row.domain)) ?? all.find((each) => row.customer !== '' && sameName(each.name, row.customer))

function planSubscription(
  row: SubscriptionRow, customers: readonly Customer[], all: readonly Subscription[], chosen: string | null, twice: boolean,
): ImportRow<SubscriptionInput> {
  const customer = customerOf(row, customers, chosen)
  const own = all.filter((each) => each.customerId === customer?.id && each.state !== 'deleted')
  const byId = row.externalId ? all.find((each) => each.externalId === row.externalId) : undefined
  const product = productNamed(row.product)
  const alike = own.filter((each) => !each.convertedTo && (product.skuId ? each.product.skuId === product.skuId : each.product.name === product.name) && (row.trial === null || each.trial === row.trial))
  // One that has another id at Microsoft is another subscription.
  const candidates = byId ? [byId] : alike.filter((each) => !row.externalId || each.externalId === '')
  const [target] = candidates
  const input = mergeSubscription(target ?? null, row)
  const unread = new Set(row.faults.map(({ path }) => path))
  const faults = [...row.faults, ...faultsOf(subscriptionInput, input).filter(({ path }) => !unread.has(path))]
  const changes = target ? changesOf<SubscriptionInput>(target, input, subscriptionShownFields) : []
  const moved = target && row.state && row.state !== target.state ? [{ field: 'state', before: target.state, after: row.state }] : []
  const doubt: ImportDoubt | null = !customer ? 'customerUnknown' : faults.length ? 'invalid' : twice ? 'twiceInFile' : candidates.length > 1 || (byId && byId.customerId !== customer.id) ? 'twoMatches' : null
  const effect = doubt ? 'doubt' : target ? (changes.length + moved.length ? 'changed' : 'unchanged') : 'new'
  return {
    number: row.number, title: `${customer?.name ?? (row.customer || row.tenantId || '?')} · ${row.product}`, effect, doubt, faults,
    changes: [...changes, ...moved], target: target?.id ?? null, customerId: customer?.id ?? null, input: faults.length ? null : input,
  }
}

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

/** A plan with the rows as they were read, which a subscription's state needs. */
type Planned = { kind: 'customers'; rows: ImportRow<CustomerInput>[] } | { kind: 'subscriptions'; rows: ImportRow<SubscriptionInput>[]; read: SubscriptionRow[] }

async function plan(db: Database, kind: ImportKind, text: string, chosen: string | null): Promise<Planned> {
  const table = readTable(text)
  const [company, customers, subscriptions] = await Promise.all([db.at('company').get('company'), db.at('customers').toArray(), db.at('subscriptions').toArray()])
  if (!company) throw new Problem('notSetUp')
  if (kind === 'customers') {
    const rows = readCustomerRows(table)
    const twice = repeated(rows, (row) => row.tenantId || row.domains[0] || row.name.toLowerCase())
    return { kind, rows: rows.map((row) => planCustomer(row, customers, company, twice.has(row))) }
  }
  const rows = readSubscriptionRows(table)
  const twice = repeated(rows, (row) => row.externalId || `${row.tenantId}${row.customer}${row.product}`.toLowerCase())
  return { kind, read: rows, rows: rows.map((row) => planSubscription(row, customers, subscriptions, chosen, twice.has(row))) }
}

/**
 * What a file would do, row by row, before anything is written.
 *
 * @param chosen the customer of rows that name none, as Partner Center's export for one customer
 * @throws Problem `tableNone`, `tableColumns`
 */
export async function previewImport(db: Database, kind: ImportKind, text: string, chosen: string | null): Promise<readonly ImportRow[] | Problem> {
  try {
    return (await plan(db, kind, text, chosen)).rows
  } catch (error) {
    return problemOf(error, db)
  }
}

const input = v.object({
  text: v.pipe(v.string('required'), v.maxLength(20_000_000, 'tooLong')),
  /** Numbers of the rows to take. A row in doubt is taken only when it is among them. */
  rows: v.array(v.number()),
  chosen: v.nullable(id),
})

/** Takes the chosen rows of a customer list, all of them or none. */
export const importCustomers = command({
  input,
  may: 'customer.import',
  prepare: ({ db }, { text, chosen }) => plan(db, 'customers', text, chosen),
  async run(work, { rows }, planned) {
    const done = { added: 0, changed: 0 }
    if (planned.kind !== 'customers') return done
    for (const row of planned.rows) {
      if (!rows.includes(row.number) || !row.input || row.effect === 'unchanged') continue
      const before = row.target ? await work.get('customers', row.target) : null
      if (before) await work.put('customers', { ...before, ...row.input })
      else await insertCustomer(work, row.input)
      done[before ? 'changed' : 'added']++
    }
    await work.log('customersImported', { detail: done })
    return done
  },
})

async function takeSubscription(work: Work, row: ImportRow<SubscriptionInput>, read: SubscriptionRow): Promise<'added' | 'changed'> {
  const customer = await work.get('customers', row.customerId!)
  const before = row.target ? await work.get('subscriptions', row.target) : null
  if (before) {
    await changeSubscription(work, before, row.input!, read.state)
    return 'changed'
  }
  const state = read.state ?? (row.input!.startsOn === null && row.input!.endsOn === null && row.input!.externalId === '' ? 'pending' : 'active')
  // What is over at Microsoft takes no room under a cap.
  if (state !== 'expired' && state !== 'deleted') await checkSale(work.db, customer, row.input!, work.date)
  await insertSubscription(work, customer.id, row.input!, { source: 'import', sourceId: null, state })
  return 'added'
}

/** Takes the chosen rows of a subscription list, all of them or none. */
export const importSubscriptions = command({
  input,
  may: 'subscription.edit',
  prepare: ({ db }, { text, chosen }) => plan(db, 'subscriptions', text, chosen),
  async run(work, { rows }, planned) {
    const done = { added: 0, changed: 0 }
    if (planned.kind !== 'subscriptions') return done
    for (const [index, row] of planned.rows.entries())
      if (rows.includes(row.number) && row.input && row.customerId && row.effect !== 'unchanged') done[await takeSubscription(work, row, planned.read[index]!)]++
    await work.log('subscriptionsImported', { detail: done })
    return done
  },
})
