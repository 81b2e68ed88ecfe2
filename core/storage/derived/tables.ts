import type { Table, Transaction } from 'dexie'
import type { DeadlineKind, TaskKind } from '#core/clock/deadlines.ts'
import type { RecordOf, TableName } from '#core/storage/records.ts'

/**
 * What is derived from the records so that reading stays quick: written in
 * the command's own transaction, in no backup, and made anew from the
 * records whenever it has to be (docs/architecture.md, Derived data).
 */
export const derivedSchema = {
  clocks: 'id, [kind+on], customerId',
  tallies: 'id',
  findShards: 'id',
  rowShards: 'id',
} as const

/** A deadline or a task with all that a list shows of it. */
export type ClockRow = Readonly<{
  /** The kind of clock and the record that it runs for: a record's old clocks are found by it. */
  id: string
  kind: DeadlineKind | TaskKind
  /** `core/clock/deadlines.ts` says what for each kind. */
  on: string
  customerId: string | null
  /** The customer's name; empty without one. */
  who: string
  /** The product, the request or the company, in its own words. */
  what: string
  /** Id of the offer, subscription, key or request that it is about; empty for a customer's or the company's own. */
  about: string
}>

/** How many there are of something, by day, instant, month, state or place. No entry is zero. */
export type Tally = Readonly<{ id: string; counts: Readonly<Record<string, number>> }>

/** What customers are found by: one line each, in the order of their places, and their ids in the same order. */
export type FindShard = Readonly<{ id: number; ids: string; lines: string }>

/** Rows of a list in the order of their places, as JSON text, which is read much quicker than objects. Null where none is left. */
export type RowShard = Readonly<{ id: string; rows: string }>

/** So many records share a shard. */
export const shardSize = 1000

/** Where tables are found: the database, or the transaction of an upgrade. */
export type Source = Pick<Transaction, 'table'>

type DerivedOf = { clocks: ClockRow; tallies: Tally; rowShards: RowShard; findShards: FindShard }
type Key<T extends keyof DerivedOf> = T extends 'findShards' ? number : string

/** A table of records, with their type. */
export const recordsIn = <T extends TableName>(source: Source, name: T) =>
  source.table(name) as Table<RecordOf[T], string>

/** A table of what is derived, with its type. */
export const derivedIn = <T extends keyof DerivedOf>(source: Source, name: T) =>
  source.table(name) as Table<DerivedOf[T], Key<T>>
