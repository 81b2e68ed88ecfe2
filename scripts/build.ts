import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { today } from '#core/clock/clock.ts'
import { examplePublication, exampleSize } from '#core/exchange/example/publication.ts'
import { buildDemo } from '#scripts/demo.ts'
import { buildExtension } from '#scripts/extension.ts'
import { root } from '#scripts/paths.ts'
import { buildSite } from '#site/build.ts'

const dist = join(root, 'dist')

await buildExtension(dist)
console.log('dist/chromium and dist/firefox: the extension')

// The example's dates lie around today, as they do when it is loaded in the extension.
const day = today(Date.now(), 'Europe/Oslo')
const publication = join(dist, 'example.jsonl')
await mkdir(dist, { recursive: true })
await writeFile(publication, await examplePublication(exampleSize, day))
const site = await buildSite({ publication, out: join(dist, 'site'), force: true })
if (!site.ok) throw new Error(`The example site was not built: ${JSON.stringify(site)}`)
console.log(`dist/site: the example site, ${site.pages} offers`)

await buildDemo(join(dist, 'demo'), join(dist, 'site'), day)
console.log('dist/demo: start page, workplace and example, for any static host')
