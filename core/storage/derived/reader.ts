import { keyOf, addressOf } from '#core/storage/address.ts'
import { factsOf, type Lookup, type VersionFacts } from '#core/storage/derived/lookup.ts'
import { recordsIn, type Source } from '#core/storage/derived/tables.ts'
import type { RecordOf, TableName } from '#core/storage/records.ts'

/** Whether a record can be dealt with. */
export type Fits = <T extends TableName>(table: T, record: RecordOf[T]) => boolean

/**
 * Reads records for one command or one screen: each is read and looked at
 * at most once. Broken ones are as if they were not there: they
 * stay as they are until a person sees to them, and must not stop anything.
 */
export class Reader implements Lookup {
  private readonly source: Source
  private readonly fits: Fits
  /** By address; null for what is not there, or broken. */
  private readonly known = new Map<string, RecordOf[TableName] | null>()
  private readonly lists = new Map<string, readonly RecordOf[TableName][]>()

  /** @param fits whether a record is none of the broken ones: a command compares it with its schema */
  constructor(source: Source, fits: Fits) {
    this.source = source
    this.fits = fits
  }

  /** Takes note of a record of which it is known that it fits; null where there is none any more. */
  keep<T extends TableName>(table: T, key: string, record: RecordOf[T] | null): void {
    this.known.set(addressOf(table, key), record)
  }

  /** A record as it is known; one that was just read is looked at first. */
  private take<T extends TableName>(
    table: T,
    key: string,
    read: RecordOf[T] | undefined,
  ): RecordOf[T] | null {
    const address = addressOf(table, key)
    const known = this.known.get(address)
    if (known !== undefined) return known as RecordOf[T] | null
    const record = read !== undefined && this.fits(table, read) ? read : null
    this.known.set(address, record)
    return record
  }

  /** The sound records of some keys, by key. */
  async byKey<T extends TableName>(
    table: T,
    keys: Iterable<string>,
  ): Promise<ReadonlyMap<string, RecordOf[T]>> {
    const wanted = [...new Set(keys)]
    const unknown = wanted.filter((key) => !this.known.has(addressOf(table, key)))
    const read = unknown.length ? await recordsIn(this.source, table).bulkGet(unknown) : []
    for (const [index, key] of unknown.entries()) this.take(table, key, read[index])
    return new Map(
      wanted.flatMap((key) => {
        const record = this.known.get(addressOf(table, key))
        return record ? [[key, record as RecordOf[T]]] : []
      }),
    )
  }

  async naming<T extends TableName>(
    table: T,
    field: keyof RecordOf[T] & string,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, readonly RecordOf[T][]>> {
    const wanted = [...new Set(keys)]
    const listOf = (key: string) => `${table} ${field} ${key}`
    const unread = wanted.filter((key) => !this.lists.has(listOf(key)))
    const records = recordsIn(this.source, table)
    // Not `anyOf`, which goes from record to record: one question for each key brings all of its records at once.
    const read = await Promise.all(unread.map((key) => records.where(field).equals(key).toArray()))
    for (const [index, key] of unread.entries()) {
      const own = read[index]!.flatMap((record) => this.take(table, keyOf(table, record), record) ?? [])
      this.lists.set(listOf(key), own)
    }
    return new Map(wanted.map((key) => [key, this.lists.get(listOf(key)) as readonly RecordOf[T][]]))
  }

  async names(customers: Iterable<string>): Promise<(id: string) => string | undefined> {
    const found = await this.byKey('customers', customers)
    return (id) => found.get(id)?.name
  }

  async facts(offers: Iterable<string>): Promise<(id: string) => VersionFacts | undefined> {
    const found = await this.byKey('offers', offers)
    const codes = [...found.values()].map(({ code }) => code)
    const versions = await this.byKey('versions', codes)
    return (id) => {
      const version = versions.get(found.get(id)?.code ?? '')
      return version && factsOf(version)
    }
  }
}
