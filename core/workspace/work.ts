import { denial, type Capability } from '#core/access/access.ts'
import { today } from '#core/clock/clock.ts'
import { delegationAt } from '#core/clock/delegation.ts'
import type { Activity, ActivityAction } from '#core/model/activity.ts'
import { newId } from '#core/model/bytes.ts'
import type { Company } from '#core/model/company.ts'
import type { Customer } from '#core/model/customer.ts'
import { Problem } from '#core/model/problem.ts'
import type { User } from '#core/model/user.ts'
import { keyOf, addressOf } from '#core/storage/address.ts'
import type { Database } from '#core/storage/database.ts'
import type { Change } from '#core/storage/derived/affected.ts'
import { isSlotted, nextSlot, slotOf, type SlottedTable } from '#core/storage/derived/slots.ts'
import type { RecordOf, TableName, WorkspaceRecord } from '#core/storage/records.ts'
import { checked } from '#core/storage/stored.ts'

/** Changes that commands made here. Nothing else can be taken back: an undo asks for no capability. */
const made = new WeakSet<Change>()

/** Whether a change is of a command here, and not one that somebody wrote down. */
export const isMade = (change: Change) => made.has(change)

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
  /** What went wrong with the first of them that failed. */
  failure: unknown = null
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
    // Whoever waits for it hears of it; a command that fails before asks what came first.
    sent.catch((error: unknown) => (this.failure ??= error))
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
