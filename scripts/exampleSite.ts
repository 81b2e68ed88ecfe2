import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { today } from '#core/clock/clock.ts'
import { examplePublication, exampleSize } from '#core/exchange/example/publication.ts'
import { buildSite } from '#site/build.ts'

/**
 * Builds the example's pages into `folder/site`, beside their publication.
 *
 * @returns how many offers it has
 */
export async function buildExampleSite(folder: string): Promise<number> {
  // The example's dates lie around today, as they do when it is loaded in the extension.
  const publication = join(folder, 'example.jsonl')
  await mkdir(folder, { recursive: true })
  await writeFile(publication, await examplePublication(exampleSize, today(Date.now(), 'Europe/Oslo')))
  const site = await buildSite({ publication, out: join(folder, 'site'), force: true })
  if (!site.ok) throw new Error(`The example site was not built: ${JSON.stringify(site)}`)
  return site.pages
}
