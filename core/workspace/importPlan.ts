import * as v from 'valibot'
import { nameKey } from '#core/locale/fold.ts'
import type { Customer } from '#core/model/customer.ts'
import { Problem, type FieldFault } from '#core/model/problem.ts'
import { parse } from '#core/model/schema.ts'

export const customerShownFields = [
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

export const subscriptionShownFields = [
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

export function changesOf<T extends object>(
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
export function checked<S extends v.GenericSchema>(
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
export const doubtOf = (doubts: readonly (readonly [ImportDoubt, unknown])[]): ImportDoubt | null =>
  doubts.find(([, holds]) => holds)?.[0] ?? null

export function effectOf(
  doubt: ImportDoubt | null,
  isNew: boolean,
  changes: readonly ImportChange[],
): ImportRow['effect'] {
  if (doubt) return 'doubt'
  if (isNew) return 'new'
  return changes.length ? 'changed' : 'unchanged'
}

/** The first record of each key. */
export function firstBy<R>(
  records: readonly R[],
  keys: (record: R) => readonly (string | null)[],
): (key: string) => R | undefined {
  const found = new Map<string, R>()
  for (const record of records)
    for (const key of keys(record)) if (key && !found.has(key)) found.set(key, record)
  return (key) => found.get(key)
}

export const directoryOf = (customers: readonly Customer[]) => ({
  byTenant: firstBy(customers, ({ tenantId }) => [tenantId]),
  byDomain: firstBy(customers, ({ domains }) => domains),
  byName: firstBy(customers, ({ name }) => [nameKey(name)]),
})
export type Directory = ReturnType<typeof directoryOf>

/** Rows that name the same thing as another row of the file. */
export function repeated<R>(rows: readonly R[], key: (row: R) => string): Set<R> {
  const seen = new Map<string, R>()
  const twice = new Set<R>()
  for (const row of rows) {
    const before = key(row) && seen.get(key(row))
    if (before) twice.add(row).add(before)
    seen.set(key(row), row)
  }
  return twice
}
