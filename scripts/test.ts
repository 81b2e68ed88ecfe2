import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { needBrowser } from '#scripts/browsers.ts'
import { buildChecks, runChecks, sourceChecks } from '#scripts/checks.ts'
import { writePackages } from '#scripts/packages.ts'
import { root } from '#scripts/paths.ts'
import { run } from '#scripts/run.ts'
import { needRenderer } from '#site/renderer/compile.ts'

/**
 * `npm test`: everything, on what was built, ending with one line that counts.
 * With files or `--project NAME`, only those, after what they need and nothing
 * else. Further arguments go to Vitest.
 */

type Count = { passed: number; failed: number }

type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** Whether tests are chosen by their names: the others of their files are skipped then. */
const isByName = (args: readonly string[]) => args.some((each) => /^(-t|--testNamePattern)\b/.test(each))

/** Runs Vitest. A file that fails outside its tests counts as one failure; a skipped test is no success, and no test is none. */
async function vitest(args: readonly string[]): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), 'tilbud-test-'))
  const file = join(folder, 'report.json')
  const { code } = await run('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...args,
  ])
  const report = JSON.parse(await readFile(file, 'utf8')) as Report
  await rm(folder, { recursive: true })
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
  ).length
  const skipped = isByName(args) ? 0 : report.numPendingTests
  const failed = report.numFailedTests + skipped + report.numTodoTests + broken
  const passed = report.numPassedTests
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed }
}

/** The projects of vitest.config.ts that the arguments choose tests of; null when they leave none out. */
async function chosenProjects(args: readonly string[]): Promise<ReadonlySet<string> | null> {
  if (!args.length) return null
  // Last, because `--json` would take a file for its own.
  const { output } = await run('vitest', ['list', ...args, '--filesOnly', '--json'], { quiet: true })
  const chosen = JSON.parse(output.slice(output.indexOf('['))) as { file: string; projectName: string }[]
  const all = (await readdir(join(root, 'test'), { recursive: true })).filter((file) =>
    file.endsWith('.test.ts'),
  )
  return chosen.length === all.length ? null : new Set(chosen.map(({ projectName }) => projectName))
}

async function build(): Promise<Count> {
  const isBuilt = (await run('node', ['scripts/build.ts'])).code === 0
  if (isBuilt) await writePackages()
  return { passed: isBuilt ? 1 : 0, failed: isBuilt ? 0 : 1 }
}

/** Loudly and first: without both browsers there is no result. */
const needBrowsers = () =>
  console.log(`Chromium: ${needBrowser('chromium')}\nFirefox: ${needBrowser('firefox')}`)

const sum = (...counts: readonly Count[]): Count => ({
  passed: counts.reduce((n, { passed }) => n + passed, 0),
  failed: counts.reduce((n, { failed }) => n + failed, 0),
})

async function everything(args: readonly string[]): Promise<Count> {
  needBrowsers()
  const source = await runChecks(sourceChecks)
  const built = await build()
  if (built.failed) return sum(source, built, { passed: 0, failed: buildChecks.length })
  return sum(source, built, await runChecks(buildChecks), await vitest(args))
}

/** Only tests of some projects, after what these need. */
async function some(projects: ReadonlySet<string>, args: readonly string[]): Promise<Count> {
  if (projects.has('browsers')) {
    needBrowsers()
    const built = await build()
    if (built.failed) return built
  } else if (projects.has('site')) await needRenderer()
  return vitest(args)
}

const args = process.argv.slice(2)
const projects = await chosenProjects(args)
const { passed, failed } = await (projects ? some(projects, args) : everything(args))
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
