import type { ProblemCode } from '#core/model/problem.ts'

/** Between two tries of a run that failed, in milliseconds: twice as long each time, up to an hour. */
const first = 60_000
const longest = 3_600_000

/** What only a person can decide. */
const waitsForPerson: readonly ProblemCode[] = ['stopped', 'hostTaken', 'hostForeign', 'hostNotAllowed']

/**
 * Milliseconds after which a run that failed is begun again by itself.
 *
 * @param tries how often it has failed with the same to bring, from 1
 * @returns null when a person has to decide
 */
export const pauseAfter = (code: ProblemCode, tries: number): number | null =>
  waitsForPerson.includes(code) ? null : Math.min(first * 2 ** (tries - 1), longest)
