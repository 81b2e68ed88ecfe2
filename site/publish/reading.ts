import type { Header, Presentation } from '#core/publication/publication.ts'
import {
  cutOff,
  faultsTogether,
  notUtf8,
  readCompany,
  readHeader,
  type Entry,
  type Fault,
} from '#core/publication/read.ts'
import { portions, type Crew } from '#site/publish/crew.ts'
import { digest } from '#site/publish/digest.ts'
import { codeIn } from '#site/publish/folder.ts'
import type { PageRecord } from '#site/publish/manifest.ts'
import type { Rows } from '#site/publish/rows.ts'
import type { Checked, Task } from '#site/publish/task.ts'

/** What the first two rows say, as far as they are right. */
export type Top = Readonly<{ header: Header; company: Presentation | null; faults: readonly Fault[] }>

/** Reads the header and the company. Without a header nothing else can be judged. */
export function readTop(rows: Rows): Top | { faults: Fault[] } {
  const faults = rows.isWhole ? [] : [cutOff(rows.length)]
  for (const index of rows.notUtf8()) faults.push(notUtf8(index + 1))
  const head = readHeader(rows.text(0))
  if ('fault' in head) return { faults: [...faults, head.fault] }
  const company = readCompany(rows.text(1))
  if ('fault' in company) faults.push(company.fault)
  return { header: head.header, company: 'fault' in company ? null : company.company, faults }
}

/** A publication that has been read: every row is right by itself, and all of them together. */
export type PublicationRead = Readonly<{
  header: Header
  company: Presentation
  /** One for each offer, in the order of the rows. */
  pages: readonly PageRecord[]
  folders: ReadonlySet<string>
  /** Digest of every row besides the header. */
  content: string
}>

const recordOf = (row: string, { folder, isOpen, successor }: Checked): PageRecord =>
  isOpen ? [row, folder] : [row, folder, successor ?? '']

/**
 * Reads the offers.
 *
 * @param known rows that were checked in the run before, by their digest: they are not even parsed
 */
export async function readOffers(
  rows: Rows,
  { header, company, faults: ofTop }: Top,
  known: ReadonlyMap<string, PageRecord>,
  crew: Crew,
): Promise<PublicationRead | { faults: Fault[] }> {
  const digests = Array.from({ length: Math.max(0, rows.length - 2) }, (_, at) => rows.digest(at + 2))
  const fresh = [...digests.keys()].filter((at) => !known.has(digests[at]!)).map((at) => at + 2)
  const { checked, faults: ofRows } = await crew.do(
    portions(fresh).map((indices): Task => ({ kind: 'check', indices })),
    fresh.length,
  )

  const byIndex = new Map(checked.map((each) => [each.index, each]))
  const entries: Entry[] = []
  const pages: PageRecord[] = []
  for (const [at, row] of digests.entries()) {
    const found: Checked | undefined = byIndex.get(at + 2)
    const page: PageRecord | undefined = found ? recordOf(row, found) : known.get(row)
    if (!page) continue
    entries.push({
      number: at + 3,
      code: codeIn(page[1]),
      isOpen: page[2] === undefined,
      successor: page[2] || null,
    })
    pages.push(page)
  }
  const faults = [...ofTop].concat(ofRows, faultsTogether(header, entries, digests.length))
  if (faults.length || !company) return { faults: faults.sort((a, b) => a.line - b.line) }
  return {
    header,
    company,
    pages,
    folders: new Set(pages.map(([, folder]) => folder)),
    content: digest(rows.text(1), ...digests),
  }
}
