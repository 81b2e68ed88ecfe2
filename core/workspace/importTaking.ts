import { newId } from '#core/model/bytes.ts'
import { customerInput, type Customer } from '#core/model/customer.ts'
import { Problem } from '#core/model/problem.ts'
import { parse } from '#core/model/schema.ts'
import { subscriptionInput } from '#core/model/subscription.ts'
import type { RecordOf } from '#core/storage/records.ts'
import { newlyKnown } from '#core/workspace/customers.ts'
import { byId, Holders } from '#core/workspace/holders.ts'
import type { ImportRow } from '#core/workspace/importPlan.ts'
import type { PlannedCustomer, PlannedRow, PlannedSubscription } from '#core/workspace/importReading.ts'
import { mergeCustomer } from '#core/workspace/planCustomers.ts'
import { mergeSubscription } from '#core/workspace/planSubscriptions.ts'
import { checkChangeAt, checkSaleTo } from '#core/workspace/sales.ts'
import { changedSubscription, newSubscription } from '#core/workspace/subscriptions.ts'
import type { Work } from '#core/workspace/work.ts'

/** How many records rows have made and changed. */
export type Taken = Readonly<{ added: number; changed: number }>

/** So many records are handed over at once. */
const atOnce = 50

/** Writes new records: the first are being written while the others are still compared with their schema. */
async function addAll<T extends 'customers' | 'subscriptions'>(
  work: Work,
  table: T,
  records: readonly RecordOf[T][],
): Promise<void> {
  for (let done = 0; done < records.length; done += atOnce)
    await work.addAll(table, records.slice(done, done + atOnce))
}

/** What was thrown for a row; a problem names it. */
const ofRow = ({ number, title }: ImportRow, error: unknown) =>
  error instanceof Problem
    ? new Problem(error.code, { ...error.detail, row: number, title }, error.faults)
    : error

/** A customer with what a row adds. @throws Problem that names the row */
function merged({ read, row }: PlannedCustomer, before: Customer | undefined): Customer {
  try {
    if (!before) throw new Problem('notFound', { what: 'customers' })
    return { ...before, ...parse(customerInput, mergeCustomer(before, read)) }
  } catch (error) {
    throw ofRow(row, error)
  }
}

/** Takes rows of a customer list. */
export async function takeCustomers(work: Work, rows: readonly PlannedRow[]): Promise<Taken> {
  const planned = rows as readonly PlannedCustomer[]
  const targets = [...new Set(planned.flatMap(({ row }) => row.target ?? []))]
  const found = await work.db.at('customers').bulkGet(targets)
  const known = byId(found)
  const made: Customer[] = []
  let changed = 0
  for (const each of planned) {
    const { target, input } = each.row
    if (target) {
      // As it is by now: another row may have added to it.
      known.set(target, merged(each, known.get(target)))
      changed++
    } else made.push({ id: newId(), ...input!, ...newlyKnown(work.at) })
  }
  await addAll(work, 'customers', made)
  await work.putAll('customers', [...known.values()])
  return { added: made.length, changed }
}

/** @returns the key of the subscription that the row makes or changes. @throws Problem of what Microsoft would refuse */
function takeSubscription(
  { at, date }: Pick<Work, 'at' | 'date'>,
  holders: Holders,
  { read, row }: PlannedSubscription,
): string {
  const customer = holders.customer(row.customerId)
  const stored = row.input!
  if (row.target) {
    const before = holders.target(row.target)
    const input = parse(subscriptionInput, mergeSubscription(before, read))
    const after = changedSubscription(before, input, at, read.state)
    const holder = holders.holder(after.customerId)
    if (holder) checkChangeAt(holder, before, after, date)
    holders.change(after)
    return after.id
  }
  const isActive = stored.startsOn !== null || stored.endsOn !== null || stored.externalId !== ''
  const state = read.state ?? (isActive ? 'active' : 'pending')
  // What is over at Microsoft takes no room under a cap.
  if (state !== 'expired' && state !== 'deleted') checkSaleTo(holders.holder(customer.id)!, stored, date)
  const made = newSubscription(at, customer.id, stored, { source: 'import', sourceId: null, state })
  holders.add(made)
  return made.id
}

/** Takes rows of a subscription list. */
export async function takeSubscriptions(work: Work, rows: readonly PlannedRow[]): Promise<Taken> {
  const planned = rows as readonly PlannedSubscription[]
  const holders = await Holders.read(work, planned)
  const takenAs = new Map<unknown, ImportRow>()
  for (const each of planned) {
    try {
      takenAs.set(takeSubscription(work, holders, each), each.row)
    } catch (error) {
      throw ofRow(each.row, error)
    }
  }
  const { made, changed } = holders
  try {
    await addAll(work, 'subscriptions', made)
    await work.putAll('subscriptions', [...changed.values()])
  } catch (error) {
    const row = error instanceof Problem ? takenAs.get(error.detail['key']) : undefined
    throw row ? ofRow(row, error) : error
  }
  return { added: made.length, changed: planned.length - made.length }
}
