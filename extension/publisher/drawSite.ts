import { createSHA256 } from 'hash-wasm'
import type { SiteFile } from '#core/hosting/target.ts'
import { toBase64url, utf8 } from '#core/model/bytes.ts'
import { pageGround, pageMark } from '#core/publication/marks.ts'
import { offerPage, pageFile, pageFolder, placeOf, successorOf } from '#core/publication/pages.ts'
import { codeOf, type OfferLine } from '#core/publication/publication.ts'
import { readRows } from '#core/publication/read.ts'
import type { Renderer, RendererRecord } from '#core/publication/renderer.ts'
import { parseOffer } from '#core/publication/row.ts'
import { goOn, type Watch } from '#core/workspace/watch.ts'

/** The compiled site, as the build has put it beside the folder of this file. */
const folder = new URL(/* @vite-ignore */ '../renderer/', import.meta.url)

/** Loads the compiled site: what draws it, what its pages load, and where their styles lie in the extension. */
export async function loadSite(): Promise<
  Renderer & Readonly<Pick<RendererRecord, 'client' | 'id'> & { styles: string }>
> {
  const { drawOffer, drawCommon } = await import('#renderer')
  const { client, id } = (await (await fetch(new URL('renderer.json', folder))).json()) as RendererRecord
  return {
    drawOffer,
    drawCommon,
    client,
    id,
    styles: new URL(`client/${client.find((path) => path.endsWith('.css'))}`, folder).href,
  }
}

/** What a publication becomes. */
export type DrawnSite = Readonly<{
  /** What each file is drawn from, by the place where it will lie (core/publication/marks.ts). */
  marks: ReadonlyMap<string, string>
  /** Of what every offer's page is drawn besides its row. */
  ground: string
  /** Draws some of the files, each when it is asked for: what pages load first, then the pages. */
  draw: (paths: Pick<ReadonlySet<string>, 'has'>) => AsyncIterable<SiteFile>
}>

/** The rows of a publication file. @throws TypeError where it is no UTF-8 */
async function* rowsOf(file: Blob): AsyncGenerator<string> {
  const reader = file
    .stream()
    .pipeThrough(new TextDecoderStream('utf-8', { fatal: true }))
    .getReader()
  let begun = ''
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const rows = (begun + next.value).split('\n')
    begun = rows.pop()!
    yield* rows
  }
  if (begun) yield begun
}

/** The lines of some offers of a file that was read before. @param isWanted asked for each by its place among the offers */
async function* linesOf(file: Blob, isWanted: (at: number) => boolean): AsyncGenerator<OfferLine> {
  let at = -3
  for await (const row of rowsOf(file)) if (++at >= 0 && isWanted(at)) yield parseOffer(row)
}

/** The lines that pages link to. @param codes of all lines, in their order */
async function linesLinked(
  file: Blob,
  codes: readonly string[],
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, OfferLine>> {
  const linked = new Map<string, OfferLine>()
  if (wanted.size)
    for await (const line of linesOf(file, (at) => wanted.has(codes[at]!))) linked.set(codeOf(line), line)
  return linked
}

const pathOf = (line: OfferLine) => pageFile(pageFolder(placeOf(line)))

/** Reads the site of a publication file, of which it never holds more than a row. @throws Error that says what is wrong with the file */
export async function drawSite(file: Blob, watch: Watch): Promise<DrawnSite> {
  const { drawOffer, drawCommon, client, id } = await loadSite()
  const hasher = await createSHA256()
  const digest = (content: string | Uint8Array) => toBase64url(hasher.init().update(content).digest('binary'))
  const codes: string[] = []
  /** Digests of the rows, by the places of their pages, in the order of the lines. */
  const rows = new Map<string, string>()
  const links = new Set<string>()
  const isWhole = (await file.slice(-1).text()) === '\n'
  const read = await readRows(rowsOf(file), isWhole, (line, row) => {
    goOn(watch)
    codes.push(codeOf(line))
    rows.set(pathOf(line), digest(row))
    const successor = successorOf(line)
    if (successor) links.add(successor)
  })
  if (!read.ok) throw new Error(read.faults.map(({ what }) => what).join(' '))
  const { company } = read
  const linked = await linesLinked(file, codes, links)
  const common = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const path of client) {
    const response = await fetch(new URL(`client/${path}`, folder))
    common.set(path, new Uint8Array(await response.arrayBuffer()))
  }
  for (const [path, text] of await drawCommon(company)) common.set(path, utf8(text))
  const ground = digest(pageGround(id, company))
  const places = [...rows.keys()]

  async function* draw(paths: Pick<ReadonlySet<string>, 'has'>): AsyncGenerator<SiteFile> {
    for (const [path, bytes] of common) if (paths.has(path)) yield { path, bytes }
    for await (const line of linesOf(file, (at) => paths.has(places[at]!))) {
      const page = offerPage(line, company, linked.get(successorOf(line) ?? ''))
      yield { path: pathOf(line), bytes: utf8(await drawOffer(page)) }
    }
  }
  return {
    marks: new Map([
      ...[...common].map(([path, bytes]) => [path, digest(bytes)] as const),
      ...[...rows].map(([path, row]) => [path, pageMark(ground, row)] as const),
    ]),
    ground,
    draw,
  }
}
