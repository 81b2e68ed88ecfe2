import type { Activity } from '#core/model/activity.ts'
import type { Customer } from '#core/model/customer.ts'
import { delegationStates, recipientStates } from '#core/model/kinds.ts'
import { requestStates } from '#core/model/request.ts'
import type { User } from '#core/model/user.ts'
import { useApp } from '#extension/ui/app.tsx'
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

type ListProps = {
  lines: readonly Activity[]
  users: readonly User[]
  /** Given where lines are about different customers: each is then named. */
  customers?: readonly Customer[]
  /** All lines are about the offer that is shown: none links to it. */
  ofOneOffer?: boolean
}

/** Who did what, when; newest first. */
export function ActivityList({ lines, users, customers = [], ofOneOffer = false }: ListProps) {
  const { t, speak } = useApp()
  const say = (line: Activity) => activityInWords(t, line)
  return (
    <ol class={customers.length ? 'log with-customer' : 'log'}>
      {lines.map((line) => (
        <li key={line.id}>
          <time dateTime={line.at}>{speak.moment(line.at)}</time>
          <span>
            {line.offerId && !ofOneOffer ? <a href={`#/offers/${line.offerId}`}>{say(line)}</a> : say(line)}
          </span>
          {customers.length > 0 && (
            <span>{customers.find((customer) => customer.id === line.customerId)?.name}</span>
          )}
          <span class="side">{users.find((user) => user.id === line.by)?.name}</span>
        </li>
      ))}
    </ol>
  )
}
