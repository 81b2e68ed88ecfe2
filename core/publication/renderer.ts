import type { OfferPage } from '#core/publication/pages.ts'
import type { Presentation } from '#core/publication/publication.ts'

/**
 * What the compiled site does (site/renderer/entry.ts), for whoever publishes:
 * the command and the extension. The same input gives the same text, in Node,
 * a page and a worker.
 */
export type Renderer = Readonly<{
  /** An offer's page. @throws Error when a component fails: an error of ours */
  drawOffer: (page: OfferPage) => Promise<string>
  /** Every file that does not come from one offer, by its path: index, page of what is not found, colour, the hosts' files. */
  drawCommon: (company: Presentation) => Promise<ReadonlyMap<string, string>>
}>

/** The record that lies beside a compiled site, `renderer.json`. */
export type RendererRecord = Readonly<{
  /** Digest of what it was compiled from. */
  sources: string
  /** Digest of what it is: pages that an equal one drew need not be drawn again. */
  id: string
  /** What pages load, as paths below `client/`, sorted. */
  client: readonly string[]
}>
