/** Dates and deadlines. Calendar dates are `YYYY-MM-DD`, moments are UTC instants. */

const day = 86_400_000

const digit = (text: string, at: number) => text.charCodeAt(at) - 48
const twoDigits = (text: string, at: number) => 10 * digit(text, at) + digit(text, at + 1)

/** Milliseconds since 1970 at which a date begins in UTC. Lists ask a hundred thousand times: `Date.parse` takes five times as long. */
const startOf = (date: string) =>
  Date.UTC(100 * twoDigits(date, 0) + twoDigits(date, 2), twoDigits(date, 5) - 1, twoDigits(date, 8))

/** The date `days` after `date`. */
export const addDays = (date: string, days: number) =>
  new Date(startOf(date) + days * day).toISOString().slice(0, 10)

/** The date `months` after `date`; the last day of a shorter month where there is no such day. */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}

/** Whole days from one calendar date to another. */
export const daysBetween = (from: string, to: string) => Math.round((startOf(to) - startOf(from)) / day)

const clocks = new Map<string, Intl.DateTimeFormat>()

/** The clock of a time zone: made once, because making one takes far longer than reading it. @throws RangeError */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    clocks.set(timeZone, clock)
  }
  return clock
}

/** What the clocks of a time zone show at a moment, as if it were UTC, in milliseconds. */
function wallClock(moment: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(moment)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

/** Today's date in a time zone. */
export const today = (now: number, timeZone: string) =>
  new Date(wallClock(now, timeZone)).toISOString().slice(0, 10)

/** The date of an instant in a time zone. */
export const localDateOf = (instant: string, timeZone: string) => today(Date.parse(instant), timeZone)

/** The IANA name of this machine's time zone. */
export const localTimeZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** Whether this is an IANA time zone that the engine knows. */
export function isTimeZone(timeZone: string): boolean {
  try {
    wallClock(0, timeZone)
    return true
  } catch {
    return false
  }
}

/**
 * The first moment after `date` in a time zone: an offer that is valid through
 * `date` closes then. Worked out once, when an offer is frozen, and frozen with
 * it: time zone rules change, promises do not. That is why `Intl`, which
 * differs between engines, may be used here.
 *
 * @returns an instant in UTC
 */
export function endOfDay(date: string, timeZone: string): string {
  const midnight = Date.parse(`${addDays(date, 1)}T00:00:00Z`)
  let moment = midnight
  // Twice, because the offset at the first guess may be the other side of a change to or from summer time.
  for (let round = 0; round < 2; round++) moment = midnight - (wallClock(moment, timeZone) - moment)
  return new Date(moment).toISOString()
}
