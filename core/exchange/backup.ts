import { createSHA256 } from 'hash-wasm'
import * as v from 'valibot'
import { eachLine } from '#core/exchange/lines.ts'
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

/** A record that does not fit its schema: kept as JSON text, and out of the tables. */
export type BrokenRecord = Readonly<{ table: TableName; key: string; raw: string }>

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

/** As much text as goes to the packer at once. */
const pieceLength = 65_536

/** A backup that was written: the file in pieces, how many records are in it, and which are broken. */
export type WrittenBackup = Readonly<{
  parts: readonly Uint8Array<ArrayBuffer>[]
  records: number
  broken: readonly BrokenRecord[]
}>

function rawOf(record: unknown): string {
  try {
    return JSON.stringify(record).slice(0, longestRaw)
  } catch {
    return String(record)
  }
}

async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>[]> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const reader = stream.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) parts.push(next.value.slice())
  return parts
}

/**
 * Writes a backup: gzip of JSON lines in canonical form. A header, a line
 * `{"t": table, "r": record}` for each record, and at the end how many there
 * are, the digest of everything before and its MAC. Secrets are in it as the
 * vault keeps them; everything else is readable. A record that breaks its
 * schema is set aside in a line of its own and ends nothing.
 *
 * @param key that signs it; null where the vault was never open in this browser
 * @param feed hands over every record, table by table; nothing waits while it does, so that it may run in a transaction
 */
export async function writeBackup(
  { createdAt, workspace }: Readonly<{ createdAt: string; workspace: string }>,
  key: CryptoKey | null,
  feed: (write: (table: TableName, record: unknown) => void) => Promise<void>,
): Promise<WrittenBackup> {
  const digest = (await createSHA256()).init()
  const gzip = new CompressionStream('gzip')
  const packer = gzip.writable.getWriter()
  const parts = collect(gzip.readable)
  const broken: BrokenRecord[] = []
  let packed = Promise.resolve()
  let piece = ''
  let records = 0
  const flush = () => {
    const bytes = utf8(piece)
    piece = ''
    packed = packed.then(() => packer.write(bytes))
    return bytes
  }
  const add = (line: Json) => {
    piece += `${canonical(line)}\n`
    if (piece.length > pieceLength) digest.update(flush())
  }
  add({ t: 'tilbud-backup', format: newestFormat, createdAt, workspace })
  await feed((table, record) => {
    records++
    const fit = fitted(table, record)
    if (fit.ok) return add({ t: table, r: fit.record as never })
    const key: unknown = keyOf(table, Object(record))
    const unfit = { table, key: String(key).slice(0, 1000).toWellFormed(), raw: rawOf(record) }
    broken.push(unfit)
    add({ t: 'broken', ...unfit })
  })
  digest.update(flush())
  const sha256 = digest.digest()
  add({ t: 'end', records, sha256, mac: key && (await hmac(key, signed(records, sha256))) })
  flush()
  await packed
  await packer.close()
  return { parts: await parts, records, broken }
}

/** A backup that was read. */
export type BackupFile = Readonly<{
  createdAt: string
  records: Records
  broken: readonly BrokenRecord[]
  /** What `isSigned` checks; null for a file without a MAC, as all were in the first format. */
  mac: Readonly<{ of: string; value: string }> | null
}>

/** Whether a file was signed by the key: nobody without it has written or changed it. */
export const isSigned = async ({ mac }: BackupFile, key: CryptoKey): Promise<boolean> =>
  mac !== null && (await hmac(key, mac.of)) === mac.value

type Line = Readonly<{ t?: unknown; r?: unknown; format?: unknown }>

function lineOf(bytes: Uint8Array, number: number): Line {
  try {
    return Object(JSON.parse(fromUtf8(bytes)))
  } catch {
    throw new Problem(number === 1 ? 'backupUnknown' : 'backupDamaged', { line: number })
  }
}

/** @throws Problem `backupUnknown`, `backupNewer`, `backupDamaged` */
function headerOf(line: Line) {
  if (line.t !== 'tilbud-backup') throw new Problem('backupUnknown', { line: 1 })
  if (Number(line.format) > newestFormat) throw new Problem('backupNewer')
  const header = v.safeParse(v.variant('format', [header1, header2]), line)
  if (!header.success) throw new Problem('backupDamaged', { line: 1 })
  return header.output
}

/** Takes in the lines of a file one by one. */
class Reading {
  readonly records = emptyRecords()
  readonly broken: BrokenRecord[] = []
  header: ReturnType<typeof headerOf> | null = null
  end: v.InferOutput<typeof endSchema> | null = null
  count = 0
  private readonly keys = new Set<string>()
  private readonly least: Cost

  constructor(least: Cost) {
    this.least = least
  }

  /** @returns whether the line counts for the digest */
  take(bytes: Uint8Array, number: number): boolean {
    const line = lineOf(bytes, number)
    if (!this.header) {
      this.header = headerOf(line)
      return this.header.format === 2
    }
    if (this.end) throw new Problem('backupDamaged', { line: number })
    if (line.t === 'end' && this.header.format === 2) {
      const end = v.safeParse(endSchema, line)
      if (!end.success) throw new Problem('backupDamaged', { line: number })
      this.end = end.output
      return false
    }
    this.count++
    if (line.t === 'broken') this.takeBroken(line, number)
    else this.takeRecord(line, number)
    return true
  }

  private takeBroken(line: Line, number: number): void {
    const parsed = v.safeParse(brokenSchema, line)
    if (!parsed.success) throw new Problem('backupDamaged', { line: number })
    const { t: _, ...broken } = parsed.output
    this.broken.push(broken)
  }

  private takeRecord({ t, r }: Line, number: number): void {
    const table = t as TableName
    if (!tableNames.includes(table)) throw new Problem('backupDamaged', { line: number })
    const fit = fitted(table, r)
    if (!fit.ok) throw new Problem('backupDamaged', { line: number })
    if (table === 'vault' && !isAcceptable(fit.record as RecordOf['vault'], this.least))
      throw new Problem('backupVaultUnfit', { line: number })
    const place = `${table}/${keyOf(table, fit.record)}`
    if (this.keys.has(place)) throw new Problem('backupDamaged', { line: number })
    this.keys.add(place)
    this.records[table].push(fit.record as never)
  }
}

/**
 * Reads a backup of either format, all of it or nothing.
 *
 * @param least that opening its vault must cost; only tests take less
 * @throws Problem `backupUnknown` for another kind of file, `backupNewer` for a
 *   later format, `backupDamaged` with the line that is not right,
 *   `backupVaultUnfit` with the line of a way into the vault that is too weak
 *   or too costly, `backupTooLarge`
 */
export async function readBackup(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  least: Cost = leastCost,
): Promise<BackupFile> {
  const reading = new Reading(least)
  const digest = (await createSHA256()).init()
  let lines = 0
  const lineEnd = utf8('\n')
  await eachLine(stream, (line, number) => {
    lines = number
    if (reading.take(line, number)) digest.update(line).update(lineEnd)
  })
  const { header, end, count: records } = reading
  if (!header) throw new Problem('backupUnknown', { line: 1 })
  const said = header.format === 1 ? header : end
  if (!said || said.records !== records || said.sha256 !== digest.digest())
    throw new Problem('backupDamaged', { line: lines + 1 })
  const mac = end?.mac ? { of: signed(records, said.sha256), value: end.mac } : null
  return { createdAt: header.createdAt, records: reading.records, broken: reading.broken, mac }
}
