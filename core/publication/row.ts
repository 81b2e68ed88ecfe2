import { createSHA256 } from 'hash-wasm'
import * as v from 'valibot'
import { readCode } from '#core/model/code.ts'
import { groupCode } from '#core/model/grouping.ts'
import { hashOf, type Json } from '#core/publication/canonical.ts'
import { bindingFault, companyFault, fieldFault } from '#core/publication/check.ts'
import { exportAgain, faultAt, type Fault } from '#core/publication/fault.ts'
import {
  closedLineSchema,
  codeOf,
  headerSchema,
  openLineSchema,
  partnerIdOf,
  presentationSchema,
  publicationFormat,
  templateVersion,
  type Header,
  type OfferLine,
  type OpenLine,
  type Presentation,
} from '#core/publication/publication.ts'

/** No honest offer comes near this (20 lines with every text full). */
const longestLine = 100_000

const offerLineSchema = v.variant('t', [openLineSchema, closedLineSchema])

function inWords(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues
    .slice(0, 3)
    .map((issue) => fieldFault(v.getDotPath(issue), issue.message))
    .join(' ')
}

/** The code that a faulty line claims, for finding it. */
function claimedCode(value: unknown): string | null {
  const line = value as { code?: unknown; binding?: { code?: unknown } } | null
  const code = line?.binding?.code ?? line?.code
  return typeof code === 'string' && readCode(code) ? groupCode(code) : null
}

/** The JSON of a row, or what is wrong with it. */
function jsonOf(row: string, number: number): { value: unknown } | { fault: Fault } {
  if (row === '') return { fault: faultAt(number, 'The line is empty.') }
  if (row.length > longestLine)
    return { fault: faultAt(number, `The line is longer than ${longestLine} characters.`) }
  try {
    const value = JSON.parse(row) as unknown
    // Of a key that stands there twice the last one counts: what is checked and what is read could differ.
    if (JSON.stringify(value) !== row.replace(/\r$/, ''))
      return {
        fault: faultAt(
          number,
          'The line is not as Tilbud writes it: a key stands there twice, a number is too large, or blanks were added.',
        ),
      }
    return { value }
  } catch {
    return { fault: faultAt(number, 'The line is not JSON.') }
  }
}

/** Reads the first row. */
export function readHeader(row: string): { header: Header } | { fault: Fault } {
  const read = jsonOf(row, 1)
  if ('fault' in read)
    return { fault: { ...read.fault, what: `This is no publication header. ${read.fault.what}` } }
  const { value } = read
  const header = v.safeParse(headerSchema, value)
  if (header.success) return { header: header.output }
  const { format, template } = (value ?? {}) as { format?: unknown; template?: unknown }
  if (
    (typeof format === 'number' && format > publicationFormat) ||
    (typeof template === 'number' && template > templateVersion)
  )
    return {
      fault: faultAt(
        1,
        'The file was made by a newer Tilbud.',
        'Update the site repository to the version of the extension.',
      ),
    }
  return { fault: faultAt(1, `This is no publication header. ${inWords(header.issues)}`) }
}

/** Reads the second row: the company. */
export function readCompany(row: string): { company: Presentation } | { fault: Fault } {
  const read = jsonOf(row, 2)
  if ('fault' in read) return read
  const company = v.safeParse(presentationSchema, read.value)
  if (company.success) {
    const what = companyFault(company.output)
    return what
      ? { fault: faultAt(2, what, 'Correct it under Company in Tilbud and export again.') }
      : { company: company.output }
  }
  return {
    fault: faultAt(
      2,
      `The company is not complete. ${inWords(company.issues)}`,
      'Correct it under Company in Tilbud and export again.',
    ),
  }
}

/** SHA-256 of a text, in hex. */
export type Sha256 = (text: string) => string

let portable: Promise<Sha256> | null = null

/** Where there is nothing quicker; made when it is asked for. */
const portableSha256 = (): Promise<Sha256> =>
  (portable ??= createSHA256().then((hasher) => (text) => hasher.init().update(text).digest()))

/**
 * Whether a line's hash fits its binding. In a file as we write it the
 * binding stands in its canonical form, so that its own bytes are hashed; in
 * any other the canonical form is made anew.
 */
async function hashFits(
  row: string,
  value: { binding: Json },
  line: OpenLine,
  sha256: Sha256 | undefined,
): Promise<boolean> {
  const start = '{"binding":'
  const end = `,"hash":"${line.hash}","state":"${line.state}","t":"offer"}`
  // Both ends in full: a second binding after the first one would be the one that counts.
  if (row.startsWith(start) && row.endsWith(end)) {
    const text = row.slice(start.length, -end.length)
    if ((sha256 ?? (await portableSha256()))(text) === line.hash) return true
  }
  // What has no canonical form, like half a surrogate pair, was never frozen.
  return (await hashOf(value.binding).catch(() => null)) === line.hash
}

/**
 * The offer of a row that `readOffer` has found right before, without checking all of it again.
 *
 * @throws Error when the row does not follow the schema
 */
export const parseOffer = (row: string): OfferLine => v.parse(offerLineSchema, JSON.parse(row))

/**
 * Reads and checks one offer's row by itself.
 *
 * @param number the row's number in the file
 * @param sha256 the platform's own, where that is at hand without waiting
 */
export async function readOffer(
  row: string,
  number: number,
  sha256?: Sha256,
): Promise<{ line: OfferLine } | { fault: Fault }> {
  const read = jsonOf(row, number)
  if ('fault' in read) return read
  const parsed = v.safeParse(offerLineSchema, read.value)
  if (!parsed.success)
    return {
      fault: faultAt(
        number,
        `The offer does not follow the format. ${inWords(parsed.issues)}`,
        exportAgain,
        claimedCode(read.value),
      ),
    }
  const line = parsed.output
  const code = codeOf(line)
  if (!readCode(code))
    return {
      fault: faultAt(number, 'The check symbol of the offer code is wrong.', exportAgain, groupCode(code)),
    }
  const fault = (what: string) => ({ fault: faultAt(number, what, exportAgain, groupCode(code)) })
  // Texts are cleaned when they are read, and offers are older than that; what stands in an address is never cleaned.
  if (partnerIdOf(line) !== partnerIdOf(read.value as OfferLine))
    return fault('partnerId: There are characters here that do not belong.')
  if (line.t === 'closed') {
    if (line.successor === code) return fault('successor: The offer cannot take its own place.')
    if (line.successor !== null && line.state === 'withdrawn')
      return fault('successor: Nothing takes the place of a withdrawn offer.')
    return { line }
  }
  if (!(await hashFits(row, read.value as { binding: Json }, line, sha256)))
    return fault('The offer was changed after it was frozen: its hash does not fit.')
  const what = await bindingFault(line.binding)
  return what ? fault(what) : { line }
}
