import { utf8 } from '#core/model/bytes.ts'
import { offerPage, pageFolder, placeOf, successorOf } from '#core/publication/pages.ts'
import { codeOf, type OfferLine } from '#core/publication/publication.ts'
import { readRows } from '#core/publication/read.ts'
import type { Renderer, RendererRecord } from '#core/publication/renderer.ts'
import { parseOffer } from '#core/publication/row.ts'
import { goOn, type Watch } from '#core/workspace/watch.ts'

/** One file of the site. */
export type SiteFile = Readonly<{ path: string; bytes: Uint8Array<ArrayBuffer> }>

/** The compiled site, as the build has put it beside the folder of this file. */
const folder = new URL(/* @vite-ignore */ '../renderer/', import.meta.url)

/** Loads the compiled site: what draws it, what its pages load, and where their styles lie in the extension. */
export async function loadSite(): Promise<
  Renderer & Readonly<{ client: readonly string[]; styles: string }>
> {
  const { drawOffer, drawCommon } = await import('#renderer')
  const { client } = (await (await fetch(new URL('renderer.json', folder))).json()) as RendererRecord
  return {
    drawOffer,
    drawCommon,
    client,
    styles: new URL(`client/${client.find((path) => path.endsWith('.css'))}`, folder).href,
  }
}

/** What a publication becomes. */
export type DrawnSite = Readonly<{
  /** Where they will lie. */
  paths: ReadonlySet<string>
  /** What pages load first, then the pages, each drawn when it is asked for. */
  files: AsyncIterable<SiteFile>
}>

/** The rows of a publication file. @throws TypeError where it is no UTF-8 */
async function* rowsOf(file: Blob, onRead: (letters: number) => void = () => {}): AsyncGenerator<string> {
  const reader = file
    .stream()
    .pipeThrough(new TextDecoderStream('utf-8', { fatal: true }))
    .getReader()
  let begun = ''
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const rows = (begun + next.value).split('\n')
    begun = rows.pop()!
    yield* rows
    onRead(next.value.length)
  }
  if (begun) yield begun
}

/** The offers' lines of a file that was read before. */
async function* linesOf(file: Blob): AsyncGenerator<OfferLine> {
  let number = 0
  for await (const row of rowsOf(file)) if (++number > 2) yield parseOffer(row)
}

/** The lines that pages link to. */
async function linesLinked(file: Blob, codes: ReadonlySet<string>): Promise<ReadonlyMap<string, OfferLine>> {
  const linked = new Map<string, OfferLine>()
  if (codes.size)
    for await (const line of linesOf(file)) if (codes.has(codeOf(line))) linked.set(codeOf(line), line)
  return linked
}

/** Draws the site of a publication file, of which it never holds more than a row. @throws Error that says what is wrong with the file */
export async function drawSite(file: Blob, watch: Watch): Promise<DrawnSite> {
  const { drawOffer, drawCommon, client } = await loadSite()
  const paths = new Set(client)
  const links = new Set<string>()
  const pathOf = (line: OfferLine) => `${pageFolder(placeOf(line))}/index.html`
  const isWhole = (await file.slice(-1).text()) === '\n'
  let checked = 0
  // Letters of several bytes are few: it tells a person how far it is.
  const onRead = (letters: number) => watch.onPart?.((checked += letters), file.size, 'checking')
  const read = await readRows(rowsOf(file, onRead), isWhole, (line) => {
    goOn(watch)
    paths.add(pathOf(line))
    links.add(successorOf(line) ?? '')
  })
  if (!read.ok) throw new Error(read.faults.map(({ what }) => what).join(' '))
  const { company } = read
  links.delete('')
  const linked = await linesLinked(file, links)
  const common = await drawCommon(company)
  for (const path of common.keys()) paths.add(path)

  async function* files(): AsyncGenerator<SiteFile> {
    for (const path of client) {
      const response = await fetch(new URL(`client/${path}`, folder))
      yield { path, bytes: new Uint8Array(await response.arrayBuffer()) }
    }
    for (const [path, text] of common) yield { path, bytes: utf8(text) }
    for await (const line of linesOf(file)) {
      const page = offerPage(line, company, linked.get(successorOf(line) ?? ''))
      yield { path: pathOf(line), bytes: utf8(await drawOffer(page)) }
    }
  }
  return { paths, files: files() }
}
