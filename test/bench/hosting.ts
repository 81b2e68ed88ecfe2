import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { examplePublication } from '#core/exchange/example/publication.ts'
import { azureTarget } from '#core/hosting/azure/blobs.ts'
import { setUpAccount } from '#core/hosting/azure/setUp.ts'
import { publishTo, type Kept } from '#core/hosting/publish.ts'
import { hashOf } from '#core/publication/canonical.ts'
import { serveAzurite } from '#scripts/azurite.ts'
import { sourceOf } from '#scripts/hosting.ts'
import { buildSite } from '#site/build.ts'
import { rounded, type Bench, type Figure } from '#test/bench/bench.ts'

/**
 * Bringing a site to a host with what a browser runs too: all pages, nothing,
 * and one changed offer, to Azurite on this machine. Counted are requests and
 * what was put; drawing is not measured.
 *
 * `--offers N` (10000)
 */

type Line = { t: string; number?: number; hash?: string; binding?: { terms: { message: string } } }

/** The same publication under the next number, with another text in the offer in the middle. */
async function changed(text: string): Promise<string> {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
  lines[0]!.number = 2
  const offers = lines.filter((line) => line.binding)
  const offer = offers[Math.floor(offers.length / 2)]!
  offer.binding!.terms.message = 'This text was changed.'
  offer.hash = await hashOf(offer.binding!)
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`
}

export const bench: Bench = async ({ offers = '10000' }) => {
  const folder = await mkdtemp(join(tmpdir(), 'tilbud-hosting-'))
  const azurite = await serveAzurite()
  const send = fetch
  let requests = 0
  globalThis.fetch = (...asked) => {
    requests++
    return send(...asked)
  }
  try {
    const first = await examplePublication(Number(offers), '2026-11-02')
    const { publish } = await setUpAccount({
      ...azurite,
      expires: new Date(Date.now() + 86_400_000).toISOString(),
    })
    let kept: Kept | null = null
    const figures: Figure[] = []

    /** Brings a publication there. @param name of the figures */
    async function measure(name: string, text: string): Promise<void> {
      const publication = join(folder, 'publication.jsonl')
      const out = join(folder, 'site')
      await writeFile(publication, text)
      const built = await buildSite({ publication, out })
      if (!built.ok) throw new Error(JSON.stringify(built))
      const source = await sourceOf(
        { publication, out, record: `${out}.manifest.json`, siteAddress: '' },
        'azure',
      )
      requests = 0
      const began = performance.now()
      const { put, removed, files } = await publishTo(azureTarget(publish, '/'), source, {
        kept,
        keep: async (now) => void (kept = now),
        isOurs: () => true,
      })
      const seconds = rounded((performance.now() - began) / 1000)
      for (const [what, value, unit] of [
        ['time', seconds, 's'],
        ['requests', requests, ''],
        ['put', put.length, 'files'],
        ['removed', removed.length, 'files'],
        ['there', files, 'files'],
      ] as const)
        figures.push({ name: `hosting.${name}.${what}`, value, unit })
    }

    await measure('all', first)
    await measure('nothing', first)
    await measure('one', await changed(first))
    return figures
  } finally {
    globalThis.fetch = send
    await azurite.close()
    await rm(folder, { recursive: true, force: true })
  }
}
