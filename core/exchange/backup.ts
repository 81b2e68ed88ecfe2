import { createSHA256 } from 'hash-wasm'
import * as v from 'valibot'
import { FileParts } from '#core/exchange/fileParts.ts'
import { linesOf, type Line } from '#core/exchange/lines.ts'
import { fromUtf8, utf8 } from '#core/model/bytes.ts'
import { Problem } from '#core/model/problem.ts'
import { hex, id, instant, text, whole } from '#core/model/schema.ts'
import { canonical, type Json } from '#core/publication/canonical.ts'
import { keyOf } from '#core/storage/address.ts'
import { fitted, tableNames, type RecordOf, type TableName } from '#core/storage/records.ts'
import { hmac, isAcceptable, leastCost, type Cost } from '#core/storage/vault.ts'

/** Every record of a workspace, by table. */
export type Records = { [T in TableName]: RecordOf[T][] }

/** Every table, with no record in it. */
export const emptyRecords = () =>
  Object.fromEntries(tableNames.map((name) => [name, []])) as unknown as Records

/** A record that does not fit its schema: its line keeps what was left of it as JSON text, and it is out of the tables. */
export type BrokenRecord = Readonly<{ table: TableName; key: string }>

const newestFormat = 2
const count = whole(0, 10_000_000)
const header1 = v.object({
  t: v.literal('tilbud-backup'),
  format: v.literal(1),
  createdAt: instant,
  records: count,
  sha256: hex(64),
})
const header2 = v.object({
  t: v.literal('tilbud-backup'),
  format: v.literal(2),
  createdAt: instant,
  workspace: id,
})
const endSchema = v.object({ t: v.literal('end'), records: count, sha256: hex(64), mac: v.nullable(hex(64)) })
const longestRaw = 1_000_000
const brokenSchema = v.object({
  t: v.literal('broken'),
  table: v.picklist(tableNames),
  key: text(1000),
  raw: v.pipe(v.string(), v.maxLength(longestRaw)),
})

/** What a MAC is made of: everything, by its digest, and what the file is. */
const signed = (records: number, sha256: string) => `tilbud/backup/2\n${records}\n${sha256}`

/** A backup that was written: the file, how many records are in it, and which are broken. */
export type WrittenBackup = Readonly<{ file: Blob; records: number; broken: readonly BrokenRecord[] }>

function rawOf(record: unknown): string {
  try {
    return JSON.stringify(record).slice(0, longestRaw)
  } catch {
    return String(record)
  }
}

/** Packs pieces of a file; each waits until the one before is through. */
class Packer {
  private readonly gzip = new CompressionStream('gzip')
  private readonly writer = this.gzip.writable.getWriter()
  private readonly parts = new FileParts()
  private readonly packed = this.collect()

  private async collect(): Promise<void> {
    const reader = this.gzip.readable.getReader()
    for (let next = await reader.read(); !next.done; next = await reader.read()) this.parts.add(next.value)
  }

  write(piece: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.writer.write(piece)
  }

  async end(): Promise<Blob> {
    await this.writer.close()
    await this.packed
    return this.parts.end('application/gzip')
  }
}

/**
 * Writes a backup: gzip of JSON lines in canonical form. A header, a line
 * `{"t": table, "r": record}` for each record, and at the end how many there
 * are, the digest of everything before and its MAC. Secrets are in it as the
 * vault keeps them; everything else is readable. A record that breaks its
 * schema is set aside in a line of its own and ends nothing.
 *
 * @param key that signs it; null where the vault was never open in this browser
 * @param feed hands over every record, some of a table at a time, and waits until they are packed: no more than those are held
 */
export async function writeBackup(
  { createdAt, workspace }: Readonly<{ createdAt: string; workspace: string }>,
  key: CryptoKey | null,
  feed: (write: (table: TableName, records: readonly unknown[]) => Promise<void>) => Promise<void>,
): Promise<WrittenBackup> {
  const digest = (await createSHA256()).init()
  const packer = new Packer()
  const broken: BrokenRecord[] = []
  let records = 0
  const write = (piece: string) => {
    const bytes = utf8(piece)
    digest.update(bytes)
    return packer.write(bytes)
  }
  const lineOf = (line: Json) => `${canonical(line)}\n`
  const recordLine = (table: TableName, record: unknown) => {
    const fit = fitted(table, record)
    if (fit.ok) return lineOf({ t: table, r: fit.record as never })
    const key: unknown = keyOf(table, Object(record))
    const unfit = { table, key: String(key).slice(0, 1000).toWellFormed() }
    broken.push(unfit)
    return lineOf({ t: 'broken', ...unfit, raw: rawOf(record) })
  }
  await write(lineOf({ t: 'tilbud-backup', format: newestFormat, createdAt, workspace }))
  await feed(async (table, some) => {
    records += some.length
    await write(some.map((record) => recordLine(table, record)).join(''))
  })
  const sha256 = digest.digest()
  const mac = key && (await hmac(key, signed(records, sha256)))
  await packer.write(utf8(lineOf({ t: 'end', records, sha256, mac })))
  return { file: await packer.end(), records, broken }
}

/** The tables that say whose workspace a file holds, and who may open it: few records in any of them. */
const headTables = ['workspace', 'company', 'users', 'vault', 'portalEdits'] as const
type HeadTable = (typeof headTables)[number]

/** A backup that was read, without the mass of its records. */
export type BackupFile = Readonly<{
  createdAt: string
  /** Digest of every line but the last: it tells one file from another. */
  sha256: string
  counts: Readonly<Record<TableName, number>>
  head: Readonly<Pick<Records, HeadTable>>
  broken: readonly BrokenRecord[]
  /** What `isSigned` checks; null for a file without a MAC, as all were in the first format. */
  mac: Readonly<{ of: string; value: string }> | null
}>

/** A record that was read. */
export type BackupRecord = {
  [T in TableName]: Readonly<{ table: T; record: RecordOf[T]; line: number }>
}[TableName]

/** Whether a file was signed by the key: nobody without it has written or changed it. */
export const isSigned = async ({ mac }: BackupFile, key: CryptoKey): Promise<boolean> =>
  mac !== null && (await hmac(key, mac.of)) === mac.value

type Content = Readonly<{ t?: unknown; r?: unknown; format?: unknown }>

function contentOf({ bytes, number }: Line): Content {
  try {
    return Object(JSON.parse(fromUtf8(bytes)))
  } catch {
    throw new Problem(number === 1 ? 'backupUnknown' : 'backupDamaged', { line: number })
  }
}

/** @throws Problem `backupUnknown`, `backupNewer`, `backupDamaged` */
function headerOf(line: Content) {
  if (line.t !== 'tilbud-backup') throw new Problem('backupUnknown', { line: 1 })
  if (Number(line.format) > newestFormat) throw new Problem('backupNewer')
  const header = v.safeParse(v.variant('format', [header1, header2]), line)
  if (!header.success) throw new Problem('backupDamaged', { line: 1 })
  return header.output
}

/** Takes in the lines of a file one by one, and keeps what is few. */
class Reading {
  readonly counts = Object.fromEntries(tableNames.map((name) => [name, 0])) as Record<TableName, number>
  readonly head = Object.fromEntries(headTables.map((name) => [name, []])) as unknown as Pick<
    Records,
    HeadTable
  >
  readonly broken: BrokenRecord[] = []
  header: ReturnType<typeof headerOf> | null = null
  end: v.InferOutput<typeof endSchema> | null = null
  count = 0
  private readonly least: Cost

  constructor(least: Cost) {
    this.least = least
  }

  /** @returns the record of a line; null for one that holds none */
  take(line: Line): BackupRecord | null {
    const content = contentOf(line)
    const { number } = line
    if (!this.header) {
      this.header = headerOf(content)
      return null
    }
    if (this.end) throw new Problem('backupDamaged', { line: number })
    if (content.t === 'end' && this.header.format === 2) {
      const end = v.safeParse(endSchema, content)
      if (!end.success) throw new Problem('backupDamaged', { line: number })
      this.end = end.output
      return null
    }
    this.count++
    if (content.t !== 'broken') return this.takeRecord(content, number)
    this.takeBroken(content, number)
    return null
  }

  /** Whether what was read last counts for the digest. */
  get isDigested(): boolean {
    return this.end === null && (this.count > 0 || this.header?.format === 2)
  }

  private takeBroken(content: Content, number: number): void {
    const parsed = v.safeParse(brokenSchema, content)
    if (!parsed.success) throw new Problem('backupDamaged', { line: number })
    const { table, key } = parsed.output
    this.broken.push({ table, key })
  }

  private takeRecord({ t, r }: Content, number: number): BackupRecord {
    const table = t as TableName
    if (!tableNames.includes(table)) throw new Problem('backupDamaged', { line: number })
    const fit = fitted(table, r)
    if (!fit.ok) throw new Problem('backupDamaged', { line: number })
    if (table === 'vault' && !isAcceptable(fit.record as RecordOf['vault'], this.least))
      throw new Problem('backupVaultUnfit', { line: number })
    this.counts[table]++
    if (table in this.head) this.head[table as HeadTable].push(fit.record as never)
    return { table, record: fit.record, line: number } as BackupRecord
  }
}

/**
 * Reads a backup of either format as a stream. What it hands over before its
 * end may still turn out to be damaged. Nothing here finds a record that is
 * there twice: whoever stores them does.
 *
 * @param least that opening its vault must cost; only tests take less
 * @param take is given the records in the order of the file, some at a time; the next are read when it is done
 * @throws Problem `backupUnknown` for another kind of file, `backupNewer` for a
 *   later format, `backupDamaged` with the line that is not right,
 *   `backupVaultUnfit` with the line of a way into the vault that is too weak
 *   or too costly, `backupTooLarge`; and whatever `take` throws
 */
export async function readBackup(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  least: Cost = leastCost,
  take: (records: readonly BackupRecord[]) => Promise<void> | void = () => {},
): Promise<BackupFile> {
  const reading = new Reading(least)
  const digest = (await createSHA256()).init()
  const lineEnd = utf8('\n')
  let last = 0
  for await (const lines of linesOf(stream)) {
    const records = lines.flatMap((line) => {
      const record = reading.take(line)
      if (reading.isDigested) digest.update(line.bytes).update(lineEnd)
      last = line.number
      return record ?? []
    })
    if (records.length) await take(records)
  }
  const { header, end, count, counts, head, broken } = reading
  if (!header) throw new Problem('backupUnknown', { line: 1 })
  const said = header.format === 1 ? header : end
  if (!said || said.records !== count || said.sha256 !== digest.digest())
    throw new Problem('backupDamaged', { line: last + 1 })
  const mac = end?.mac ? { of: signed(count, said.sha256), value: end.mac } : null
  return { createdAt: header.createdAt, sha256: said.sha256, counts, head, broken, mac }
}
