import { Dexie, liveQuery, type Observable } from 'dexie'
import { today } from '#core/clock/clock.ts'
import { delegationAt } from '#core/clock/delegation.ts'
import { isHeld, subscriptionAt } from '#core/clock/subscription.ts'
import { fold, wordsOf } from '#core/locale/fold.ts'
import { activityTopics, type Activity, type ActivityTopic } from '#core/model/activity.ts'
import { readCode } from '#core/model/code.ts'
import type { Company } from '#core/model/company.ts'
import type { Customer } from '#core/model/customer.ts'
import type { DelegationState } from '#core/model/delegation.ts'
import {
  stateAt,
  summaryId,
  type Draft,
  type Offer,
  type Version,
  type VersionState,
} from '#core/model/offer.ts'
import type { Recipient } from '#core/model/recipient.ts'
import { replyStates, type Reply, type ReplyState } from '#core/model/reply.ts'
import type { User } from '#core/model/user.ts'
import type { Database } from '#core/storage/database.ts'
import type { PublicationRecord, RecordOf, WorkspaceRecord } from '#core/storage/records.ts'
import { customerWords } from '#core/storage/search.ts'

/** Runs a query now and again whenever what it read has changed, in whatever window. */
export const live = <T>(query: () => Promise<T>): Observable<T> => liveQuery(query)

export type Session = Readonly<{ workspace: WorkspaceRecord; company: Company; user: User }>

/**
 * The workspace and who works in it; null before the set-up. `nobody` when the
 * actor is unknown or not active any more: that person must say who they are,
 * and never becomes somebody else.
 */
export async function session(db: Database, actor: string | null): Promise<Session | 'nobody' | null> {
  const [workspace, company, user] = await Promise.all([
    db.at('workspace').get('workspace'),
    db.at('company').get('company'),
    actor === null ? undefined : db.at('users').get(actor),
  ])
  if (!workspace || !company) return null
  return user?.active ? { workspace, company, user } : 'nobody'
}

/** What somebody who is not known yet may see: whether this is the example, and whom to choose where nobody could prove who they are. */
export type Door = Readonly<{ example: boolean; choices: readonly Pick<User, 'id' | 'name'>[] }>

/** As long as anybody active has a passphrase, a passphrase is asked for and no name shown; without any, there is nothing that one would open. */
export async function door(db: Database): Promise<Door> {
  const [workspace, users, ways] = await Promise.all([
    db.at('workspace').get('workspace'),
    db.at('users').toArray(),
    db.at('vault').toCollection().primaryKeys(),
  ])
  const active = users.filter((user) => user.active)
  const provable = active.some(({ id }) => ways.includes(id))
  return {
    example: workspace?.example ?? false,
    choices: provable ? [] : active.map(({ id, name }) => ({ id, name })),
  }
}

/** A recipient with its customer; null when nobody has said who it is. */
export type RecipientView = Readonly<{ recipient: Recipient; customer: Customer | null }>

/** An offer with its newest version and everybody that it went to. */
export type OfferView = Readonly<{
  offer: Offer
  version: Version
  state: VersionState
  recipients: readonly RecipientView[]
}>

async function viewsOf(db: Database, offers: readonly Offer[], now: number): Promise<OfferView[]> {
  const [versions, recipients, customers] = await Promise.all([
    db.at('versions').bulkGet(offers.map((offer) => offer.code)),
    db
      .at('recipients')
      .where('offerId')
      .anyOf(offers.map((offer) => offer.id))
      .toArray(),
    db.at('customers').toArray(),
  ])
  const byId = new Map(customers.map((customer) => [customer.id, customer]))
  return offers.flatMap((offer, index) => {
    const version = versions[index]
    if (!version) return []
    const own = recipients
      .filter((recipient) => recipient.offerId === offer.id)
      .map((recipient) => ({ recipient, customer: byId.get(recipient.customerId ?? '') ?? null }))
    return [{ offer, version, state: stateAt(version, now), recipients: own }]
  })
}

/** All offers, last touched first. */
export async function offers(db: Database, now: number): Promise<OfferView[]> {
  return viewsOf(db, await db.at('offers').orderBy('updatedAt').reverse().toArray(), now)
}

export type OfferDetail = OfferView &
  Readonly<{ versions: readonly Version[]; activity: readonly Activity[]; users: readonly User[] }>

/** One offer with its versions (newest first) and its log (newest first). */
export async function offerDetail(db: Database, offerId: string, now: number): Promise<OfferDetail | null> {
  const offer = await db.at('offers').get(offerId)
  const [view] = offer ? await viewsOf(db, [offer], now) : []
  if (!view) return null
  const [versions, activity, users] = await Promise.all([
    db.at('versions').where({ offerId }).toArray(),
    db.at('activity').where({ offerId }).toArray(),
    db.at('users').toArray(),
  ])
  versions.sort((a, b) => b.binding.version - a.binding.version)
  activity.sort((a, b) => (a.at < b.at ? 1 : -1))
  return { ...view, versions, activity, users }
}

/** Customers by name. */
export async function customers(db: Database): Promise<Customer[]> {
  const all = await db.at('customers').toArray()
  return all.sort((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1))
}

/** A customer with what a list shows of it. */
export type CustomerView = Readonly<{
  customer: Customer
  /** Everything that it is found by. */
  words: string
  delegation: DelegationState
  /** Offers that wait for an answer. */
  pending: number
  /** Subscriptions that it has. */
  subscriptions: number
  /** Of those, the ones that end within the company's days. */
  ending: number
  /** Service requests that are not closed. */
  requests: number
}>

/** All customers by name, each with its state at a glance. */
export async function customerViews(db: Database, company: Company, now: number): Promise<CustomerView[]> {
  const [all, views, subscriptions, requests] = await Promise.all([
    customers(db),
    offers(db, now),
    db.at('subscriptions').toArray(),
    db.at('requests').toArray(),
  ])
  const date = today(now, company.timeZone)
  return all.map((each) => {
    const held = subscriptions
      .filter((one) => one.customerId === each.id)
      .map((one) => subscriptionAt(one, date, company.renewalDays))
      .filter(isHeld)
    const open = views.filter((view) => view.state === 'ready' || view.state === 'published')
    return {
      customer: each,
      words: customerWords(each).join(' '),
      delegation: delegationAt(each, date),
      pending: open.filter((view) =>
        view.recipients.some((one) => one.customer?.id === each.id && unanswered(one)),
      ).length,
      subscriptions: held.length,
      ending: held.filter((state) => state === 'endsSoon').length,
      requests: requests.filter((one) => one.customerId === each.id && one.state !== 'closed').length,
    }
  })
}

const unanswered = ({ recipient }: RecipientView) =>
  recipient.state === 'toSend' || recipient.state === 'sent'

export type CustomerDetail = Readonly<{
  customer: Customer
  offers: readonly OfferView[]
  activity: readonly Activity[]
  users: readonly User[]
}>

/** One customer with its offers and its log, both newest first; null when there is none. */
export async function customerDetail(
  db: Database,
  customerId: string,
  now: number,
): Promise<CustomerDetail | null> {
  const customer = await db.at('customers').get(customerId)
  if (!customer) return null
  const [recipients, activity, users] = await Promise.all([
    db.at('recipients').where({ customerId }).toArray(),
    db.at('activity').where({ customerId }).toArray(),
    db.at('users').toArray(),
  ])
  const found = await db.at('offers').bulkGet([...new Set(recipients.map((each) => each.offerId))])
  const own = found
    .filter((offer) => offer !== undefined)
    .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
  activity.sort((a, b) => (a.at < b.at ? 1 : -1))
  return { customer, offers: await viewsOf(db, own, now), activity, users }
}

/** The customers that were last dealt with, newest first; all others follow by name. */
export async function recentCustomers(db: Database): Promise<Customer[]> {
  const [all, recipients] = await Promise.all([customers(db), db.at('recipients').toArray()])
  const last = new Map<string, string>()
  for (const { customerId, updatedAt } of recipients)
    if (customerId && updatedAt > (last.get(customerId) ?? '')) last.set(customerId, updatedAt)
  const rank = (customer: Customer) => last.get(customer.id) ?? (customer.favourite ? '0' : '')
  return all.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) > rank(b) ? -1 : 1))
}

/** SKUs of recent offers, newest first, each once. */
export async function recentProducts(db: Database): Promise<string[]> {
  const recent = await db.at('offers').orderBy('updatedAt').reverse().limit(20).toArray()
  const versions = await db.at('versions').bulkGet(recent.map((offer) => offer.code))
  const skus = versions.flatMap((version) => {
    const terms = version?.binding.terms
    if (terms?.kind === 'purchase') return terms.lines.map((line) => line.product.skuId)
    return terms?.kind === 'trial' ? [terms.product.skuId] : []
  })
  return [...new Set(skus)]
}

export type Found = Readonly<{ customers: readonly Customer[]; offers: readonly OfferView[] }>

/** Customers whose words begin with every typed word, and offers by code or by their customers. */
export async function search(db: Database, typed: string, now: number): Promise<Found> {
  const words = wordsOf(typed)
  if (!words.length) return { customers: [], offers: [] }
  const hits = await Promise.all(
    words.map((word) => db.at('customers').where('words').startsWith(word).primaryKeys()),
  )
  const ids = [...new Set(hits[0])].filter((id) => hits.every((hit) => hit.includes(id)))
  const found = (await db.at('customers').bulkGet(ids)).filter((each) => each !== undefined)
  const code = readCode(typed)
  const version = code ? await db.at('versions').get(code) : undefined
  const tracked = /^[TPD]-[0-9A-Z]{8}$/i.test(typed.trim())
    ? await db
        .at('offers')
        .filter((offer) => summaryId(offer) === typed.trim().toUpperCase())
        .toArray()
    : []
  const recipients = await db.at('recipients').where('customerId').anyOf(ids).toArray()
  const offerIds = new Set([
    ...(version ? [version.offerId] : []),
    ...tracked.map((offer) => offer.id),
    ...recipients.map((each) => each.offerId),
  ])
  const hitOffers = (await db.at('offers').bulkGet([...offerIds])).filter((each) => each !== undefined)
  hitOffers.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
  return { customers: found.slice(0, 20), offers: await viewsOf(db, hitOffers.slice(0, 20), now) }
}

/**
 * How well the person who answers is known: one of the customer's contacts,
 * somebody of its domain, the company's own people, or nobody that is known.
 */
export type Acquaintance = 'contact' | 'domain' | 'own' | 'stranger'

/** A reply with what it answers and who it may be from. */
export type ReplyView = Readonly<{
  reply: Reply
  version: Version | null
  offer: Offer | null
  customer: Customer | null
  /** Customers that the sender's e-mail domain points to, when the reply alone names none. A person chooses. */
  suggestions: readonly Customer[]
  /** What is known of the address that the answer gives; null where it could not be opened. */
  known: Acquaintance | null
  /** The mail came from another address than the answer gives. */
  otherSender: boolean
}>

function acquaintanceOf(
  email: string,
  domain: string,
  own: readonly string[],
  customer: Customer | null,
  everybody: readonly Customer[],
): Acquaintance {
  const among = customer ? [customer] : everybody
  if (among.some(({ contacts }) => contacts.some((contact) => contact.email.toLowerCase() === email)))
    return 'contact'
  if (among.some(({ domains }) => domains.includes(domain))) return 'domain'
  return own.includes(domain) ? 'own' : 'stranger'
}

/** Which replies to show: of which states, and how many at most. */
export type RepliesShown = Readonly<{ states: readonly ReplyState[]; limit: number }>

/** The newest replies of some states, newest first, without reading the others. */
async function newestReplies(db: Database, { states, limit }: RepliesShown): Promise<Reply[]> {
  const each = await Promise.all(
    states.map((state) =>
      db
        .at('replies')
        .where('[state+receivedAt]')
        .between([state, Dexie.minKey], [state, Dexie.maxKey])
        .reverse()
        .limit(limit)
        .toArray(),
    ),
  )
  return each
    .flat()
    .sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : a.receivedAt > b.receivedAt ? -1 : 0))
    .slice(0, limit)
}

/** How many replies are in some states. */
export const countReplies = (db: Database, states: readonly ReplyState[]): Promise<number> =>
  db.at('replies').where('state').anyOf(states).count()

/** What of the keys is there, by key. */
async function byKey<T extends 'versions' | 'offers' | 'recipients'>(
  db: Database,
  table: T,
  keys: Iterable<string>,
): Promise<Map<string, RecordOf[T]>> {
  const known = [...new Set(keys)]
  const found = await db.at(table).bulkGet(known)
  return new Map(known.flatMap((key, index) => (found[index] ? [[key, found[index]]] : [])))
}

/** Replies with what they answer, newest first; all of them unless it is said which. */
export async function replies(
  db: Database,
  shown: RepliesShown = { states: replyStates, limit: Infinity },
): Promise<ReplyView[]> {
  const all = await newestReplies(db, shown)
  if (!all.length) return []
  const [versions, recipients, everybody, company] = await Promise.all([
    byKey(
      db,
      'versions',
      all.flatMap(({ code }) => code ?? []),
    ),
    byKey(
      db,
      'recipients',
      all.flatMap(({ recipientId }) => recipientId ?? []),
    ),
    customers(db),
    db.at('company').get('company'),
  ])
  const offers = await byKey(
    db,
    'offers',
    [...versions.values()].map(({ offerId }) => offerId),
  )
  const byId = new Map(everybody.map((each) => [each.id, each]))
  return all.map((reply) => {
    const version = versions.get(reply.code ?? '') ?? null
    const offer = offers.get(version?.offerId ?? '') ?? null
    const customer = byId.get(recipients.get(reply.recipientId ?? '')?.customerId ?? '') ?? null
    const email = reply.content?.by.email.toLowerCase() ?? ''
    const domain = email.split('@')[1] ?? ''
    const suggestions = reply.recipientId ? [] : everybody.filter((each) => each.domains.includes(domain))
    const known = email ? acquaintanceOf(email, domain, company?.domains ?? [], customer, everybody) : null
    const otherSender = email !== '' && reply.sender !== undefined && reply.sender.toLowerCase() !== email
    return { reply, version, offer, customer, suggestions, known, otherSender }
  })
}

/** One customer, or null. */
export const customer = async (db: Database, id: string): Promise<Customer | null> =>
  (await db.at('customers').get(id)) ?? null

/** One unfinished offer, or null. */
export const draft = async (db: Database, id: string): Promise<Draft | null> =>
  (await db.at('drafts').get(id)) ?? null

/** Everybody that an offer went to. */
export const recipientsOf = (db: Database, offerId: string): Promise<Recipient[]> =>
  db.at('recipients').where({ offerId }).toArray()

/** Unfinished offers, last touched first. */
export const drafts = (db: Database): Promise<Draft[]> =>
  db.at('drafts').orderBy('updatedAt').reverse().toArray()

/** What to show of the log; null for everything. Dates are `YYYY-MM-DD`, both included. */
export type ActivityFilter = Readonly<{
  by: string | null
  topic: ActivityTopic | null
  customerId: string | null
  from: string | null
  to: string | null
}>

/** The log, newest first. */
export async function activity(
  db: Database,
  filter: ActivityFilter,
  limit: number,
): Promise<{ lines: Activity[]; users: User[]; customers: Customer[] }> {
  const matches = (line: Activity) =>
    (filter.by === null || line.by === filter.by) &&
    (filter.topic === null || (activityTopics[filter.topic] as readonly string[]).includes(line.action)) &&
    (filter.customerId === null || line.customerId === filter.customerId) &&
    (filter.from === null || line.at.slice(0, 10) >= filter.from) &&
    (filter.to === null || line.at.slice(0, 10) <= filter.to)
  const [lines, users, everybody] = await Promise.all([
    db.at('activity').orderBy('at').reverse().filter(matches).limit(limit).toArray(),
    db.at('users').toArray(),
    customers(db),
  ])
  return { lines, users, customers: everybody }
}

/** How the published set stands: the last export, and what has been frozen or closed since. */
export type PublicationStatus = Readonly<{
  last: PublicationRecord | null
  /** Frozen offers whose page is not online yet. */
  ready: readonly OfferView[]
  /** Of those, the ones that the last export holds: they are online as soon as the site is built from it. */
  exported: readonly string[]
  /** Closed since the last export: their pages still take answers. */
  stillOpen: number
}>

/** How the published set stands at `now` (milliseconds since 1970). */
export async function publicationStatus(db: Database, now: number): Promise<PublicationStatus> {
  const [last, all, versions] = await Promise.all([
    db.at('publications').orderBy('number').last(),
    offers(db, now),
    db.at('versions').toArray(),
  ])
  const ready = all.filter((view) => view.state === 'ready')
  const inLast = new Set(last?.codes ?? [])
  const open = new Set(
    versions.filter((each) => each.state === 'ready' || each.state === 'published').map((each) => each.code),
  )
  return {
    last: last ?? null,
    ready,
    exported: ready.map((view) => view.version.code).filter((code) => inLast.has(code)),
    stillOpen: [...inLast].filter((code) => !open.has(code)).length,
  }
}

/** Whom a draft is for, in the order in which they were chosen, and the number of the version that it will be. */
export async function draftSubject(
  db: Database,
  { offerId, customerIds }: Pick<Draft, 'offerId' | 'customerIds'>,
): Promise<{ customers: Customer[]; version: number }> {
  const [found, offer] = await Promise.all([
    db.at('customers').bulkGet(customerIds),
    offerId ? db.at('offers').get(offerId) : undefined,
  ])
  return { customers: found.filter((each) => each !== undefined), version: (offer?.version ?? 0) + 1 }
}
