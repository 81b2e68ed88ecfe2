import type { Checked } from '#core/workspace/check.ts'
import type { CheckHandlers } from '#extension/dashboard/settings/checkWorker.ts'
import type { Done } from '#extension/longWork/messages.ts'
import { useStanding, work } from '#extension/longWork/work.ts'

const start = () => new Worker(new URL('./checkWorker.ts', import.meta.url), { type: 'module' })

const checking = work<CheckHandlers>(start)

/** How far the check is that a person has asked for; null where there is none. */
export const useChecking = () => useStanding(checking)

/** What is asked for: to look, or to bring lists and search up to date first. */
export type CheckOrder = keyof CheckHandlers

/** Checks every record of the workspace, in a worker. */
export async function check(order: CheckOrder): Promise<Done<Checked>> {
  const checked = await checking.ask(order, null)
  checking.end()
  return checked
}

/** The same without anybody seeing it. */
export async function checkQuietly(): Promise<Done<Checked>> {
  const quiet = work<CheckHandlers>(start)
  const checked = await quiet.ask('check', null)
  quiet.end()
  return checked
}
