import type * as v from 'valibot'
import { denial, type Capability } from '#core/access/access.ts'
import { today } from '#core/clock/clock.ts'
import { delegationAt } from '#core/clock/delegation.ts'
import type { Activity, ActivityAction } from '#core/model/activity.ts'
import { newId } from '#core/model/bytes.ts'
import type { Company } from '#core/model/company.ts'
import type { Customer } from '#core/model/customer.ts'
import { Problem } from '#core/model/problem.ts'
import { parse } from '#core/model/schema.ts'
import type { Subscription } from '#core/model/subscription.ts'
import type { User } from '#core/model/user.ts'
import { keyOf, addressOf } from '#core/storage/address.ts'
import { storeNames, type Database } from '#core/storage/database.ts'
import type { Change } from '#core/storage/derived/affected.ts'
import { derive } from '#core/storage/derived/derive.ts'
import { isSlotted, nextSlot, slotOf, type SlottedTable } from '#core/storage/derived/slots.ts'
import { writing } from '#core/storage/hold.ts'
import type { RecordOf, TableName, WorkspaceRecord } from '#core/storage/records.ts'
import { referencesOf, referringTo } from '#core/storage/references.ts'
import { checked } from '#core/storage/stored.ts'
import type { Cost } from '#core/storage/vault.ts'
import { checkChange } from '#core/workspace/sales.ts'

/** What every command is called with. */
export type Context = Readonly<{
  db: Database
  /** Id of the user who acts. */
  actor: string
  /** Milliseconds since 1970. */
  now: () => number
  /** Opens the vault while it is unlocked; null when locked. */
  dataKey: string | null
  /** What a new passphrase costs to try; only tests make it cheap. */
  cost?: Cost
  /** A customer is chosen in this window. */
  customerChosen?: boolean
  /** What the person saw when they began: where it is not so any more, nothing is done. */
  expected?: Expected | undefined
}>

/** A record as it was read; null where there was none. */
export type Expected = Readonly<{ table: TableName; key: string; record: unknown }>

export type Undo = readonly Change[]

/** Changes that commands made here. Nothing else can be taken back: an undo asks for no capability. */
const made = new WeakSet<Change>()

export type Outcome<T> = { ok: true; value: T; undo: Undo } | { ok: false; problem: Problem }

export type Command<I, T> = (context: Context, input: I) => Promise<Outcome<T>>

type ActivityAbout = Partial<Pick<Activity, 'offerId' | 'customerId' | 'detail'>>

/** What a command may do inside its transaction. */
export class Work {
  readonly db: Database
  readonly user: User
  readonly company: Company
  readonly workspace: WorkspaceRecord
  readonly customerChosen: boolean
  /** The moment of the command, in milliseconds and as an instant. */
  readonly now: number
  readonly at: string
  /** Today's date where the company is. */
  readonly date: string
  readonly changes: Change[] = []
  /** Addresses of records that were written back without a look at their schema. */
  readonly restored = new Set<string>()
  /** Writes that nobody has waited for yet. */
  private readonly sent: Promise<unknown>[] = []
  /** The next place of new records, by table. */
  private readonly free: Partial<Record<SlottedTable, number>> = {}

  constructor(
    db: Database,
    who: { user: User; company: Company; workspace: WorkspaceRecord; customerChosen: boolean },
    now: number,
  ) {
    this.db = db
    this.user = who.user
    this.company = who.company
    this.workspace = who.workspace
    this.customerChosen = who.customerChosen
    this.now = now
    this.at = new Date(now).toISOString()
    this.date = today(now, who.company.timeZone)
  }

  /**
   * @param customer that it is done for, where delegation decides
   * @throws Problem `notAllowed`, with the reason
   */
  require(capability: Capability, customer?: Customer): void {
    const { user, company, customerChosen, date } = this
    const reason = denial(
      { user, company, customerChosen, ...(customer ? { delegation: delegationAt(customer, date) } : {}) },
      capability,
    )
    if (reason) throw new Problem('notAllowed', { reason })
  }

  /** The record, or null. */
  async find<T extends TableName>(table: T, key: string): Promise<RecordOf[T] | null> {
    return (await this.db.at(table).get(key)) ?? null
  }

  /** @throws Problem `notFound` */
  async get<T extends TableName>(table: T, key: string): Promise<RecordOf[T]> {
    const record = await this.find(table, key)
    if (!record) throw new Problem('notFound', { what: table })
    return record
  }

  /** Writes a record as its schema returns it. @throws Problem `recordUnfit` */
  async put<T extends TableName>(table: T, record: RecordOf[T]): Promise<void> {
    await this.putAll(table, [record])
  }

  /** Writes several records, of which no two have the same key. @throws Problem `recordUnfit` */
  async putAll<T extends TableName>(table: T, records: readonly RecordOf[T][]): Promise<void> {
    const fit = records.map((record) => checked(table, record))
    const keys = fit.map((record) => keyOf(table, record))
    const before = await this.db.at(table).bulkGet(keys)
    const after = isSlotted(table) ? await this.place(table, fit, before) : fit
    this.remember(table, keys, before, after)
    await this.db.at(table).bulkPut(after)
  }

  /** Gives records the places that they had, and new ones the next that are free. */
  private async place<T>(
    table: SlottedTable,
    records: readonly T[],
    before: readonly unknown[],
  ): Promise<T[]> {
    let next = this.free[table] ?? (await nextSlot(this.db, table))
    const placed = records.map((record, index) => ({ ...record, slot: slotOf(before[index]) ?? next++ }))
    this.free[table] = next
    return placed
  }

  /** Goes on while something is written: whatever is read next finds it, and the command ends after it. */
  send(write: PromiseLike<unknown>): void {
    const sent = Promise.resolve(write)
    // Whoever waits for it hears of it; a command that fails before has said enough.
    sent.catch(() => {})
    this.sent.push(sent)
  }

  /** Waits until everything is written. */
  async written(): Promise<void> {
    await Promise.all(this.sent.splice(0))
  }

  /** Writes new records, which nothing can be under the keys of, and does not wait for it. @throws Problem `recordUnfit` */
  async addAll<T extends TableName>(table: T, records: readonly RecordOf[T][]): Promise<void> {
    const fit = records.map((record) => checked(table, record))
    const after = isSlotted(table) ? await this.place(table, fit, []) : fit
    this.remember(
      table,
      after.map((record) => keyOf(table, record)),
      [],
      after,
    )
    // Not `bulkAdd`, which looks first whether a key is there: among many records that takes as long as the writing.
    this.send(this.db.at(table).bulkPut(after))
  }

  async remove(table: TableName, key: string): Promise<void> {
    await this.removeAll(table, [key])
  }

  async removeAll(table: TableName, keys: readonly string[]): Promise<void> {
    this.remember(table, keys, await this.db.at(table).bulkGet([...keys]), [])
    await this.db.at(table).bulkDelete([...keys])
  }

  /** Writes a record back as it once was stored, which is not for today's schema to judge. */
  async restore(table: TableName, key: string, record: unknown): Promise<void> {
    await this.restoreAll(table, [key], [record])
  }

  /** The same with several. */
  async restoreAll(table: TableName, keys: readonly string[], records: readonly unknown[]): Promise<void> {
    this.remember(table, keys, await this.db.at(table).bulkGet([...keys]), records)
    for (const key of keys) this.restored.add(addressOf(table, key))
    await this.db.at(table).bulkPut(records as never[])
  }

  private remember(
    table: TableName,
    keys: readonly string[],
    before: readonly unknown[],
    after: readonly unknown[],
  ): void {
    for (const [index, key] of keys.entries()) {
      const change = { table, key, before: before[index] ?? null, after: after[index] ?? null }
      made.add(change)
      this.changes.push(change)
    }
  }

  /** Adds to the log. @throws Problem `recordUnfit` */
  async log(action: ActivityAction, about: ActivityAbout = {}): Promise<void> {
    await this.logAll(action, [about])
  }

  /** Adds a line to the log for each of several. @throws Problem `recordUnfit` */
  async logAll(action: ActivityAction, all: readonly ActivityAbout[]): Promise<void> {
    const common = { at: this.at, by: this.user.id, action, offerId: null, customerId: null, detail: {} }
    await this.db
      .at('activity')
      .bulkAdd(all.map((about) => checked('activity', { id: newId(), ...common, ...about })))
  }
}

/** What somebody is about to do. @throws Problem `notSetUp`, `notAllowed` */
async function admit(
  { db, actor, now, customerChosen = false }: Context,
  may: Capability | null,
): Promise<Work> {
  const [user, company, workspace] = await Promise.all([
    db.at('users').get(actor),
    db.at('company').get('company'),
    db.at('workspace').get('workspace'),
  ])
  if (!user || !company || !workspace) throw new Problem('notSetUp')
  if (!user.active) throw new Problem('notAllowed', { reason: 'inactive' })
  const work = new Work(db, { user, company, workspace, customerChosen }, now())
  if (may) work.require(may)
  return work
}

/** Asks before long work whether it may be done at all. @throws Problem `notSetUp`, `notAllowed` */
export async function permit(context: Context, may: Capability): Promise<void> {
  await admit(context, may)
}

/** Runs `work` in one transaction over every table: all of it is written, or nothing. */
export function transact<T>(
  context: Context,
  may: Capability | null,
  run: (work: Work) => Promise<T>,
): Promise<{ value: T; undo: Undo }> {
  const { db, expected } = context
  return writing(db, () =>
    db.transaction('rw', storeNames, async () => {
      const work = await admit(context, may)
      if (expected && !same(await work.find(expected.table, expected.key), expected.record ?? null))
        throw new Problem('changedElsewhere')
      const value = await run(work)
      await Promise.all([derive(db, work.changes, work.restored), work.written()])
      return { value, undo: work.changes }
    }),
  )
}

/** Turns whatever was thrown into a named problem. What nobody foresaw keeps its text for a report. */
export function problemOf(error: unknown, db: Database): Problem {
  if (error instanceof Problem) return error
  if (db.stale) return new Problem('storageStale')
  const inner = (error as { inner?: unknown })?.inner
  if (inner instanceof Problem) return inner
  const name = error instanceof Error ? error.name : ''
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const storage = /Quota|Abort|DatabaseClosed|OpenFailed|InvalidState|Unknown|MissingAPI|Version/.test(name)
  return new Problem(storage ? 'storageFailed' : 'unexpected', { what: what.slice(0, 300) })
}

/** Runs and names what goes wrong. */
export async function outcome<T>(
  db: Database,
  run: () => Promise<{ value: T; undo: Undo }>,
): Promise<Outcome<T>> {
  try {
    return { ok: true, ...(await run()) }
  } catch (error) {
    return { ok: false, problem: problemOf(error, db) }
  }
}

type Definition<S extends v.GenericSchema, P, T> = {
  input: S
  /** The capability that it needs. Null: everybody on the staff, or `run` asks by what it acts on. */
  may: Capability | null
  /** Cryptography and other waiting that an IndexedDB transaction does not survive. Reads, never writes. */
  prepare?: (context: Context, input: v.InferOutput<S>) => Promise<P>
  run: (work: Work, input: v.InferOutput<S>, prepared: P) => Promise<T>
}

/**
 * A command: checks its input against a schema and its actor against the
 * capability table, then writes records and activity in one transaction.
 * Never throws: what goes wrong is a named problem.
 */
export function command<S extends v.GenericSchema, P = undefined, T = void>({
  input: schema,
  may,
  prepare,
  run,
}: Definition<S, P, T>): Command<v.InferInput<S>, T> {
  return (context, raw) =>
    outcome(context.db, async () => {
      const input = parse(schema, raw)
      const prepared = (await prepare?.(context, input)) as P
      return transact(context, may, (work) => run(work, input, prepared))
    })
}

/** Whether a record that is there names one of these. @param gone with what each of them was */
export async function isReferredTo(
  db: Database,
  gone: readonly Pick<Change, 'table' | 'key' | 'after'>[],
): Promise<boolean> {
  for (const [to, own] of Map.groupBy(gone, ({ table }) => table)) {
    const keys = new Set(own.map(({ key }) => key))
    for (const { table, field, index, by } of referringTo(to)) {
      const records = db.at(table)
      const isIndexed = index === ':id' || records.schema.indexes.some(({ name }) => name === index)
      const wanted = own.map(({ key, after }) => (by === null ? key : (after as Record<string, string>)[by]!))
      const candidates = isIndexed ? records.where(index).anyOf(wanted) : records.toCollection()
      const names = (record: RecordOf[TableName]) =>
        referencesOf(table, record).some(
          (each) => each.field === field && each.to === to && keys.has(each.key),
        )
      if (await candidates.filter(names).first()) return true
    }
  }
  return false
}

/** Whether what records name is there, and no customer gets more than Microsoft sells by them. */
async function isWhole(work: Work, changes: readonly Change[]): Promise<boolean> {
  for (const { table, key, after } of changes) {
    const record = await work.get(table, key)
    for (const reference of referencesOf(table, record))
      if (!(await work.find(reference.to, reference.key))) return false
    if (table === 'subscriptions')
      await checkChange(work.db, after as Subscription | null, record as Subscription, work.date)
  }
  return true
}

/** Whether the workspace keeps its promises after changes were taken back. What was made later may name what is gone: an offer to a customer who has just been added. */
export async function isSound(work: Work, changes: readonly Change[]): Promise<boolean> {
  const gone = changes.filter(({ before }) => before === null)
  const back = changes.filter(({ before }) => before !== null)
  return !(await isReferredTo(work.db, gone)) && (await isWhole(work, back))
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Takes a command back, as long as nothing has touched its records since. */
export const undo: Command<Undo, void> = (context, changes) =>
  outcome(context.db, () =>
    transact(context, null, async (work) => {
      if (!changes.every((change) => made.has(change))) throw new Problem('wrongState')
      for (const { table, key, before, after } of [...changes].reverse()) {
        const now = await work.find(table, key)
        if (!same(now, after)) throw new Problem('wrongState')
        if (before === null) await work.remove(table, key)
        else await work.restore(table, key, before)
      }
      if (!(await isSound(work, changes))) throw new Problem('wrongState')
      await work.log('undone')
    }),
  )
