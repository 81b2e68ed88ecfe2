import * as v from 'valibot'
import { findProduct } from '#core/catalog/products.ts'
import { isHeld, subscriptionAt } from '#core/clock/subscription.ts'
import { sha256, toHex } from '#core/model/bytes.ts'
import type { Customer } from '#core/model/customer.ts'
import type { Version } from '#core/model/offer.ts'
import type { ProductKey } from '#core/model/productKey.ts'
import type { Subscription } from '#core/model/subscription.ts'
import { hashOf } from '#core/publication/canonical.ts'
import { findArmor } from '#core/reply/armor.ts'
import { keyOf } from '#core/storage/address.ts'
import { recordSchemas, type RecordOf, type TableName } from '#core/storage/records.ts'
import { referencesOf } from '#core/storage/references.ts'
import { customerIndexes, offerIndexes } from '#core/storage/search.ts'

/** What docs/architecture.md promises of a workspace; screens have a sentence for each (`check.RULE`). */
export const checkRules = [
  /** A record does not fit its schema. */
  'schema',
  /** There is not exactly one workspace or company, or no active global administrator. */
  'single',
  /** A record names another one that is not there. */
  'reference',
  /** A version's hash, or a reply's, does not fit what it is made of. */
  'hash',
  /** An offer and its versions do not fit together. */
  'versions',
  /** A state and the facts that go with it do not fit together. */
  'state',
  /** Something is there twice that may be there once. */
  'twice',
  /** More licences of a product than Microsoft sells to one customer. */
  'cap',
  /** What is derived for searching is not what it should be. */
  'derived',
] as const
export type CheckRule = (typeof checkRules)[number]

/** One broken promise: the record by table and key, and the field where there is one. */
export type Finding = Readonly<{ table: TableName; key: string; rule: CheckRule; field: string }>

/** The keys of every record, by table: what a record names must be among them. */
export type KeysOf = Readonly<Record<TableName, ReadonlySet<string>>>

/** An import may know that a subscription is active without knowing since when. */
const subscriptionFits = ({ state, source, startsOn, endsOn, trial, term, convertedTo }: Subscription) =>
  (state !== 'active' || startsOn !== null || source === 'import') &&
  (state !== 'pending' || startsOn === null) &&
  (startsOn === null || endsOn === null || startsOn <= endsOn) &&
  (trial || term !== null || endsOn !== null || startsOn === null) &&
  (convertedTo === null || trial)

const keyFits = ({ state, customerId, redeemedOn, subscriptionId }: ProductKey) =>
  (state === 'available') === (customerId === null) &&
  (state === 'redeemed') === (redeemedOn !== null) &&
  (state === 'redeemed') === (subscriptionId !== null)

const delegationFits = ({ delegation, relationship }: Customer) =>
  delegation !== 'active' || relationship === null || relationship.activatedOn !== null

/** Which field of a record does not go with its state; null where all is well. */
const brokenState: { readonly [T in TableName]?: (record: RecordOf[T]) => string | null } = {
  recipients: ({ sentCode, sentAt }) => ((sentCode === null) === (sentAt === null) ? null : 'sentAt'),
  replies: ({ state, content, code, recipientId }) =>
    state !== 'confirmed' || (content && code && recipientId) ? null : 'state',
  subscriptions: (subscription) => (subscriptionFits(subscription) ? null : 'state'),
  requests: ({ state, sentAt, closedAt }) =>
    (state === 'none' && sentAt !== null) || (state === 'closed') !== (closedAt !== null) ? 'state' : null,
  productKeys: (key) => (keyFits(key) ? null : 'state'),
  customers: (customer) => (delegationFits(customer) ? null : 'delegation'),
}

/** What no two records of a table may have alike, by field; one without a mark is like no other. */
const marks: {
  readonly [T in TableName]?: Readonly<Record<string, (record: RecordOf[T]) => string | null>>
} = {
  recipients: {
    customerId: ({ offerId, customerId }) => customerId && `${offerId} ${customerId}`,
    token: ({ token }) => token,
  },
  subscriptions: {
    trial: ({ trial, customerId, product: { skuId } }) => (trial && skuId ? `${customerId} ${skuId}` : null),
  },
  productKeys: { fingerprint: ({ fingerprint }) => fingerprint },
  publications: { number: ({ number }) => String(number) },
}

/** What is derived in a stored record itself, and the field that is named when it is not as it should be. */
const indexes: { readonly [T in TableName]?: readonly [field: string, of: (record: RecordOf[T]) => object] } =
  {
    customers: ['words', customerIndexes],
    offers: ['summary', offerIndexes],
  }

/** Whether a stored record has these fields with these values. */
const hasFields = (record: object, fields: object) =>
  Object.entries(fields).every(
    ([name, value]) => JSON.stringify((record as Record<string, unknown>)[name]) === JSON.stringify(value),
  )

async function brokenHash(table: TableName, record: unknown): Promise<string | null> {
  if (table === 'versions') {
    const { code, binding, hash } = record as Version
    return binding.code === code && (await hashOf(binding)) === hash ? null : 'binding'
  }
  if (table !== 'replies') return null
  const { id, armor } = record as RecordOf['replies']
  const [found] = findArmor(armor)
  return found?.ok && toHex(await sha256(new Uint8Array(found.sealed))) === id ? null : 'armor'
}

/** What is kept of a version until all are known. */
type Numbered = Readonly<{ code: string; n: number; state: Version['state']; kind: string }>
type Head = Readonly<{ id: string; version: number; code: string; kind: string }>

/**
 * Goes through the records of a workspace page by page, in any order, and
 * finds what breaks a promise of docs/architecture.md: schemas, references,
 * states, sums, hashes, one trial for each product. Keeps no record.
 */
export class Checker {
  private readonly findings: Finding[] = []
  private readonly keys: KeysOf
  /** Today's date where the company is: what is over at Microsoft takes no room under a cap. */
  private readonly date: string
  private readonly isStored: boolean
  private readonly singles = { workspace: 0, company: 0, administrators: 0 }
  private readonly offers: Head[] = []
  private readonly versions = new Map<string, Numbered[]>()
  private readonly seen = new Map<string, Set<string>>()
  private readonly licences = new Map<string, { sum: number; cap: number; last: string }>()

  /** @param isStored they are as they are stored, with what is derived in them */
  constructor(keys: KeysOf, date: string, isStored: boolean) {
    this.keys = keys
    this.date = date
    this.isStored = isStored
  }

  async take<T extends TableName>(table: T, records: readonly RecordOf[T][]): Promise<void> {
    for (const record of records) {
      if (table === 'workspace') this.singles.workspace++
      if (table === 'company') this.singles.company++
      const result = v.safeParse(recordSchemas[table], record)
      // Nothing more can be said of one that does not fit.
      if (result.success) await this.check(table, record)
      else this.add(table, record, 'schema', v.getDotPath(result.issues[0]) ?? '')
    }
  }

  private async check<T extends TableName>(table: T, record: RecordOf[T]): Promise<void> {
    for (const { field, to, key } of referencesOf(table, record))
      if (!this.keys[to].has(key)) this.add(table, record, 'reference', field)
    const state = brokenState[table]?.(record)
    if (state) this.add(table, record, 'state', state)
    const hash = await brokenHash(table, record)
    if (hash) this.add(table, record, 'hash', hash)
    const [field, derived] = indexes[table] ?? []
    if (this.isStored && field && !hasFields(record, derived!(record)))
      this.add(table, record, 'derived', field)
    const own: Readonly<Record<string, (record: RecordOf[T]) => string | null>> = marks[table] ?? {}
    for (const [name, mark] of Object.entries(own)) this.mark(table, record, name, mark(record))
    this.note(table, record)
  }

  /** Every record after the first that has the same mark is one too many. */
  private mark<T extends TableName>(table: T, record: RecordOf[T], field: string, mark: string | null): void {
    if (mark === null) return
    const seen = this.seen.get(`${table} ${field}`) ?? new Set<string>()
    if (seen.has(mark)) this.add(table, record, 'twice', field)
    this.seen.set(`${table} ${field}`, seen.add(mark))
  }

  /** Keeps what only all records together tell. */
  private note(table: TableName, record: unknown): void {
    if (table === 'users') {
      const { active, role } = record as RecordOf['users']
      if (active && role === 'global') this.singles.administrators++
    } else if (table === 'offers') {
      const { id, version, code, kind } = record as RecordOf['offers']
      this.offers.push({ id, version, code, kind })
    } else if (table === 'versions') {
      const { code, offerId, state, binding } = record as Version
      const own = this.versions.get(offerId) ?? []
      own.push({ code, n: binding.version, state, kind: binding.terms.kind })
      this.versions.set(offerId, own)
    } else if (table === 'subscriptions') this.addLicences(record as Subscription)
  }

  /** Licences that a customer has or is about to have, paid ones and trials apart, against what Microsoft sells. */
  private addLicences(subscription: Subscription): void {
    const { id, customerId, trial, licences, product } = subscription
    if (product.skuId === null || !isHeld(subscriptionAt(subscription, this.date, 0))) return
    const key = `${customerId} ${product.skuId} ${trial}`
    const cap = findProduct(product.skuId)?.cap ?? Infinity
    this.licences.set(key, { sum: (this.licences.get(key)?.sum ?? 0) + licences, cap, last: id })
  }

  private add<T extends TableName>(table: T, record: RecordOf[T], rule: CheckRule, field: string): void {
    this.findings.push({ table, key: keyOf(table, record), rule, field })
  }

  private addOf(table: TableName, key: string, rule: CheckRule, field = ''): void {
    this.findings.push({ table, key, rule, field })
  }

  /** Versions are numbered from 1 without a gap; the offer is what its newest version says; only the newest can be answered. */
  private checkOffer({ id, version, code, kind }: Head): void {
    const sorted = (this.versions.get(id) ?? []).sort((a, b) => a.n - b.n)
    const newest = sorted.at(-1)
    const isWhole =
      newest?.code === code &&
      version === sorted.length &&
      sorted.every((each, index) => each.n === index + 1 && each.kind === kind)
    if (!isWhole) this.addOf('offers', id, 'versions', 'version')
    for (const { code: earlier, state } of sorted.slice(0, -1))
      if (state === 'ready' || state === 'published') this.addOf('versions', earlier, 'state', 'state')
    if (newest?.state === 'superseded') this.addOf('versions', newest.code, 'state', 'state')
  }

  /** What was found, once every record was taken. */
  end(): Finding[] {
    for (const table of ['workspace', 'company'] as const)
      if (this.singles[table] !== 1) this.addOf(table, table, 'single')
    if (!this.singles.administrators) this.addOf('users', '', 'single', 'role')
    for (const offer of this.offers) this.checkOffer(offer)
    for (const { sum, cap, last } of this.licences.values())
      if (sum > cap) this.addOf('subscriptions', last, 'cap', 'licences')
    return this.findings
  }
}
