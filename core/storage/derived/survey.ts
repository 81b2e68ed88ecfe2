import { keyOf, addressOf } from '#core/storage/address.ts'
import { factsOf, type Lookup, type VersionFacts } from '#core/storage/derived/lookup.ts'
import { recordsIn, type Source } from '#core/storage/derived/tables.ts'
import { fitted, type RecordOf, type TableName } from '#core/storage/records.ts'

/**
 * What is known of all records while everything is derived from them: which
 * are broken, what customers are called, and the facts of the newest versions
 * of offers. So each record is compared with its schema once, and none is
 * looked up for another one.
 */
export class Survey implements Lookup {
  private readonly source: Source
  /** By address. */
  private readonly broken = new Set<string>()
  private readonly customers = new Map<string, string>()
  /** The code of each offer's newest version. */
  private readonly codes = new Map<string, string>()
  private readonly versions = new Map<string, VersionFacts>()

  /** Every record is known to fit its schema. */
  private readonly areSound: boolean

  constructor(source: Source, areSound = false) {
    this.source = source
    this.areSound = areSound
  }

  /** Looks at records for the first time. @returns the sound ones */
  take<T extends TableName>(table: T, page: readonly RecordOf[T][]): RecordOf[T][] {
    return page.filter((record) => {
      if (this.areSound || fitted(table, record).ok) {
        this.note(table, record)
        return true
      }
      this.broken.add(addressOf(table, keyOf(table, record)))
      return false
    })
  }

  private note(table: TableName, record: unknown): void {
    if (table === 'customers') {
      const { id, name } = record as RecordOf['customers']
      this.customers.set(id, name)
    } else if (table === 'offers') {
      const { id, code } = record as RecordOf['offers']
      this.codes.set(id, code)
    } else if (table === 'versions') {
      const version = record as RecordOf['versions']
      this.versions.set(version.code, factsOf(version))
    }
  }

  /** The sound ones of records that were looked at before. */
  sound<T extends TableName>(table: T, records: readonly RecordOf[T][]): RecordOf[T][] {
    return records.filter((record) => !this.broken.has(addressOf(table, keyOf(table, record))))
  }

  /** @param keys all that there are from the first to the last one: a page */
  async naming<T extends TableName>(
    table: T,
    field: keyof RecordOf[T] & string,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, readonly RecordOf[T][]>> {
    const [first, last] = [keys[0], keys.at(-1)]
    if (first === undefined) return new Map()
    const page = recordsIn(this.source, table).where(field).between(first, last, true, true)
    return Map.groupBy(this.sound(table, await page.toArray()), (record) => String(record[field]))
  }

  names(): Promise<(id: string) => string | undefined> {
    return Promise.resolve((id) => this.customers.get(id))
  }

  facts(): Promise<(id: string) => VersionFacts | undefined> {
    return Promise.resolve((id) => this.versions.get(this.codes.get(id) ?? ''))
  }
}
