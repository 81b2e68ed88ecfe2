import * as v from 'valibot'
import { sha256, toHex, utf8 } from '#core/model/bytes.ts'
import { Problem } from '#core/model/problem.ts'
import { hex, instant, whole } from '#core/model/schema.ts'
import { canonical } from '#core/publication/canonical.ts'
import { keyOf, recordSchemas, tableNames, type RecordOf, type TableName } from '#core/storage/records.ts'

/** Every record of a workspace, by table. */
export type Records = { [T in TableName]: RecordOf[T][] }

/** Every table, with no record in it. */
export const emptyRecords = () => Object.fromEntries(tableNames.map((name) => [name, []])) as unknown as Records

const backupFormat = 1

const headerSchema = v.object({
  t: v.literal('tilbud-backup'),
  format: whole(1, backupFormat),
  createdAt: instant,
  records: whole(1, 10_000_000),
  /** Of everything after the header's line. */
  sha256: hex(64),
})

/**
 * A backup: a header line, then one canonical JSON line for each record,
 * `{"t": table, "r": record}`. Secrets are in it as the vault keeps them,
 * sealed by the passphrase; everything else is readable.
 */
export async function writeBackup(records: Records, createdAt: string): Promise<string> {
  const lines = tableNames.flatMap((table) =>
    [...records[table]]
      .sort((a, b) => (keyOf(table, a) < keyOf(table, b) ? -1 : 1))
      // Parsing drops what is derived when stored, such as a customer's search words.
      .map((record) => `${canonical({ t: table, r: v.parse(recordSchemas[table], record) as never })}\n`),
  )
  const body = lines.join('')
  const digest = toHex(await sha256(utf8(body)))
  const header = { t: 'tilbud-backup', format: backupFormat, createdAt, records: lines.length, sha256: digest }
  return `${canonical(header)}\n${body}`
}

function json(line: string, number: number): { t?: unknown; r?: unknown; format?: unknown } {
  try {
    return Object(JSON.parse(line))
  } catch {
    throw new Problem(number === 1 ? 'backupUnknown' : 'backupDamaged', { line: number })
  }
}

/**
 * Reads a backup, all of it or nothing.
 *
 * @throws Problem `backupUnknown` for another kind of file, `backupNewer` for
 *   a later format, `backupDamaged` with the line that is not right
 */
export async function readBackup(text: string): Promise<Records> {
  const file = text.replace(/^\ufeff/, '').replace(/\r\n/g, '\n')
  const end = file.indexOf('\n')
  const first = json(end < 0 ? file : file.slice(0, end), 1)
  if (first.t !== 'tilbud-backup') throw new Problem('backupUnknown', { line: 1 })
  if (Number(first.format) > backupFormat) throw new Problem('backupNewer')
  const header = v.safeParse(headerSchema, first)
  if (!header.success) throw new Problem('backupDamaged', { line: 1 })
  const body = file.slice(end + 1)
  const lines = body.split('\n').filter(Boolean)
  const records = emptyRecords()
  for (const [index, line] of lines.entries()) {
    const { t, r } = json(line, index + 2)
    if (!tableNames.includes(t as TableName)) throw new Problem('backupDamaged', { line: index + 2 })
    const parsed = v.safeParse(recordSchemas[t as TableName], r)
    if (!parsed.success) throw new Problem('backupDamaged', { line: index + 2 })
    records[t as TableName].push(parsed.output as never)
  }
  if (lines.length !== header.output.records || toHex(await sha256(utf8(body))) !== header.output.sha256)
    throw new Problem('backupDamaged', { line: lines.length + 1 })
  return records
}
