import { cutOff, notUtf8, type Fault } from '#core/publication/fault.ts'
import { codeIn } from '#core/publication/pages.ts'
import type { Header, Presentation } from '#core/publication/publication.ts'
import { faultsTogether, type Entry } from '#core/publication/read.ts'
import { readCompany, readHeader } from '#core/publication/row.ts'
import { blocksOf, type Block } from '#site/publish/blocks.ts'
import type { Crew } from '#site/publish/crew.ts'
import { digest } from '#site/publish/digest.ts'
import type { BlockRecord, Manifest, PageRecord } from '#site/publish/manifest.ts'
import type { Rows } from '#site/publish/rows.ts'

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
  /** One for each offer, in the order of the rows. Of a row that was not read anew it is the one of the run before. */
  pages: readonly PageRecord[]
  blocks: readonly BlockRecord[]
  /** Which of the pages' rows were read anew, by their place. */
  fresh: readonly number[]
  /** Digest of every row besides the header. */
  content: string
}>

/** Of the blocks of a file the pages, as far as the run before has found their rows right. */
function knownPages(rows: Rows, blocks: readonly Block[], last: Manifest | null): (PageRecord | undefined)[] {
  const pages: (PageRecord | undefined)[] = Array.from({ length: Math.max(0, rows.length - 2) })
  if (!last) return pages
  const asked = new Map(blocks.map((block) => [block.digest, block]))
  const same = new Set<Block>()
  const loose = new Map<string, PageRecord>()
  let at = 0
  for (const [digest, count] of last.blocks.length ? last.blocks : [['', last.pages.length] as const]) {
    const named = asked.get(digest)
    const block = named && named.to - named.from === count ? named : undefined
    if (block) same.add(block)
    for (let n = 0; n < count; n++, at++) {
      const page = last.pages[at]!
      if (block) pages[block.from - 2 + n] = page
      else loose.set(page[0], page)
    }
  }
  for (const block of blocks) {
    if (same.has(block)) continue
    for (let row = block.from; row < block.to; row++) pages[row - 2] = loose.get(rows.digest(row))
  }
  return pages
}

const entryOf = ([, folder, successor]: PageRecord, at: number): Entry => ({
  number: at + 3,
  code: codeIn(folder),
  isOpen: successor === undefined,
  successor: successor || null,
})

/**
 * Reads the offers.
 *
 * @param last what the run before has found right with these very checks: rows that have not changed are not even parsed
 */
export async function readOffers(
  rows: Rows,
  { header, company, faults: ofTop }: Top,
  last: Manifest | null,
  crew: Crew,
): Promise<PublicationRead | { faults: Fault[] }> {
  const blocks = blocksOf(rows)
  const found = knownPages(rows, blocks, last)
  const fresh = [...found.keys()].filter((at) => !found[at])
  const { checked, faults: ofRows } = await crew.do({
    kind: 'check',
    rows: Int32Array.from(fresh, (at) => at + 2),
  })
  for (const [index, page] of checked) found[index - 2] = page

  // Rows that say of code, state and successor what they said in the run before fit each other as they did then.
  const isAsBefore =
    last?.pages.length === found.length &&
    last.pages.every((page, at) => page === found[at] || isAlike(page, found[at]))
  const entries = isAsBefore ? [] : found.flatMap((page, at) => (page ? [entryOf(page, at)] : []))
  const faults = [...ofTop].concat(ofRows, faultsTogether(header, entries, found.length))
  if (faults.length || !company) return { faults: faults.sort((a, b) => a.line - b.line) }
  const pages = found as PageRecord[]
  return {
    header,
    company,
    pages,
    blocks: blocks.map(({ digest: own, from, to }) => [own, to - from]),
    fresh,
    content: digest([rows.text(1), ...pages.map(([row]) => row)].join('\n')),
  }
}

const isAlike = ([, folder, successor]: PageRecord, other: PageRecord | undefined) =>
  other?.[1] === folder && other[2] === successor
