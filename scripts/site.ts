import { parseArgs } from 'node:util'
import { buildSite, type SiteResult } from '#site/build.ts'

const usage = 'npm run site -- --publication FILE --out DIR [--manifest FILE] [--force]'

function tell(result: SiteResult, out: string): number {
  if (result.ok) {
    console.log(`${result.pages} offers in ${out}, ${result.written} of them drawn anew.`)
    if (result.vanished) console.log(`${result.vanished} pages of the build before are gone.`)
    return 0
  }
  if (result.why === 'faults') {
    for (const { line, offer, what, remedy } of result.faults)
      console.error(`line ${line}${offer ? `, offer ${offer}` : ''}: ${what} ${remedy}`)
    console.error(`${result.faults.length} faults. Nothing was written; the pages are as they were.`)
  } else {
    console.error(result.message)
    console.error('Nothing was written; the pages are as they were.')
    if (result.why === 'refused') console.error('If this is what you want, say so with --force.')
  }
  return 1
}

function options() {
  try {
    const { values } = parseArgs({
      options: {
        publication: { type: 'string' },
        out: { type: 'string' },
        manifest: { type: 'string' },
        force: { type: 'boolean' },
      },
    })
    return values
  } catch (error) {
    console.error((error as Error).message)
    return {}
  }
}

const { publication, out, manifest, force } = options()
if (publication && out) process.exitCode = tell(await buildSite({ publication, out, manifest, force }), out)
else {
  console.error(`Usage: ${usage}`)
  process.exitCode = 1
}
