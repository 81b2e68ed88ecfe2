import { denial } from '#core/access/access.ts'
import type { TaskKind } from '#core/clock/deadlines.ts'
import type { Reply } from '#core/model/reply.ts'
import type { Database } from '#core/storage/database.ts'
import { readTallies, sumAfter, sumBetween, tallyIds } from '#core/storage/derived/tallies.ts'
import {
  countDueDeadlines,
  listDueDeadlines,
  type ClockRow,
  type Deadline,
} from '#core/workspace/deadlines.ts'
import { findLook } from '#core/workspace/inboxViews.ts'
import { newestReplies } from '#core/workspace/replyViews.ts'
import type { Session } from '#core/workspace/session.ts'

/** Something that waits for a person. */
export type Need =
  /** Answers that wait in the inbox, of which nobody can say more before the vault is open. */
  | { kind: 'inbox'; answers: number }
  /** `from` is empty where nobody is named. */
  | { kind: 'reply'; id: string; from: string }
  | { kind: 'publish'; offers: number }
  | { kind: 'deadline'; deadline: Deadline }
  | { kind: 'activate' | 'notice'; clock: ClockRow }
  | { kind: 'request'; clock: ClockRow; late: boolean }
  /** Days since the last one; null when there is none. */
  | { kind: 'backup'; days: number | null }

/** The most urgent of what waits, and how much there is. */
export type Needs = Readonly<{ all: number; shown: readonly Need[] }>

/** Days after which a backup that is behind the records is brought up. */
const staleAfter = 14

/** A backup is due when there is none, and again when what has happened since a while ago is in none; not while a person has put it off. */
async function backupDue(db: Database, { workspace }: Session, now: number): Promise<Need[]> {
  const { example, backupAt, backupLater } = workspace
  if (example || (backupLater && Date.parse(backupLater) > now)) return []
  if (backupAt === null) return [{ kind: 'backup', days: null }]
  const days = Math.floor((now - Date.parse(backupAt)) / 86_400_000)
  if (days < staleAfter) return []
  const last = await db.at('activity').orderBy('at').last()
  return last && last.at > backupAt ? [{ kind: 'backup', days }] : []
}

/** Who a reply is from: its customer, or what it says itself. */
async function fromOf(db: Database, { recipientId, content }: Reply): Promise<string> {
  const recipient = recipientId ? await db.at('recipients').get(recipientId) : undefined
  const customer = recipient?.customerId ? await db.at('customers').get(recipient.customerId) : undefined
  return customer?.name || content?.by.company || content?.by.name || ''
}

const replyNeeds = async (db: Database, limit: number): Promise<Need[]> =>
  Promise.all(
    (await newestReplies(db, { states: ['received'], limit })).map(async (reply) => ({
      kind: 'reply' as const,
      id: reply.id,
      from: await fromOf(db, reply),
    })),
  )

/** Tasks of a kind, the oldest first. @param to the last of what they run to */
const tasks = (db: Database, kind: TaskKind, to: string, limit: number): Promise<ClockRow[]> =>
  db.clocks.where('[kind+on]').between([kind, ''], [kind, to], true, true).limit(limit).toArray()

const latest = '\uffff'

/** The kinds of tasks of subscriptions that a person sees. */
const ofSubscriptions = ({ user, company }: Session): readonly ('activate' | 'notice')[] =>
  denial({ user, company }, 'subscription.view') === null ? ['activate', 'notice'] : []

/** How much there is of everything, from counts alone. */
async function countKinds(db: Database, session: Session, now: number) {
  const { replies, ready, clock } = tallyIds
  const kinds = ofSubscriptions(session)
  const instant = new Date(now).toISOString()
  const [tallies, due, backup, look] = await Promise.all([
    readTallies(db, [replies, ready, ...(['request', ...kinds] as const).map(clock)]),
    countDueDeadlines(db, session.company, now),
    backupDue(db, session, now),
    findLook(db),
  ])
  const offers = sumAfter(tallies[ready]!, instant)
  const answers = look?.waiting ?? 0
  const all =
    (tallies[replies]!.received ?? 0) +
    sumBetween(tallies[clock('request')]!, '', instant) +
    due +
    kinds.reduce((sum, kind) => sum + sumBetween(tallies[clock(kind)]!, '', latest), 0) +
    // However many offers there are, they are published at once, and answers taken in.
    (offers ? 1 : 0) +
    (answers ? 1 : 0) +
    backup.length
  return { all, offers, answers, backup }
}

/**
 * What needs attention, most urgent first.
 *
 * @param limit so many are read; all are counted
 */
export async function listNeeds(db: Database, session: Session, now: number, limit: number): Promise<Needs> {
  const instant = new Date(now).toISOString()
  const [{ all, offers, answers, backup }, replies, requests, due, ...own] = await Promise.all([
    countKinds(db, session, now),
    replyNeeds(db, limit),
    tasks(db, 'request', instant, limit),
    listDueDeadlines(db, session.company, now, limit),
    ...ofSubscriptions(session).map((kind) => tasks(db, kind, latest, limit)),
  ])
  const shown: Need[] = [
    ...(answers ? [{ kind: 'inbox' as const, answers }] : []),
    ...replies,
    ...requests.map((clock) => ({ kind: 'request' as const, clock, late: clock.on !== '' })),
    ...(offers ? [{ kind: 'publish' as const, offers }] : []),
    ...due.map((deadline) => ({ kind: 'deadline' as const, deadline })),
    ...own.flat().map((clock) => ({ kind: clock.kind as 'activate' | 'notice', clock })),
    ...backup,
  ]
  return { all, shown: shown.slice(0, limit) }
}

/** How many things wait for a person, as the badge says. */
export const countNeeds = async (db: Database, session: Session, now: number): Promise<number> =>
  (await countKinds(db, session, now)).all
