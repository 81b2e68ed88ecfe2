import { addDays, daysBetween, today } from '#core/clock/clock.ts'
import { deadlineKinds, lapses, leadOf, type DeadlineKind } from '#core/clock/deadlines.ts'
import type { Company } from '#core/model/company.ts'
import type { Database } from '#core/storage/database.ts'
import type { ClockRow } from '#core/storage/derived/tables.ts'
import { readTallies, sumBetween, tallyIds } from '#core/storage/derived/tallies.ts'

export { deadlineKinds, type DeadlineKind } from '#core/clock/deadlines.ts'
export type { ClockRow } from '#core/storage/derived/tables.ts'

/** One clock: what ends on which day, and where its next step is. */
export type Deadline = Omit<ClockRow, 'kind'> &
  Readonly<{
    kind: DeadlineKind
    /** Days from today; negative when it is over. */
    days: number
  }>

/** How long a deadline that is over is still brought up, in days. */
const forgotten = 30

/** Later than any day. */
const always = '9999-12-31'

/** The days whose deadlines of a kind are shown: from those that are over to the last. */
type Days = Readonly<{ from: string; to: string }>

/** The days from which deadlines of a kind are brought up on a date. */
const shownFrom = (kind: DeadlineKind, date: string) => (lapses(kind) ? date : addDays(date, -forgotten))

const byDay = (a: ClockRow, b: ClockRow) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)

/** The first deadlines of some kinds, each within its own days, the next one first. */
async function firstOf(
  db: Database,
  ranges: ReadonlyMap<DeadlineKind, Days>,
  date: string,
  limit: number,
): Promise<Deadline[]> {
  const each = await Promise.all(
    [...ranges].map(([kind, { from, to }]) =>
      db.clocks.where('[kind+on]').between([kind, from], [kind, to], true, true).limit(limit).toArray(),
    ),
  )
  const found = each.flat().sort(byDay).slice(0, limit)
  return found.map((row) => ({ ...row, kind: row.kind as DeadlineKind, days: daysBetween(date, row.on) }))
}

async function countOf(
  db: Database,
  ranges: ReadonlyMap<DeadlineKind, Days>,
): Promise<Map<DeadlineKind, number>> {
  const kinds = [...ranges.keys()]
  const tallies = await readTallies(db, kinds.map(tallyIds.clock))
  return new Map(
    kinds.map((kind) => {
      const { from, to } = ranges.get(kind)!
      return [kind, sumBetween(tallies[tallyIds.clock(kind)]!, from, to)]
    }),
  )
}

/** Deadlines with how many there are of each kind. */
export type Deadlines = Readonly<{ shown: readonly Deadline[]; counts: ReadonlyMap<DeadlineKind, number> }>

/**
 * The next deadlines, with those that are over and not forgotten.
 *
 * @param kind only of this one; null for all. @param limit so many at most
 */
export async function listDeadlines(
  db: Database,
  company: Company,
  now: number,
  kind: DeadlineKind | null,
  limit: number,
): Promise<Deadlines> {
  const date = today(now, company.timeZone)
  const days = new Map(deadlineKinds.map((each) => [each, { from: shownFrom(each, date), to: always }]))
  const wanted = new Map([...days].filter(([each]) => kind === null || each === kind))
  const [shown, counts] = await Promise.all([firstOf(db, wanted, date, limit), countOf(db, days)])
  return { shown, counts }
}

/** The days whose deadlines are brought up on a date, by kind. What renews by itself is not. */
const dueDays = (company: Company, date: string): ReadonlyMap<DeadlineKind, Days> =>
  new Map(
    deadlineKinds
      .filter((kind) => kind !== 'renewal')
      .map((kind) => [kind, { from: shownFrom(kind, date), to: addDays(date, leadOf(kind, company)) }]),
  )

/** The next of the deadlines that are brought up today. */
export function listDueDeadlines(
  db: Database,
  company: Company,
  now: number,
  limit: number,
): Promise<Deadline[]> {
  const date = today(now, company.timeZone)
  return firstOf(db, dueDays(company, date), date, limit)
}

/** How many deadlines are brought up today. */
export async function countDueDeadlines(db: Database, company: Company, now: number): Promise<number> {
  const counts = await countOf(db, dueDays(company, today(now, company.timeZone)))
  return [...counts.values()].reduce((sum, n) => sum + n, 0)
}

/** How many deadlines end in each of the next weeks. */
export async function countByWeek(db: Database, date: string, weeks: number): Promise<number[]> {
  const tallies = await readTallies(db, deadlineKinds.map(tallyIds.clock))
  return Array.from({ length: weeks }, (_, week) => {
    const [from, to] = [addDays(date, 7 * week), addDays(date, 7 * week + 6)]
    return Object.values(tallies).reduce((sum, counts) => sum + sumBetween(counts, from, to), 0)
  })
}
