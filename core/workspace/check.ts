import * as v from 'valibot'
import { findProduct } from '#core/catalog/products.ts'
import { today } from '#core/clock/clock.ts'
import { isHeld, subscriptionAt } from '#core/clock/subscription.ts'
import { sha256, toHex } from '#core/model/bytes.ts'
import type { Customer } from '#core/model/customer.ts'
import type { Offer, Version } from '#core/model/offer.ts'
import type { ProductKey } from '#core/model/productKey.ts'
import type { Subscription } from '#core/model/subscription.ts'
import { hashOf } from '#core/publication/canonical.ts'
import { findArmor } from '#core/reply/armor.ts'
import { storeNames, type Database } from '#core/storage/database.ts'
import { differences } from '#core/storage/derived/compare.ts'
import { keyOf, recordSchemas, tableNames, type RecordOf, type TableName } from '#core/storage/records.ts'
import { addressOf, referencesOf } from '#core/storage/references.ts'
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

/** Every record of a workspace, by table, as it is stored or was read from a file. */
export type Tables = { readonly [T in TableName]: readonly RecordOf[T][] }

const finding = (table: TableName, key: string, rule: CheckRule, field = ''): Finding => ({
  table,
  key,
  rule,
  field,
})

/** Records that fit their schema, and what was found of the others: nothing more can be said of those. */
function bySchema(tables: Tables): { sound: Tables; findings: Finding[] } {
  const findings: Finding[] = []
  const sound = Object.fromEntries(
    tableNames.map((table) => [
      table,
      tables[table].filter((record) => {
        const result = v.safeParse(recordSchemas[table], record)
        if (!result.success)
          findings.push(finding(table, keyOf(table, record), 'schema', v.getDotPath(result.issues[0]) ?? ''))
        return result.success
      }),
    ]),
  )
  return { sound: sound as unknown as Tables, findings }
}

function checkSingles({ workspace, company, users }: Tables): Finding[] {
  return [
    ...(workspace.length === 1 ? [] : [finding('workspace', 'workspace', 'single')]),
    ...(company.length === 1 ? [] : [finding('company', 'company', 'single')]),
    ...(users.some(({ active, role }) => active && role === 'global')
      ? []
      : [finding('users', '', 'single', 'role')]),
  ]
}

/** @param all with the records that break their schema: a name may lead to one of them */
function checkReferences(sound: Tables, all: Tables): Finding[] {
  const there = new Set(
    tableNames.flatMap((table) => all[table].map((record) => addressOf(table, keyOf(table, record)))),
  )
  return tableNames.flatMap((table) =>
    sound[table].flatMap((record) =>
      referencesOf(table, record)
        .filter(({ to, key }) => !there.has(addressOf(to, key)))
        .map(({ field }) => finding(table, keyOf(table, record), 'reference', field)),
    ),
  )
}

async function checkHashes({ versions, replies }: Tables): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { code, binding, hash } of versions)
    if (binding.code !== code || (await hashOf(binding)) !== hash)
      findings.push(finding('versions', code, 'hash', 'binding'))
  for (const { id, armor } of replies) {
    const [found] = findArmor(armor)
    const digest = found?.ok ? toHex(await sha256(new Uint8Array(found.sealed))) : ''
    if (digest !== id) findings.push(finding('replies', id, 'hash', 'armor'))
  }
  return findings
}

/** Versions are numbered from 1 without a gap; the offer is what its newest version says; only the newest can be answered. */
function checkOffer(offer: Offer, versions: readonly Version[]): Finding[] {
  const sorted = [...versions].sort((a, b) => a.binding.version - b.binding.version)
  const newest = sorted.at(-1)
  const isWhole =
    newest?.code === offer.code &&
    offer.version === sorted.length &&
    sorted.every(({ binding }, index) => binding.version === index + 1 && binding.terms.kind === offer.kind)
  const replaced = sorted.slice(0, -1).filter(({ state }) => state === 'ready' || state === 'published')
  return [
    ...(isWhole ? [] : [finding('offers', offer.id, 'versions', 'version')]),
    ...replaced.map(({ code }) => finding('versions', code, 'state', 'state')),
    ...(newest?.state === 'superseded' ? [finding('versions', newest.code, 'state', 'state')] : []),
  ]
}

function checkOffers({ offers, versions }: Tables): Finding[] {
  const byOffer = Map.groupBy(versions, ({ offerId }) => offerId)
  return offers.flatMap((offer) => checkOffer(offer, byOffer.get(offer.id) ?? []))
}

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

/** A state and the facts that it stands for. */
function checkStates({
  recipients,
  replies,
  subscriptions,
  requests,
  productKeys,
  customers,
}: Tables): Finding[] {
  return [
    ...recipients
      .filter(({ sentCode, sentAt }) => (sentCode === null) !== (sentAt === null))
      .map(({ id }) => finding('recipients', id, 'state', 'sentAt')),
    ...replies
      .filter(
        ({ state, content, code, recipientId }) =>
          state === 'confirmed' && (!content || !code || !recipientId),
      )
      .map(({ id }) => finding('replies', id, 'state', 'state')),
    ...subscriptions
      .filter((each) => !subscriptionFits(each))
      .map(({ id }) => finding('subscriptions', id, 'state', 'state')),
    ...requests
      .filter(
        ({ state, sentAt, closedAt }) =>
          (state === 'none' && sentAt !== null) || (state === 'closed') !== (closedAt !== null),
      )
      .map(({ id }) => finding('requests', id, 'state', 'state')),
    ...productKeys
      .filter((each) => !keyFits(each))
      .map(({ id }) => finding('productKeys', id, 'state', 'state')),
    ...customers
      .filter((each) => !delegationFits(each))
      .map(({ id }) => finding('customers', id, 'state', 'delegation')),
  ]
}

/** Every record after the first that has the same mark; one without a mark is like no other. */
function repeats<T extends TableName>(
  table: T,
  records: readonly RecordOf[T][],
  field: string,
  mark: (record: RecordOf[T]) => string | null,
): Finding[] {
  const seen = new Set<string>()
  return records.flatMap((record) => {
    const own = mark(record)
    if (own === null) return []
    if (seen.has(own)) return [finding(table, keyOf(table, record), 'twice', field)]
    seen.add(own)
    return []
  })
}

function checkRepeats({ recipients, subscriptions, productKeys, publications }: Tables): Finding[] {
  return [
    ...repeats(
      'recipients',
      recipients,
      'customerId',
      ({ offerId, customerId }) => customerId && `${offerId} ${customerId}`,
    ),
    ...repeats('recipients', recipients, 'token', ({ token }) => token),
    ...repeats('subscriptions', subscriptions, 'trial', ({ trial, customerId, product: { skuId } }) =>
      trial && skuId ? `${customerId} ${skuId}` : null,
    ),
    ...repeats('productKeys', productKeys, 'fingerprint', ({ fingerprint }) => fingerprint),
    ...repeats('publications', publications, 'number', ({ number }) => String(number)),
  ]
}

/** Licences that a customer has or is about to have, paid ones and trials apart, against what Microsoft sells. */
function checkCaps({ subscriptions }: Tables, date: string): Finding[] {
  const held = subscriptions.filter(
    (each) => each.product.skuId !== null && isHeld(subscriptionAt(each, date, 0)),
  )
  const groups = Map.groupBy(
    held,
    ({ customerId, product, trial }) => `${customerId} ${product.skuId} ${trial}`,
  )
  return [...groups.values()].flatMap((group) => {
    const cap = findProduct(group[0]!.product.skuId!)?.cap ?? Infinity
    const sum = group.reduce((total, { licences }) => total + licences, 0)
    return sum > cap ? [finding('subscriptions', group.at(-1)!.id, 'cap', 'licences')] : []
  })
}

/**
 * Every promise of docs/architecture.md that these records break: schemas,
 * references, states, sums, hashes, one trial for each product.
 *
 * @param now milliseconds since 1970: what is over at Microsoft takes no room under a cap
 */
export async function checkRecords(tables: Tables, now: number): Promise<Finding[]> {
  const { sound, findings } = bySchema(tables)
  const date = today(now, sound.company[0]?.timeZone ?? 'UTC')
  return [
    ...findings,
    ...checkSingles(tables),
    ...checkReferences(sound, tables),
    ...(await checkHashes(sound)),
    ...checkOffers(sound),
    ...checkStates(sound),
    ...checkRepeats(sound),
    ...checkCaps(sound, date),
  ]
}

/** Whether a stored record has these fields with these values. */
const sameFields = (record: object, fields: object) =>
  Object.entries(fields).every(
    ([name, value]) => JSON.stringify((record as Record<string, unknown>)[name]) === JSON.stringify(value),
  )

/**
 * The same of a whole workspace, with what is derived when it is stored. Reads, never writes.
 *
 * @returns how many records there are, and what was found
 */
export async function checkWorkspace(
  db: Database,
  now: number,
): Promise<{ records: number; findings: Finding[] }> {
  const tables = (await db.transaction('r', tableNames, async () =>
    Object.fromEntries(
      await Promise.all(tableNames.map(async (table) => [table, await db.at(table).toArray()] as const)),
    ),
  )) as unknown as Tables
  const wrong = [
    ...tables.customers
      .filter((each) => !sameFields(each, customerIndexes(each)))
      .map(({ id }) => finding('customers', id, 'derived', 'words')),
    ...tables.offers
      .filter((each) => !sameFields(each, offerIndexes(each)))
      .map(({ id }) => finding('offers', id, 'derived', 'summary')),
  ]
  const derived = await db.transaction('r', storeNames, async () => differences(db))
  return {
    records: tableNames.reduce((sum, table) => sum + tables[table].length, 0),
    findings: [
      ...(await checkRecords(tables, now)),
      ...wrong,
      ...(derived.length ? [finding('workspace', 'workspace', 'derived', 'lists')] : []),
    ],
  }
}
