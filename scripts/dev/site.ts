import { join } from 'node:path'
import { buildExampleSite } from '#scripts/exampleSite.ts'
import { root } from '#scripts/paths.ts'

/** The example's pages for `npm run dev`: a process of its own, so that it reads core and site as they are by now. */
await buildExampleSite(join(root, 'dist/dev'))
