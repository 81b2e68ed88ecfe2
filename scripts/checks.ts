import { readdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, sep } from 'node:path'
import { unzipSync } from 'fflate'
import { writeAstroTypes } from '#scripts/astro-types.ts'
import { packageName, packagesFolder } from '#scripts/packages.ts'
import { root } from '#scripts/paths.ts'
import { run } from '#scripts/run.ts'
import { popupBudget, weighPopup } from '#scripts/weight.ts'

/** A check that reads the code or the built files and either holds or does not. */
export type Check = Readonly<{ name: string; holds: () => Promise<boolean> }>

const succeeds = async (program: string, args: readonly string[]) => (await run(program, args)).code === 0

/** Types of everything, .astro files included: `npm run typecheck`. */
export const typeChecks: readonly Check[] = [
  { name: 'types', holds: () => succeeds('tsc', ['-p', '.']) },
  { name: 'types of the site', holds: async () => succeeds('tsc', ['-p', await writeAstroTypes()]) },
]

/** Checks of the source: `npm run lint`. */
export const sourceChecks: readonly Check[] = [
  ...typeChecks,
  {
    name: 'lint',
    holds: () => succeeds('oxlint', ['--type-aware', '--deny-warnings', '-c', 'oxlint.config.ts']),
  },
  { name: 'format', holds: () => succeeds('oxfmt', ['--check']) },
  {
    name: 'languages are what their files and CLDR give',
    holds: () => succeeds('node', ['scripts/languages.ts', '--check']),
  },
]

type Message = { code: string; message: string; file: string; line?: number; column?: number }

/** Warnings of `web-ext lint` that stay, each with its reason and how many there may be. */
const knownWarnings = [
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    about: 'innerHTML',
    most: 4,
    reason:
      'innerHTML inside Preact (dangerouslySetInnerHTML, which our lint forbids) and three in fast-element (templates that are constants of the library).',
  },
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    about: 'call to import',
    most: 2,
    reason:
      'The customer’s page loads what answering needs once more after a failure, at the address that the browser named. The extension only carries that script.',
  },
] as const

type Known = (typeof knownWarnings)[number]

const isOf =
  (known: Known) =>
  ({ code, message }: Message) =>
    code === known.code && message.includes(known.about)

/** Mozilla's linter on what is handed in for Firefox: no error, and no warning but the known ones. */
async function addonHolds(): Promise<boolean> {
  const file = join(packagesFolder, `${await packageName()}-firefox.zip`)
  const { output } = await run(
    'web-ext',
    ['lint', '--source-dir', file, '--output', 'json', '--no-config-discovery'],
    { quiet: true },
  )
  const report = JSON.parse(output.slice(output.indexOf('{'))) as { errors: Message[]; warnings: Message[] }
  const unknown = report.warnings.filter((warning) => !knownWarnings.some((known) => isOf(known)(warning)))
  const tooMany = knownWarnings.filter((known) => report.warnings.filter(isOf(known)).length > known.most)
  for (const { code, message, file } of [...report.errors, ...unknown])
    console.log(`${file}: ${code} ${message}`)
  for (const { code, about, most } of tooMany) console.log(`more than ${most} warnings ${code} (${about})`)
  return report.errors.length === 0 && unknown.length === 0 && tooMany.length === 0
}

/** The lock names no registry: an address would tie every install to one. */
async function lockHolds(): Promise<boolean> {
  return !/"resolved": "https?:/.test(await readFile(join(root, 'package-lock.json'), 'utf8'))
}

/** Whether a text names a machine's folders or a registry. */
export const namesPlace = (text: string, places: readonly string[] = [root, homedir()]) =>
  places.some((place) => place !== sep && text.includes(join(place, sep))) ||
  /\/(home|root|Users)\/\w+\/|registry\.npmjs\.org/.test(text)

/** What is handed out says nothing of where it was made. */
async function placesHold(): Promise<boolean> {
  const telling: string[] = []
  for (const name of await readdir(packagesFolder)) {
    const content = new Uint8Array(await readFile(join(packagesFolder, name)))
    const files = name.endsWith('.zip') ? unzipSync(content) : { '': content }
    for (const [path, bytes] of Object.entries(files))
      if (namesPlace(Buffer.from(bytes).toString('latin1'))) telling.push(`${name} ${path}`)
  }
  for (const each of telling) console.log(each)
  return telling.length === 0
}

/** Whoever opens the popup waits for no more script than this. */
async function popupHolds(): Promise<boolean> {
  const weight = await weighPopup(join(root, 'dist/chromium'))
  if (weight > popupBudget) console.log(`${weight} bytes after gzip, of at most ${popupBudget}`)
  return weight <= popupBudget
}

/** Checks of what was built and packed. */
export const buildChecks: readonly Check[] = [
  { name: 'web-ext lint on the packed extension', holds: addonHolds },
  { name: 'no machine and no registry in what is packed', holds: placesHold },
  { name: 'no registry address in the lock file', holds: lockHolds },
  { name: 'the popup opens with little script', holds: popupHolds },
]

/** Runs checks one after the other. @returns how many hold and how many do not */
export async function runChecks(checks: readonly Check[]): Promise<{ passed: number; failed: number }> {
  let failed = 0
  for (const { name, holds } of checks) {
    const ok = await holds()
    console.log(`${ok ? '✓' : '✗'} ${name}`)
    if (!ok) failed++
  }
  return { passed: checks.length - failed, failed }
}
