import * as v from 'valibot'
import { readCode } from '#core/model/code.ts'
import { groupCode } from '#core/model/grouping.ts'
import { hashOf } from '#core/publication/canonical.ts'
import {
  closedLineSchema,
  codeOf,
  headerSchema,
  openLineSchema,
  presentationSchema,
  publicationFormat,
  templateVersion,
  type OfferLine,
  type Publication,
} from '#core/publication/publication.ts'

/** One fault of a publication file, for the person at the command line. */
export type Fault = Readonly<{ line: number; offer: string | null; what: string; remedy: string }>

/** No honest offer comes near this (20 lines with every text full). */
const longestLine = 100_000

const exportAgain = 'Export the publication again in Tilbud and use that file unchanged.'

const offerLineSchema = v.variant('t', [openLineSchema, closedLineSchema])

function faultsOf(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues
    .slice(0, 3)
    .map((issue) => `${v.getDotPath(issue) ?? 'the line'}: ${issue.message}`)
    .join('; ')
}

/** The code that a faulty line claims, for finding it. */
function claimedCode(value: unknown): string | null {
  const line = value as { code?: unknown; binding?: { code?: unknown } } | null
  const code = line?.binding?.code ?? line?.code
  return typeof code === 'string' && readCode(code) ? groupCode(code) : null
}

/**
 * Reads and checks a publication: every line against its schema, every offer
 * against its hash, the whole against its header.
 *
 * @param text the file
 * @returns the publication, or every fault found, in the order of the lines
 */
export async function readPublication(
  text: string,
): Promise<{ ok: true; publication: Publication } | { ok: false; faults: readonly Fault[] }> {
  const faults: Fault[] = []
  const fault = (line: number, what: string, remedy = exportAgain, offer: string | null = null) =>
    void faults.push({ line, offer, what, remedy })

  const rows = text.replace(/^\ufeff/, '').split('\n')
  if (rows.at(-1) === '') rows.pop()
  else fault(rows.length, 'The file ends in the middle of a line.')

  const values = rows.map((row, index) => {
    if (row.length > longestLine) {
      fault(index + 1, `The line is longer than ${longestLine} characters.`)
      return undefined
    }
    try {
      return JSON.parse(row) as unknown
    } catch {
      fault(index + 1, 'The line is not JSON.')
      return undefined
    }
  })

  const header = v.safeParse(headerSchema, values[0])
  if (!header.success) {
    const { format, template } = (values[0] ?? {}) as { format?: unknown; template?: unknown }
    if (typeof format === 'number' && format > publicationFormat || typeof template === 'number' && template > templateVersion)
      fault(1, 'The file was made by a newer Tilbud.', 'Update the site repository to the version of the extension.')
    else fault(1, `This is no publication header (${faultsOf(header.issues)}).`)
    return { ok: false, faults }
  }
  const company = v.safeParse(presentationSchema, values[1])
  if (!company.success)
    fault(2, `The company is not complete (${faultsOf(company.issues)}).`, 'Correct it under Company in Tilbud and export again.')

  const offers: OfferLine[] = []
  const seen = new Map<string, number>()
  for (const [index, value] of values.entries()) {
    if (index < 2 || value === undefined) continue
    const number = index + 1
    const parsed = v.safeParse(offerLineSchema, value)
    if (!parsed.success) {
      fault(number, `The offer does not follow the format (${faultsOf(parsed.issues)}).`, exportAgain, claimedCode(value))
      continue
    }
    const line = parsed.output
    const code = codeOf(line)
    const named = groupCode(code)
    if (!readCode(code)) fault(number, 'The check symbol of the offer code is wrong.', exportAgain, named)
    if (seen.has(code)) fault(number, `The offer stands in line ${seen.get(code)} already.`, exportAgain, named)
    seen.set(code, number)
    if (line.t === 'offer' && (await hashOf(line.binding)) !== line.hash)
      fault(number, 'The offer was changed after it was frozen: its hash does not fit.', exportAgain, named)
    offers.push(line)
  }
  for (const line of offers) {
    if (line.t === 'closed' && line.successor !== null && !seen.has(line.successor))
      fault(seen.get(line.code)!, 'The offer that took its place is not in the file.', exportAgain, groupCode(line.code))
  }
  if (rows.length - 2 !== header.output.offers)
    fault(rows.length, `The header promises ${header.output.offers} offers, the file has ${Math.max(0, rows.length - 2)}.`)

  faults.sort((a, b) => a.line - b.line)
  if (faults.length || !company.success) return { ok: false, faults }
  return { ok: true, publication: { header: header.output, company: company.output, offers } }
}
