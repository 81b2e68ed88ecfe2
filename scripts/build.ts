import { join } from 'node:path'
import { today } from '#core/clock/clock.ts'
import { buildDemo } from '#scripts/demo.ts'
import { buildExampleSite } from '#scripts/exampleSite.ts'
import { buildExtension } from '#scripts/extension.ts'
import { root } from '#scripts/paths.ts'

const dist = join(root, 'dist')

await buildExtension(dist)
console.log('dist/chromium and dist/firefox: the extension')

// The example's dates lie around today, as they do when it is loaded in the extension.
const day = today(Date.now(), 'Europe/Oslo')
console.log(`dist/site: the example site, ${await buildExampleSite(dist, day)} offers`)

await buildDemo(join(dist, 'demo'), join(dist, 'site'), day)
console.log('dist/demo: start page, workplace and example, for any static host')
