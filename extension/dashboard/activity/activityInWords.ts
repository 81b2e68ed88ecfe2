import type { Activity } from '#core/model/activity.ts'
import { delegationStates, recipientStates } from '#core/model/kinds.ts'
import { requestStates } from '#core/model/request.ts'
import { named, type Speaker } from '#extension/ui/words.ts'

/** The state that a line is about, as on its own screen; undefined where there is none. */
function stateInWords(t: Speaker['t'], { delegation, requestState, state }: Activity['detail']) {
  if (typeof delegation === 'string')
    return named(t, delegationStates, delegation, (each) => `delegation.${each}`)
  if (typeof requestState === 'string')
    return named(t, requestStates, requestState, (each) => `requestState.${each}`)
  return typeof state === 'string'
    ? named(t, recipientStates, state, (each) => `recipient.${each}`)
    : undefined
}

/** One line of the log as a sentence. */
export function activityInWords(t: Speaker['t'], { action, detail }: Activity): string {
  const state = stateInWords(t, detail)
  return t(`activity.${action}`, state === undefined ? detail : { ...detail, state })
}
