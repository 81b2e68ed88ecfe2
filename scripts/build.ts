import { join } from 'node:path'
import { buildExampleSite } from '#scripts/exampleSite.ts'
import { buildExtension } from '#scripts/extension.ts'
import { root } from '#scripts/paths.ts'

const dist = join(root, 'dist')

await buildExtension(dist)
console.log('dist/chromium and dist/firefox: the extension')
console.log(`dist/site: the example site, ${await buildExampleSite(dist)} offers`)
