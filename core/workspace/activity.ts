import { activityTopics, type Activity, type ActivityTopic } from '#core/model/activity.ts'
import type { Customer } from '#core/model/customer.ts'
import type { User } from '#core/model/user.ts'
import type { Database } from '#core/storage/database.ts'
import { latestOf, type Range } from '#core/workspace/latest.ts'
import { goOn, type Watch } from '#core/workspace/watch.ts'

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

const fitsFilter =
  ({ by, topic }: ActivityFilter) =>
  (line: Activity) =>
    (by === null || line.by === by) &&
    (topic === null || (activityTopics[topic] as readonly string[]).includes(line.action))

/** The instants of a filter. A date is the beginning of every instant of its day. */
const instantsOf = ({ from, to }: ActivityFilter) => ({ from: from ?? '', to: `${to ?? ''}\uffff` })

async function customersOf(db: Database, lines: readonly Activity[]): Promise<Customer[]> {
  const ids = [...new Set(lines.flatMap(({ customerId }) => customerId ?? []))]
  return (await db.at('customers').bulkGet(ids)).filter((customer) => customer !== undefined)
}

/** The log, newest first, with who did it and for whom. */
export async function listActivity(
  db: Database,
  filter: ActivityFilter,
  limit: number,
): Promise<{ lines: Activity[]; users: User[]; customers: Customer[] }> {
  const range = { ...instantsOf(filter), limit, fits: fitsFilter(filter) }
  const [lines, users] = await Promise.all([linesOf(db, filter, range), db.at('users').toArray()])
  return { lines, users, customers: await customersOf(db, lines) }
}

/** Every line between two instants of one customer, one person or all. */
function linesBetween(db: Database, { by, customerId }: ActivityFilter, from: string, to: string) {
  const lines = db.at('activity')
  if (customerId !== null)
    return lines.where('[customerId+at]').between([customerId, from], [customerId, to], true, true)
  if (by !== null) return lines.where('[by+at]').between([by, from], [by, to], true, true)
  return lines.where('at').between(from, to, true, true)
}

/**
 * Goes through the log, newest first, and holds no more of it than some lines.
 *
 * @param take is given what fits, with all users and the customers that it names
 * @param watch is told how many lines were looked at
 * @param pageLength so many lines are read at once
 * @throws Problem `stopped`
 */
export async function eachActivity(
  db: Database,
  filter: ActivityFilter,
  take: (lines: readonly Activity[], users: readonly User[], customers: readonly Customer[]) => void,
  watch: Watch = {},
  pageLength = 2000,
): Promise<void> {
  const fits = fitsFilter(filter)
  const { from, to: newest } = instantsOf(filter)
  const users = await db.at('users').toArray()
  const all = await linesBetween(db, filter, from, newest).count()
  let done = 0
  let to = newest
  /** Lines of the instant that the next page begins with which are done already. */
  let skip = 0
  for (;;) {
    goOn(watch)
    const page = await linesBetween(db, filter, from, to).reverse().offset(skip).limit(pageLength).toArray()
    const lines = page.filter(fits)
    take(lines, users, await customersOf(db, lines))
    done += page.length
    watch.onPart?.(Math.min(done, all), all, 'reading')
    if (page.length < pageLength) return
    const { at } = page.at(-1)!
    skip = (at === to ? skip : 0) + page.filter((line) => line.at === at).length
    to = at
  }
}
