import type { ProblemCode } from '#core/model/problem.ts'
import { settings } from '#extension/browser.ts'

/** A run that failed, which every page and the background know of as long as the browser is open. */
export type Failure = Readonly<{
  /** What was to be brought. */
  of: string
  code: ProblemCode
  /** When, in milliseconds since 1970. */
  at: number
  /** How often it has failed with the same to bring. */
  tries: number
}>

/** The run that failed last; null when none did since. */
export const findFailure = async (): Promise<Failure | null> =>
  (await settings.kept('publishing')) as Failure | null

/** Keeps how a run ended. @param code of its problem; null when it went well @returns how often it has failed so */
export async function keepEnd(of: string, code: ProblemCode | null): Promise<number> {
  // Another one is at it, and says itself how it ended.
  if (code === 'busy') return 0
  const before = await findFailure()
  const tries = before?.of === of ? before.tries + 1 : 1
  await settings.keep('publishing', code && { of, code, at: Date.now(), tries })
  return code ? tries : 0
}
