import { utf8 } from '#core/model/bytes.ts'
import { offerPages, pageFolder } from '#core/publication/pages.ts'
import type { Publication } from '#core/publication/publication.ts'
import type { Renderer, RendererRecord } from '#core/publication/renderer.ts'

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

/** Draws a publication's site. */
export async function drawSite(publication: Publication): Promise<DrawnSite> {
  const { drawOffer, drawCommon, client } = await loadSite()
  const common = await drawCommon(publication.company)
  const pages = offerPages(publication)
  const fileOf = (page: (typeof pages)[number]) => `${pageFolder(page)}/index.html`

  async function* files(): AsyncGenerator<SiteFile> {
    for (const path of client) {
      const response = await fetch(new URL(`client/${path}`, folder))
      yield { path, bytes: new Uint8Array(await response.arrayBuffer()) }
    }
    for (const [path, text] of common) yield { path, bytes: utf8(text) }
    for (const page of pages) yield { path: fileOf(page), bytes: utf8(await drawOffer(page)) }
  }
  return { paths: new Set([...client, ...common.keys(), ...pages.map(fileOf)]), files: files() }
}
