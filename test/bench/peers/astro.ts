import { buildPlain } from '#site/plain.ts'

/** A plain `astro build` in a process of its own. `node astro.ts PUBLICATION OUT` */
const [publication, out] = process.argv.slice(2) as [string, string]
await buildPlain(publication, out)
