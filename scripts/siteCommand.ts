import { buildSite, type SiteOptions, type SiteResult } from '#site/build.ts'
import { count } from '#site/publish/sentence.ts'

const usage =
  'npm run site -- --publication FILE --out DIR [--to azure|webdav|git|cloudflare] [--manifest FILE] [--force]'

/** More than a person reads. */
const mostFaults = 50

function tell(result: SiteResult, out: string): number {
  if (result.ok) {
    console.log(`${count(result.pages, 'offer')} in ${out}, ${result.written} of them drawn anew.`)
    if (result.vanished)
      console.log(
        `${count(result.vanished, 'page')} of the build before ${result.vanished === 1 ? 'is' : 'are'} gone.`,
      )
    for (const note of result.notes) console.log(note)
    return 0
  }
  if (result.why === 'faults') {
    for (const { line, offer, what, remedy } of result.faults.slice(0, mostFaults))
      console.error(`line ${line}${offer ? `, offer ${offer}` : ''}: ${what} ${remedy}`)
    if (result.faults.length > mostFaults) console.error(`… and ${result.faults.length - mostFaults} more.`)
    console.error(`${count(result.faults.length, 'fault')}. Nothing was written; the pages are as they were.`)
  } else {
    console.error(result.message)
    if (result.why === 'stopped')
      console.error(
        'The run ended on the way: some pages are old, some new, each is whole. Run it again when this is mended.',
      )
    else console.error('Nothing was written; the pages are as they were.')
    if (result.why === 'refused' && result.mayForce)
      console.error('If this is what you want, say so with --force.')
  }
  return 1
}

/** What the command line says: `--name value` or `--name=value`. Read by hand, because loading node:util takes longer than all else here. */
function options(args: readonly string[]): Partial<SiteOptions & { to: string }> {
  const said: Record<string, string | boolean> = {}
  for (let at = 0; at < args.length; at++) {
    const [, name = '', value = args[at + 1]] = /^--(\w+)(?:=(.*))?$/s.exec(args[at]!) ?? []
    if (name === 'force' && args[at] === '--force') said.force = true
    else if (['publication', 'out', 'manifest', 'to'].includes(name) && value && !value.startsWith('--')) {
      said[name] = value
      if (!args[at]!.includes('=')) at++
    } else {
      console.error(`${args[at]} is no option, or lacks its value.`)
      return {}
    }
  }
  return said
}

/** Publishes as the command line says. @returns the code to exit with */
export async function command(): Promise<number> {
  const { publication, out, manifest, force = false, to } = options(process.argv.slice(2))
  if (!publication || !out) {
    console.error(`Usage: ${usage}`)
    return 1
  }
  if (to === undefined) return tell(await buildSite({ publication, out, manifest, force }), out)
  const { bringSite } = await import('#scripts/hosting.ts')
  const bring = bringSite(to, process.env)
  if (!bring) return 1
  const result = await buildSite({ publication, out, manifest, force })
  const code = tell(result, out)
  return result.ok ? bring({ publication, out, ...result }, force) : code
}
