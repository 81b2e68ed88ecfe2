import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { today } from '#core/clock/clock.ts'
import { examplePublication, exampleSize } from '#core/exchange/example/publication.ts'
import { buildSite } from '#site/build.ts'

/**
 * Builds the example's pages into `folder/site`, beside their publication.
 *
 * @param day its dates lie around this one (`YYYY-MM-DD`)
 * @returns how many offers it has
 */
export async function buildExampleSite(
  folder: string,
  day = today(Date.now(), 'Europe/Oslo'),
): Promise<number> {
  const publication = join(folder, 'example.jsonl')
  await mkdir(folder, { recursive: true })
  await writeFile(publication, await examplePublication(exampleSize, day))
  const site = await buildSite({ publication, out: join(folder, 'site'), force: true })
  if (!site.ok) throw new Error(`The example site was not built: ${JSON.stringify(site)}`)
  return site.pages
}
