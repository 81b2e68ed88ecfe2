import { localDateOf } from '#core/clock/clock.ts'
import { tallyIds, type Tallies } from '#core/storage/derived/tallies.ts'
import type { RecordOf } from '#core/storage/records.ts'

/** Counts a record, or takes it out again with -1. */
type Count<R> = (tallies: Tallies, record: R, n: 1 | -1) => void

/** A newest version. Whether it is over follows from the instant that it is counted under. */
export const countVersion: Count<RecordOf['versions']> = (tallies, { state, binding }, n) => {
  if (state === 'ready' || state === 'published') tallies.add(tallyIds[state], binding.closesAt, n)
  if (state === 'withdrawn') tallies.add(tallyIds.withdrawn, 'all', n)
}

export const countReply: Count<RecordOf['replies']> = (tallies, { state }, n) =>
  tallies.add(tallyIds.replies, state, n)

/** A recipient that has answered, in the month in which it did where the company is. @param timeZone IANA */
export const countAnswer =
  (timeZone: string): Count<RecordOf['recipients']> =>
  (tallies, { state, updatedAt }, n) => {
    const id = state.startsWith('accepted')
      ? tallyIds.accepted
      : state === 'declined'
        ? tallyIds.declined
        : null
    if (id) tallies.add(id, localDateOf(updatedAt, timeZone).slice(0, 7), n)
  }
