import type { Activity } from '#core/model/activity.ts'
import type { ScreenKey, Speaker } from '#extension/ui/words.ts'

/** One line of the log as a sentence. Where a state is in it, it is named as on its own screen. */
export function activityInWords(t: Speaker['t'], { action, detail }: Activity): string {
  const family =
    action === 'delegationMoved' ? 'delegation' : action === 'requestMoved' ? 'requestState' : 'recipient'
  const state = detail[family === 'recipient' ? 'state' : family]
  return t(
    `activity.${action}`,
    typeof state === 'string' ? { ...detail, state: t(`${family}.${state}` as ScreenKey) } : detail,
  )
}
