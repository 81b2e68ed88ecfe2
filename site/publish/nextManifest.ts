import { pageGround } from '#core/publication/marks.ts'
import type { RendererRecord } from '#core/publication/renderer.ts'
import { digest } from '#site/publish/digest.ts'
import { manifestFormat, type Manifest } from '#site/publish/manifest.ts'
import type { PublicationRead } from '#site/publish/reading.ts'

/** What a run's manifest says of a publication and the program that draws it; the files besides the offers' pages are not known yet. */
export const nextManifest = (
  { header, company, content, pages, blocks }: PublicationRead,
  renderer: RendererRecord,
): Omit<Manifest, 'shared'> => ({
  format: manifestFormat,
  workspace: header.workspace,
  number: header.number,
  content,
  checkedBy: renderer.sources,
  drawnFrom: digest(pageGround(renderer.id, company)),
  common: digest(`${renderer.id}\n${JSON.stringify(company)}`),
  pages,
  blocks,
})
