import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '#scripts/serve.ts'
import { buildSite } from '#site/build.ts'

/** A site that was built from a publication and is served. */
export type Site = Readonly<{ address: string; folder: string; close: () => Promise<void> }>

/** Builds the pages of a publication as `npm run site` does, and serves them. @param publication the file's text */
export async function serveSite(publication: string): Promise<Site> {
  const work = await mkdtemp(join(tmpdir(), 'tilbud-pages-'))
  const file = join(work, 'a.jsonl')
  const folder = join(work, 'out')
  await writeFile(file, publication)
  const built = await buildSite({ publication: file, out: folder })
  if (!built.ok) throw new Error(JSON.stringify(built))
  const site = await serve(folder)
  return {
    address: site.address,
    folder,
    async close() {
      await site.close()
      await rm(work, { recursive: true, force: true })
    },
  }
}
