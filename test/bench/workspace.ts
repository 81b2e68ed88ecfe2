import { mkdir } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import type { BrowserName } from '#scripts/browsers.ts'
import { root } from '#scripts/paths.ts'
import { weighPopup } from '#scripts/weight.ts'
import { rounded, type Bench } from '#test/bench/bench.ts'
import { openBrowser, prepareExtension, type Opened } from '#test/bench/workspace/browsers.ts'
import { filledProfile } from '#test/bench/workspace/fill.ts'
import { linesEach, recipientsEach } from '#test/bench/workspace/records.ts'
import { figuresOf, tableOf, writeTable } from '#test/bench/workspace/report.ts'
import {
  measureCommand,
  measureDashboard,
  measureImport,
  measureList,
  measurePopup,
  measureSearches,
  signedIn,
  type Note,
} from '#test/bench/workspace/screens.ts'

/**
 * A large workspace in the built extension, in real browsers: popup, keys,
 * dashboard, lists, a command, an import, and searching beside libraries.
 * Profiles are filled once and kept in `.cache/bench/workspace`.
 *
 * `--sizes 100,10000,100000` (customers), `--rounds N` (5), `--browsers chromium,firefox`,
 * `--without PART,PART` (popup, dashboard, command, customers, offers, import, search),
 * `--write` (the table into docs/performance.md)
 */

const say = (text: string) => process.stderr.write(`${text}\n`)

const list = (value: unknown, otherwise: string) =>
  (typeof value === 'string' ? value : otherwise).split(',').filter(Boolean)

type Part = Readonly<{
  name: string
  run: (opened: Opened, note: Note, at: { size: number; round: number }) => Promise<void>
}>

/** What needs a browser of its own is last: a list that is drawn whole may leave nothing that answers. */
const sessions: readonly (readonly Part[])[] = [
  [
    { name: 'popup', run: (opened, note, { round }) => measurePopup(opened, note, round) },
    { name: 'dashboard', run: (opened, note) => measureDashboard(opened, note) },
    { name: 'command', run: (opened, note, { round }) => measureCommand(opened, note, round) },
  ],
  [{ name: 'customers', run: (opened, note, { size }) => measureList(opened, 'customers', size, note) }],
  [{ name: 'offers', run: (opened, note, { size }) => measureList(opened, 'offers', size, note) }],
]

export const bench: Bench = async (options) => {
  const sizes = list(options.sizes, '100,10000,100000')
    .map(Number)
    .sort((a, b) => a - b)
  const browsers = list(options.browsers, 'chromium,firefox') as BrowserName[]
  const without = list(options.without, '')
  const rounds = Number(options.rounds ?? 5)
  const folder = join(root, '.cache/bench/workspace')
  await mkdir(folder, { recursive: true })

  const profiles = new Map<string, string>()
  for (const name of browsers) {
    await prepareExtension(name)
    for (const size of sizes) profiles.set(`${name}.${size}`, await filledProfile(name, size, say))
  }

  const samples = new Map<string, number[]>([
    ['chromium.popup.script', [(await weighPopup(join(root, 'dist/chromium'))) / 1000]],
  ])
  const loads: number[] = []
  const noteAs =
    (name: BrowserName, size: number | null): Note =>
    (figure, value) => {
      const key = [name, figure, ...(size === null ? [] : [size])].join('.')
      samples.set(key, [...(samples.get(key) ?? []), value])
    }

  /** Opens a browser for some parts, and closes it after them. */
  async function inBrowser(name: BrowserName, size: number, work: (opened: Opened) => Promise<void>) {
    loads.push(loadavg()[0]!)
    const opened = await openBrowser(name, profiles.get(`${name}.${size}`)!)
    try {
      await signedIn(opened)
      await work(opened)
    } finally {
      await opened.close()
    }
  }

  const failures: string[] = []
  /** One part that fails leaves the others their figures. */
  async function attempt(what: string, work: () => Promise<void>): Promise<void> {
    say(`${what} (load ${loadavg()[0]!.toFixed(1)})`)
    await work().catch((error: unknown) => failures.push(`${what}: ${String(error)}`))
  }

  for (let round = 0; round < rounds; round++)
    for (const name of browsers) {
      for (const size of sizes)
        for (const parts of sessions) {
          const wanted = parts.filter((part) => !without.includes(part.name))
          if (wanted.length)
            await inBrowser(name, size, async (opened) => {
              for (const part of wanted)
                await attempt(`round ${round + 1}, ${name} ${size}: ${part.name}`, () =>
                  part.run(opened, noteAs(name, size), { size, round }),
                )
            })
        }
      if (!without.includes('search'))
        await attempt(`round ${round + 1}, ${name} ${sizes.at(-1)}: search`, () =>
          inBrowser(name, sizes.at(-1)!, (opened) => measureSearches(opened, noteAs(name, null))),
        )
      if (!without.includes('import'))
        await attempt(`round ${round + 1}, ${name} ${sizes[0]}: import`, () =>
          measureImport(name, profiles.get(`${name}.${sizes[0]}`)!, folder, noteAs(name, null)),
        )
    }

  const figures = figuresOf(samples)
  const middle = loads.sort((a, b) => a - b)[Math.floor(loads.length / 2)] ?? 0
  const about = `Customers: ${sizes.join(', ')}, with as many offers and subscriptions, ${recipientsEach} recipients an offer and ${linesEach} log lines a customer. Rounds: ${rounds}. ${cpus().length} cores, other load ${rounded(middle, 1)}.`
  const table = `${about}\n\n${tableOf(figures, sizes)}`
  console.log(`${table}\n`)
  if (options.write && !failures.length) await writeTable(table)
  for (const failure of failures) say(failure)
  if (failures.length) process.exitCode = 1
  return figures
}
