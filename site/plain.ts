import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { basePath } from '#core/publication/pages.ts'
import { readPublication } from '#core/publication/read.ts'
import { publicationVariable } from '#site/publication.ts'

/**
 * Builds a publication's pages with a plain `astro build`: what publishing is
 * compared with, in tests and measurements. Checks nothing.
 */
export async function buildPlain(publication: string, out: string): Promise<void> {
  const read = await readPublication(await readFile(publication, 'utf8'))
  if (!read.ok) throw new Error('The publication has faults.')
  process.env[publicationVariable] = resolve(publication)
  process.env.ASTRO_TELEMETRY_DISABLED = '1'
  const { build } = await import('astro')
  await build({
    root: join(fileURLToPath(new URL('.', import.meta.url))),
    outDir: resolve(out),
    base: basePath(read.publication.company.siteAddress),
    logLevel: 'error',
  })
}
