import type { Deadline } from '#core/workspace/deadlines.ts'
import type { Speaker } from '#extension/ui/words.ts'

/** Where the next step of a deadline is. */
export function placeOf({ kind, about, customerId }: Deadline): string {
  if (kind === 'offer') return `/offers/${about}`
  if (kind === 'key') return '/keys'
  if (kind === 'verify') return '/company'
  if (kind === 'host' || kind === 'inbox') return '/publish'
  return `/customers/${customerId}/${kind === 'delegation' || kind === 'delegationRequest' ? 'delegation' : 'subscriptions'}`
}

/** What ends, for whom. */
export function deadlineInWords(t: Speaker['t'], { kind, who: customer, what }: Deadline): string {
  const who = customer || (kind === 'offer' ? t('audience.public') : what)
  return what && customer
    ? t(`deadline.of.${kind}`, { who: `${who}, ${what}` })
    : t(`deadline.of.${kind}`, { who })
}

/** How far away a day is. */
export const daysInWords = (t: Speaker['t'], days: number): string =>
  days < 0
    ? t('deadline.ago', { n: -days })
    : days === 0
      ? t('deadline.today')
      : t('deadline.in', { n: days })
