import { groupCode } from '#core/model/grouping.ts'
import { cutOff, exportAgain, faultAt, type Fault } from '#core/publication/fault.ts'
import {
  codeOf,
  type Header,
  type OfferLine,
  type Presentation,
  type Publication,
} from '#core/publication/publication.ts'
import { readCompany, readHeader, readOffer } from '#core/publication/row.ts'

/** What of an offer's row the others must fit. */
export type Entry = Readonly<{ number: number; code: string; isOpen: boolean; successor: string | null }>

export const entryOf = (line: OfferLine, number: number): Entry => ({
  number,
  code: codeOf(line),
  isOpen: line.t === 'offer',
  successor: line.t === 'closed' ? line.successor : null,
})

/**
 * What is wrong with the rows together, each by itself being right.
 *
 * @param found how many rows the file has after the company's
 */
export function faultsTogether({ offers }: Header, entries: readonly Entry[], found: number): Fault[] {
  const faults: Fault[] = []
  const seen = new Map<string, Entry>()
  for (const entry of entries) {
    const { number, code } = entry
    const before = seen.get(code)
    if (before)
      faults.push(
        faultAt(number, `The offer stands in line ${before.number} already.`, exportAgain, groupCode(code)),
      )
    else seen.set(code, entry)
  }
  for (const { number, code, successor } of entries) {
    if (successor === null) continue
    const next = seen.get(successor)
    // So there can be no loop either: what is shown as an offer has no successor.
    if (next && !next.isOpen)
      faults.push(
        faultAt(
          number,
          `successor: The offer ${groupCode(successor)} in line ${next.number}, which took its place, is withdrawn or replaced itself.`,
          exportAgain,
          groupCode(code),
        ),
      )
    if (!next)
      faults.push(
        faultAt(number, 'The offer that took its place is not in the file.', exportAgain, groupCode(code)),
      )
  }
  if (found !== offers)
    faults.push(faultAt(found + 2, `The header promises ${offers} offers, the file has ${found}.`))
  return faults
}

/**
 * Reads and checks a publication row by row: every one against its schema,
 * every offer against its hash, the whole against its header.
 *
 * @param rows without their line ends
 * @param isWhole whether the file ends with a line end
 * @param take is given each offer that is right by itself, and its row; whether the whole is shows at the end
 * @returns what stands above the offers, or every fault found, in the order of the lines
 */
export async function readRows(
  rows: Iterable<string> | AsyncIterable<string>,
  isWhole: boolean,
  take: (line: OfferLine, row: string) => void,
): Promise<{ ok: true; header: Header; company: Presentation } | { ok: false; faults: readonly Fault[] }> {
  const faults: Fault[] = []
  const entries: Entry[] = []
  let header: Header | null = null
  let company: Presentation | null = null
  let number = 0
  for await (const row of rows) {
    number++
    if (number === 1) {
      const head = readHeader(row)
      if ('fault' in head) return { ok: false, faults: [head.fault] }
      header = head.header
    } else if (number === 2) {
      const read = readCompany(row)
      if ('fault' in read) faults.push(read.fault)
      else company = read.company
    } else {
      const read = await readOffer(row, number)
      if ('fault' in read) faults.push(read.fault)
      else {
        take(read.line, row)
        entries.push(entryOf(read.line, number))
      }
    }
  }
  if (!isWhole) faults.push(cutOff(number))
  if (!header) return { ok: false, faults: [...faults, ...faultIn(readHeader(''))] }
  if (number < 2) faults.push(...faultIn(readCompany('')))
  faults.push(...faultsTogether(header, entries, Math.max(0, number - 2)))
  faults.sort((a, b) => a.line - b.line)
  return faults.length || !company ? { ok: false, faults } : { ok: true, header, company }
}

const faultIn = (read: object): Fault[] => ('fault' in read ? [read.fault as Fault] : [])

/**
 * Reads and checks a publication that is in memory.
 *
 * @param text the file
 * @returns the publication, or every fault found, in the order of the lines
 */
export async function readPublication(
  text: string,
): Promise<{ ok: true; publication: Publication } | { ok: false; faults: readonly Fault[] }> {
  const rows = text.replace(/^\ufeff/, '').split('\n')
  const isWhole = rows.at(-1) === ''
  if (isWhole) rows.pop()
  const offers: OfferLine[] = []
  const read = await readRows(rows, isWhole, (line) => offers.push(line))
  return read.ok ? { ok: true, publication: { header: read.header, company: read.company, offers } } : read
}
