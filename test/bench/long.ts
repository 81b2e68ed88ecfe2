import { loadavg } from 'node:os'
import { join } from 'node:path'
import type { BrowserName } from '#scripts/browsers.ts'
import { root } from '#scripts/paths.ts'
import type { Bench } from '#test/bench/bench.ts'
import { copyOf, prepareExtension } from '#test/bench/workspace/browsers.ts'
import { filledProfile } from '#test/bench/workspace/fill.ts'
import {
  downloaded,
  emptied,
  importAll,
  inside,
  publishAll,
  restoreAll,
  saveBackup,
  type Place,
} from '#test/bench/workspace/long.ts'
import { checkImports, checkRestores, checkStops } from '#test/bench/workspace/longChecks.ts'
import { longFigures, longTable } from '#test/bench/workspace/longReport.ts'

/**
 * Long work in the built extension, in real browsers, on a workspace of many
 * customers: backup, restore, export, site as a zip, import and its undo. Each
 * with its seconds, how long the screen did not answer, how long progress
 * stood still, and memory. And what is promised of a stop and of a tab that
 * is closed in the middle. Uses the profiles of the bench `workspace`.
 *
 * `--sizes 10000,100000` (100000), `--browsers chromium,firefox`,
 * `--without PART,PART` (backup: the one of the run before is restored, publish, import, restore, stops, importChecks, restoreChecks)
 */

const say = (text: string) => process.stderr.write(`${text}\n`)

const list = (value: unknown, otherwise: string) =>
  (typeof value === 'string' ? value : otherwise).split(',').filter(Boolean)

type Job = Readonly<{
  name: string
  /** In a browser of its own: the workspace, or an empty profile. */
  where: 'workspace' | 'empty'
  run: (place: Place, backup: string) => Promise<unknown>
}>

const jobs: readonly Job[] = [
  { name: 'publish', where: 'workspace', run: publishAll },
  { name: 'stops', where: 'workspace', run: checkStops },
  { name: 'import', where: 'workspace', run: importAll },
  { name: 'importChecks', where: 'workspace', run: checkImports },
  { name: 'restore', where: 'empty', run: restoreAll },
  { name: 'restoreChecks', where: 'empty', run: checkRestores },
]

export const bench: Bench = async (options) => {
  const sizes = list(options.sizes, '100000').map(Number)
  const browsers = list(options.browsers, 'chromium,firefox') as BrowserName[]
  const without = list(options.without, '')
  const noted = new Map<string, number>()
  const failures: string[] = []

  for (const name of browsers) {
    await prepareExtension(name)
    for (const size of sizes) {
      const folder = join(root, '.cache/bench/workspace/long', `${name}-${size}`)
      const note = (figure: string, value: number, at = '') => {
        noted.set(`${name}.${figure}.${size}`, value)
        say(`  ${figure} ${value.toFixed(1)} ${at}`)
      }
      const used = jobs.filter((each) => !without.includes(each.name))
      const isWorkspaceUsed = !without.includes('backup') || used.some(({ where }) => where === 'workspace')
      const copy = isWorkspaceUsed ? await copyOf(await filledProfile(name, size, say)) : null
      const at = (profile: string, work: (place: Place) => Promise<unknown>) =>
        inside(name, profile, folder, (opened) => work({ opened, note, folder, size }))
      /** One part that fails leaves the others their figures. */
      async function attempt(what: string, work: () => Promise<unknown>): Promise<void> {
        say(`${name} ${size}: ${what} (load ${loadavg()[0]!.toFixed(1)})`)
        await work().catch((error: unknown) => {
          say(String(error))
          failures.push(`${name} ${size}, ${what}: ${String(error)}`)
        })
      }

      let backup = ''
      if (without.includes('backup')) backup = (await downloaded(folder, 'tilbud-backup')).path
      else {
        await emptied(folder)
        await attempt('backup', () => at(copy!.path, async (place) => (backup = await saveBackup(place))))
      }
      for (const job of used)
        await attempt(job.name, async () => {
          const profile =
            job.where === 'workspace' ? copy!.path : await emptied(join(folder, `profile-${job.name}`))
          await at(profile, (place) => job.run(place, backup))
        })
      await copy?.remove()
    }
  }

  const figures = longFigures(noted)
  console.log(`${longTable(figures, sizes)}\n`)
  for (const failure of failures) say(failure)
  if (failures.length) process.exitCode = 1
  return figures
}
