import type { Activity } from '#core/model/activity.ts'
import type { Customer } from '#core/model/customer.ts'
import type { User } from '#core/model/user.ts'
import { activityInWords } from '#extension/dashboard/activity/activityInWords.ts'
import { useApp } from '#extension/ui/app.tsx'

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
