import { denial } from '#core/access/access.ts'
import type { Customer } from '#core/model/customer.ts'
import { answerDue, type ServiceRequest } from '#core/model/request.ts'
import type { Subscription } from '#core/model/subscription.ts'
import type { Database } from '#core/storage/database.ts'
import { deadlines, leadOf, type Deadline } from '#core/workspace/deadlines.ts'
import {
  customers,
  offers,
  replies,
  type OfferView,
  type ReplyView,
  type Session,
} from '#core/workspace/queries.ts'

/** Something that waits for a person. */
export type Need =
  | { kind: 'reply'; view: ReplyView }
  | { kind: 'publish'; offers: readonly OfferView[] }
  | { kind: 'deadline'; deadline: Deadline }
  | { kind: 'activate'; subscription: Subscription; customer: Customer }
  | { kind: 'notice'; subscription: Subscription; customer: Customer }
  | { kind: 'request'; request: ServiceRequest; customer: Customer; late: boolean }
  /** Days since the last one; null when there is none. */
  | { kind: 'backup'; days: number | null }

/** So many replies are brought up one by one; whoever is flooded looks at the inbox. */
const mostReplies = 100

/** How long a deadline that is over is still brought up, in days. */
const forgotten = 30

/** Days after which a backup that is behind the records is brought up. */
const staleAfter = 14

/** A backup is due when there is none, and again when what has happened since a while ago is in none; not while a person has put it off. */
async function backupDue(
  db: Database,
  { backupAt, backupLater }: Session['workspace'],
  now: number,
): Promise<Need[]> {
  if (backupLater && Date.parse(backupLater) > now) return []
  if (backupAt === null) return [{ kind: 'backup', days: null }]
  const days = Math.floor((now - Date.parse(backupAt)) / 86_400_000)
  if (days < staleAfter) return []
  const last = await db.at('activity').orderBy('at').last()
  return last && last.at > backupAt ? [{ kind: 'backup', days }] : []
}

/** What needs attention, most urgent first. */
export async function needs(
  db: Database,
  { workspace, company, user }: Session,
  now: number,
): Promise<Need[]> {
  const [inbox, all, clocks, subscriptions, requests, everybody] = await Promise.all([
    replies(db, { states: ['received'], limit: mostReplies }),
    offers(db, now),
    deadlines(db, company, now),
    db.at('subscriptions').toArray(),
    db.at('requests').where('state').anyOf('open', 'attentionNeeded').toArray(),
    customers(db),
  ])
  const byId = new Map(everybody.map((customer) => [customer.id, customer]))
  const ready = all.filter((view) => view.state === 'ready')
  const due = clocks
    .filter(
      ({ kind, days }) =>
        days <= leadOf(kind, company) && days >= (kind === 'offer' ? 0 : -forgotten) && kind !== 'renewal',
    )
    .map((deadline) => ({ kind: 'deadline' as const, deadline }))
  const waiting = inbox.map((view) => ({ kind: 'reply' as const, view }))
  const seesSubscriptions = denial({ user, company }, 'subscription.view') === null
  const ofSubscriptions = seesSubscriptions
    ? subscriptions.flatMap((subscription) => {
        const customer = byId.get(subscription.customerId)
        if (!customer) return []
        return [
          ...(subscription.state === 'pending'
            ? [{ kind: 'activate' as const, subscription, customer }]
            : []),
          ...(subscription.notice.length ? [{ kind: 'notice' as const, subscription, customer }] : []),
        ]
      })
    : []
  const ofRequests = requests.flatMap((request) => {
    const customer = byId.get(request.customerId)
    const due = answerDue(request)
    const late = request.state === 'open' && due !== null && now > due
    return customer && (late || request.state === 'attentionNeeded')
      ? [{ kind: 'request' as const, request, customer, late }]
      : []
  })
  return [
    ...waiting,
    ...ofRequests,
    ...(ready.length ? [{ kind: 'publish' as const, offers: ready }] : []),
    ...due,
    ...ofSubscriptions,
    ...(workspace.example ? [] : await backupDue(db, workspace, now)),
  ]
}
