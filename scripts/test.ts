import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { needBrowser } from '#scripts/browsers.ts'
import { buildChecks, runChecks, sourceChecks } from '#scripts/checks.ts'
import { writePackages } from '#scripts/packages.ts'
import { run } from '#scripts/run.ts'

/** `npm test`: everything, on what was built, ending with one line that counts. Further arguments go to Vitest. */

type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** Runs Vitest. A file that fails outside its tests counts as one failure; a skipped test is no success. */
async function vitest(args: readonly string[]): Promise<{ passed: number; failed: number }> {
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
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests + broken
  return { passed: report.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed }
}

// Loudly and first: without both browsers there is no result.
console.log(`Chromium: ${needBrowser('chromium')}\nFirefox: ${needBrowser('firefox')}`)

const source = await runChecks(sourceChecks)
const built = (await run('node', ['scripts/build.ts'])).code === 0
if (built) await writePackages()
const builtChecks = built ? await runChecks(buildChecks) : { passed: 0, failed: buildChecks.length + 1 }
const tests = built ? await vitest(process.argv.slice(2)) : { passed: 0, failed: 0 }

const passed = source.passed + builtChecks.passed + tests.passed + (built ? 1 : 0)
const failed = source.failed + builtChecks.failed + tests.failed
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
