import { addressesOf } from '#core/model/hostPlaces.ts'
import type { Context } from '#core/workspace/command.ts'
import { findHostBefore } from '#core/workspace/moving.ts'
import { hostAccess } from '#extension/browser.ts'

/** Whether the browser lets the host before be reached, where its pages are still to lead on. Only pages and the background can ask it. */
export async function mayLeadOn(db: Context['db']): Promise<boolean> {
  const before = await findHostBefore(db)
  return !before || before.moved.done || hostAccess.has(addressesOf(before.settings, before.moved.from))
}
