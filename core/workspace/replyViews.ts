import { Dexie } from 'dexie'
import type { Customer } from '#core/model/customer.ts'
import { replyStates } from '#core/model/kinds.ts'
import type { Offer, Version } from '#core/model/offer.ts'
import type { Reply, ReplyState } from '#core/model/reply.ts'
import type { Database } from '#core/storage/database.ts'
import { readTallies, tallyIds } from '#core/storage/derived/tallies.ts'
import type { RecordOf, TableName } from '#core/storage/records.ts'

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

/** Which replies to show: of which states, and how many at most. */
export type RepliesShown = Readonly<{ states: readonly ReplyState[]; limit: number }>

/** The newest replies of some states, newest first, without reading the others. */
export async function newestReplies(db: Database, { states, limit }: RepliesShown): Promise<Reply[]> {
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
  const byTime = (a: Reply, b: Reply) =>
    a.receivedAt < b.receivedAt ? 1 : a.receivedAt > b.receivedAt ? -1 : 0
  return each.flat().sort(byTime).slice(0, limit)
}

/** How many replies are in some states. */
export async function countReplies(db: Database, states: readonly ReplyState[]): Promise<number> {
  const { [tallyIds.replies]: counts } = await readTallies(db, [tallyIds.replies])
  return states.reduce((sum, state) => sum + (counts[state] ?? 0), 0)
}

/** What of the keys is there, by key. */
async function found<T extends TableName>(
  db: Database,
  table: T,
  keys: Iterable<string>,
): Promise<Map<string, RecordOf[T]>> {
  const known = [...new Set(keys)]
  const records = await db.at(table).bulkGet(known)
  return new Map(known.flatMap((key, index) => (records[index] ? [[key, records[index]]] : [])))
}

const addressOf = ({ content }: Reply) => content?.by.email.toLowerCase() ?? ''
const domainOf = (email: string) => email.split('@')[1] ?? ''

/** The customers whose contacts have some addresses, and those that have some domains. */
async function acquaintances(db: Database, all: readonly Reply[]) {
  const emails = [...new Set(all.map(addressOf).filter(Boolean))]
  const domains = [...new Set(emails.map(domainOf))]
  const [contacts, companies] = await Promise.all([
    db.at('customers').where('emails').anyOf(emails).toArray(),
    db.at('customers').where('domains').anyOf(domains).toArray(),
  ])
  return {
    withContact: (email: string) =>
      contacts.filter((each) => each.contacts.some((contact) => contact.email.toLowerCase() === email)),
    withDomain: (domain: string) => [
      ...new Map(
        companies.filter((each) => each.domains.includes(domain)).map((each) => [each.id, each]),
      ).values(),
    ],
  }
}

/** Replies with what they answer, newest first; all of them unless it is said which. */
export async function listReplies(
  db: Database,
  shown: RepliesShown = { states: replyStates, limit: Infinity },
): Promise<ReplyView[]> {
  const all = await newestReplies(db, shown)
  if (!all.length) return []
  const [versions, recipients, company, known] = await Promise.all([
    found(
      db,
      'versions',
      all.flatMap(({ code }) => code ?? []),
    ),
    found(
      db,
      'recipients',
      all.flatMap(({ recipientId }) => recipientId ?? []),
    ),
    db.at('company').get('company'),
    acquaintances(db, all),
  ])
  const [offers, customers] = await Promise.all([
    found(
      db,
      'offers',
      [...versions.values()].map(({ offerId }) => offerId),
    ),
    found(
      db,
      'customers',
      [...recipients.values()].flatMap(({ customerId }) => customerId ?? []),
    ),
  ])

  function acquaintanceOf(email: string, customer: Customer | null): Acquaintance {
    const isOne = (each: Customer) => customer === null || each.id === customer.id
    if (known.withContact(email).some(isOne)) return 'contact'
    if (known.withDomain(domainOf(email)).some(isOne)) return 'domain'
    return company?.domains.includes(domainOf(email)) ? 'own' : 'stranger'
  }

  return all.map((reply) => {
    const version = versions.get(reply.code ?? '') ?? null
    const customer = customers.get(recipients.get(reply.recipientId ?? '')?.customerId ?? '') ?? null
    const email = addressOf(reply)
    return {
      reply,
      version,
      offer: offers.get(version?.offerId ?? '') ?? null,
      customer,
      suggestions: reply.recipientId ? [] : known.withDomain(domainOf(email)),
      known: email ? acquaintanceOf(email, customer) : null,
      otherSender: email !== '' && reply.sender !== undefined && reply.sender.toLowerCase() !== email,
    }
  })
}
