import type { Activity } from '#core/model/activity.ts'
import type { Customer } from '#core/model/customer.ts'
import type { User } from '#core/model/user.ts'
import { activity } from '#core/workspace/queries.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { useLive } from '#extension/ui/live.ts'
import type { ScreenKey } from '#extension/ui/words.ts'

const newest = 300

/** The log of the workspace. */
export function ActivityScreen() {
  const { t, db } = useApp()
  const log = useLive(() => activity(db, newest), [db])
  if (!log) return null
  return (
    <>
      <Head title={t('nav.activity')} />
      <ActivityList {...log} />
    </>
  )
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
  const say = ({ action, detail }: Activity) => {
    if (typeof detail.state !== 'string') return t(`activity.${action}`, detail)
    return t(`activity.${action}`, { ...detail, state: t(`recipient.${detail.state}` as ScreenKey) })
  }
  return (
    <ol class="log">
      {lines.map((line) => (
        <li key={line.id}>
          <time dateTime={line.at}>{speak.moment(line.at)}</time>
          <span>{line.offerId && !ofOneOffer ? <a href={`#/offers/${line.offerId}`}>{say(line)}</a> : say(line)}</span>
          <span>{customers.find((customer) => customer.id === line.customerId)?.name}</span>
          <span class="side">{users.find((user) => user.id === line.by)?.name}</span>
        </li>
      ))}
    </ol>
  )
}
