import Papa from 'papaparse'
import { Problem, type FieldFault } from '#core/model/problem.ts'

/** A row of a table: its number as a person sees it in the file, its cells by `headerKey`, and cells beyond the headings. */
export type TableRow = Readonly<{
  number: number
  cells: Readonly<Record<string, string>>
  extra: readonly string[]
}>

/** A table from a file. */
export type Table = Readonly<{ headers: readonly string[]; rows: readonly TableRow[] }>

/** Bytes of a file, or characters of its text, that are read at most. */
export const largestTable = 20_000_000

/** Lines, empty ones too, and columns that a table has at most. */
const mostLines = 100_000
const mostColumns = 200

/** Text of a file's bytes: UTF-8 with or without its mark, UTF-16 with it, and Windows-1252 (older Excel) for everything else. */
export function decode(bytes: Uint8Array<ArrayBuffer>): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** A header as it is compared: case, blanks and signs do not count. */
export const headerKey = (header: string) => header.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** The sign that separates most in the line of headings. A parser's guess gets short tables with gaps wrong. */
function separatorOf(text: string): string {
  const heading =
    text
      .split(/\r?\n/)
      .find((line) => line.trim() !== '')
      ?.replace(/"[^"]*"/g, '') ?? ''
  const count = (sign: string) => heading.split(sign).length
  return [';', '\t', ','].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

/**
 * Reads comma-, semicolon- or tab-separated text. Empty lines are left out.
 *
 * @throws Problem `tableNone` when there is no header and no row; `tableTooLarge`, `tableTooLong`,
 * `tableTooWide` beyond what is read; `tableQuote` when a quote is not closed, or closed inside a cell
 */
export function readTable(text: string): Table {
  if (text.length > largestTable) throw new Problem('tableTooLarge', { mb: largestTable / 1_000_000 })
  // The line end behind the last row begins no other.
  const plain = text.replace(/^\ufeff/, '').replace(/(\r\n|\r|\n)$/, '')
  const { data, errors } = Papa.parse<string[]>(plain, {
    delimiter: separatorOf(plain),
    preview: mostLines + 2,
  })
  const quote = errors.find(({ type }) => type === 'Quotes')
  if (quote) throw new Problem('tableQuote', { row: (quote.row ?? 0) + 1 })
  if (data.length > mostLines + 1) throw new Problem('tableTooLong', { n: mostLines })
  const wide = data.findIndex((row) => row.length > mostColumns)
  if (wide >= 0) throw new Problem('tableTooWide', { row: wide + 1, n: mostColumns })
  const start = data.findIndex((row) => row.some((cell) => cell.trim() !== ''))
  const headers = data[start]?.map((cell) => cell.trim())
  if (!headers) throw new Problem('tableNone')
  const rows = data.slice(start + 1).flatMap((row, index) => {
    if (row.every((cell) => cell.trim() === '')) return []
    const cells = Object.fromEntries(
      headers.map((header, column) => [headerKey(header), plainCell((row[column] ?? '').trim())]),
    )
    return [
      {
        number: start + index + 2,
        cells,
        extra: row.slice(headers.length).filter((cell) => cell.trim() !== ''),
      },
    ]
  })
  if (!rows.length) throw new Problem('tableNone')
  return { headers, rows }
}

/** The cell of the first header that a row has, or empty. */
export const cellOf = (cells: Readonly<Record<string, string>>, names: readonly string[]): string => {
  const key = names.map(headerKey).find((each) => each in cells)
  return key === undefined ? '' : cells[key]!
}

/** Headings for a sentence about them. */
export const headersShown = (headers: readonly string[]) =>
  headers
    .slice(0, 20)
    .map((header) => header.slice(0, 40))
    .join(', ')

/** What is wrong with a row as such: cells beyond the headings would be lost, and the others may have moved. */
export const rowFaults = (extra: TableRow['extra']): FieldFault[] =>
  extra.length ? [{ path: 'row', rule: 'columns' }] : []

/**
 * Where a spreadsheet could begin a formula: at the beginning of a cell and,
 * since one of another country splits at another sign, after every sign that
 * separates. Blanks and characters that nobody sees do not count, and signs of
 * full width count as narrow ones.
 */
const formula = /(?<=^|[,;|\t\r\n])('*)(?=['\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/gu

/** A cell that every spreadsheet takes for text: an apostrophe stands before what could be a formula, as OWASP advises. */
const harmless = (cell: string) => cell.replace(formula, "'$1")

/** A cell as it was before it was made harmless. */
const plainCell = (cell: string) => cell.replace(formula, (marks) => marks.slice(1))

/** Rows of a table that was begun. Every cell is quoted, and none is a formula. */
export const writeRows = (rows: readonly (readonly string[])[]): string =>
  rows.length
    ? `${Papa.unparse(
        rows.map((row) => row.map(harmless)),
        { delimiter: ';', newline: '\r\n', quotes: true },
      )}\r\n`
    : ''

/**
 * Writes a table for spreadsheets: semicolons and UTF-8 with its mark, which
 * Norwegian and English Excel both open.
 *
 * @param rows the first of them, or all
 */
export const writeTable = (headers: readonly string[], rows: readonly (readonly string[])[]): string =>
  `\ufeff${writeRows([headers, ...rows])}`

/** A date in a cell: ISO, Norwegian (`31.12.2026`) or American with a year of four digits (`2/28/2026 0:00`). Null when it is none. */
export function readDate(cell: string): string | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)/.exec(cell)
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})/.exec(cell)
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(cell)
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : dotted
      ? [dotted[3], dotted[2], dotted[1]]
      : american
        ? [american[3], american[1], american[2]]
        : []
  if (!year || !month || !day) return null
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const parsed = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) ? date : null
}
