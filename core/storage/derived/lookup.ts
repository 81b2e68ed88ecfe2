import { firstProduct } from '#core/clock/deadlines.ts'
import type { Version } from '#core/model/offer.ts'
import type { Grant } from '#core/model/terms.ts'
import type { RecordOf, TableName } from '#core/storage/records.ts'

/** What clocks and rows need to know of an offer's newest version. */
export type VersionFacts = Readonly<{
  state: Version['state']
  closesAt: string
  lastDay: string
  /** The first product, its licences, and how many products there are. */
  product: string
  licences: number
  products: number
  /** Of a delegation offer: what is asked for; empty otherwise. */
  level: Grant['level'] | ''
}>

function licencesOf({ binding: { terms } }: Version): Pick<VersionFacts, 'licences' | 'products'> {
  if (terms.kind === 'trial') return { licences: terms.licences, products: 1 }
  return terms.kind === 'purchase'
    ? { licences: terms.lines[0]?.count ?? 0, products: terms.lines.length }
    : { licences: 0, products: 0 }
}

export function factsOf(version: Version): VersionFacts {
  const { terms, closesAt } = version.binding
  return {
    state: version.state,
    closesAt,
    lastDay: terms.lastDay,
    product: firstProduct(terms),
    ...licencesOf(version),
    level: terms.kind === 'delegation' ? terms.grant.level : '',
  }
}

/**
 * Whether a screen can show a record. What commands wrote fits its schema;
 * where something is broken all the same, it must not keep the rest from
 * being shown.
 */
export function canShow<T extends TableName>(table: T, record: RecordOf[T]): boolean {
  if (table !== 'versions') return true
  try {
    return factsOf(record as Version).state !== undefined
  } catch {
    return false
  }
}

/** Whether customers may still answer, as far as no date decides. */
export const isOpen = ({ state }: Pick<VersionFacts, 'state'>) => state === 'ready' || state === 'published'

/** Where derivation finds what it needs of other records. Of broken ones there is nothing. */
export interface Lookup {
  /** The records that name one of some keys in an indexed field, by that key. */
  naming: <T extends TableName>(
    table: T,
    field: keyof RecordOf[T] & string,
    keys: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly RecordOf[T][]>>
  /** What tells the names of these customers. */
  names: (customers: Iterable<string>) => Promise<(id: string) => string | undefined>
  /** What tells the facts of the newest versions of these offers, by the offer's id. */
  facts: (offers: Iterable<string>) => Promise<(id: string) => VersionFacts | undefined>
}
