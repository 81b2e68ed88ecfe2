import { activityTopics, type Activity, type ActivityTopic } from '#core/model/activity.ts'
import type { Customer } from '#core/model/customer.ts'
import type { User } from '#core/model/user.ts'
import type { Database } from '#core/storage/database.ts'
import { latestOf, type Range } from '#core/workspace/latest.ts'

/** What to show of the log; null for everything. Dates are `YYYY-MM-DD`, both included. */
export type ActivityFilter = Readonly<{
  by: string | null
  topic: ActivityTopic | null
  customerId: string | null
  from: string | null
  to: string | null
}>

const newestFirst = (a: Activity, b: Activity) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)

/** Lines through the index that leaves the fewest of them. */
async function linesOf(
  db: Database,
  { by, topic, customerId }: ActivityFilter,
  range: Range,
): Promise<Activity[]> {
  if (customerId !== null) return latestOf(db, '[customerId+at]', customerId, range)
  if (topic !== null) {
    const each = await Promise.all(
      activityTopics[topic].map((action) => latestOf(db, '[action+at]', action, range)),
    )
    return each.flat().sort(newestFirst).slice(0, range.limit)
  }
  if (by !== null) return latestOf(db, '[by+at]', by, range)
  const { from, to, limit } = range
  return db.at('activity').where('at').between(from, to, true, true).reverse().limit(limit).toArray()
}

/** The log, newest first, with who did it and for whom. */
export async function listActivity(
  db: Database,
  filter: ActivityFilter,
  limit: number,
): Promise<{ lines: Activity[]; users: User[]; customers: Customer[] }> {
  const fits = (line: Activity) =>
    (filter.by === null || line.by === filter.by) &&
    (filter.topic === null || (activityTopics[filter.topic] as readonly string[]).includes(line.action))
  // A date is the beginning of every instant of its day.
  const range = { from: filter.from ?? '', to: `${filter.to ?? ''}\uffff`, limit, fits }
  const [lines, users] = await Promise.all([linesOf(db, filter, range), db.at('users').toArray()])
  const ids = [...new Set(lines.flatMap(({ customerId }) => customerId ?? []))]
  const customers = (await db.at('customers').bulkGet(ids)).filter((customer) => customer !== undefined)
  return { lines, users, customers }
}
