import { newId } from '#core/model/bytes.ts'
import { customerInput, type Customer } from '#core/model/customer.ts'
import { Problem } from '#core/model/problem.ts'
import { parse } from '#core/model/schema.ts'
import { subscriptionInput } from '#core/model/subscription.ts'
import type { Work } from '#core/workspace/command.ts'
import { newlyKnown } from '#core/workspace/customers.ts'
import type { ImportRow } from '#core/workspace/importPlan.ts'
import type { PlannedCustomer, PlannedRow, PlannedSubscription } from '#core/workspace/importReading.ts'
import { mergeCustomer } from '#core/workspace/planCustomers.ts'
import { mergeSubscription } from '#core/workspace/planSubscriptions.ts'
import { checkSale } from '#core/workspace/sales.ts'
import { changeSubscription, insertSubscription } from '#core/workspace/subscriptions.ts'

/** How many records rows have made and changed. */
export type Taken = Readonly<{ added: number; changed: number }>

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
  const known = new Map<string, Customer>(
    found.flatMap((customer) => (customer ? [[customer.id, customer]] : [])),
  )
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
  await work.addAll('customers', made)
  await work.putAll('customers', [...known.values()])
  return { added: made.length, changed }
}

async function takeSubscription(
  work: Work,
  { read, row }: PlannedSubscription,
): Promise<'added' | 'changed'> {
  const customer = await work.get('customers', row.customerId ?? '')
  const stored = row.input!
  if (row.target) {
    const before = await work.get('subscriptions', row.target)
    await changeSubscription(
      work,
      before,
      parse(subscriptionInput, mergeSubscription(before, read)),
      read.state,
    )
    return 'changed'
  }
  const isActive = stored.startsOn !== null || stored.endsOn !== null || stored.externalId !== ''
  const state = read.state ?? (isActive ? 'active' : 'pending')
  // What is over at Microsoft takes no room under a cap.
  if (state !== 'expired' && state !== 'deleted') await checkSale(work.db, customer, stored, work.date)
  await insertSubscription(work, customer.id, stored, { source: 'import', sourceId: null, state })
  return 'added'
}

/** Takes rows of a subscription list. */
export async function takeSubscriptions(work: Work, rows: readonly PlannedRow[]): Promise<Taken> {
  const done = { added: 0, changed: 0 }
  for (const each of rows as readonly PlannedSubscription[]) {
    try {
      done[await takeSubscription(work, each)]++
    } catch (error) {
      throw ofRow(each.row, error)
    }
  }
  return done
}
