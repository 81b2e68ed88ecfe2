import { parseArgs } from 'node:util'
import { killBrowsers } from '#test/e2e/kills/kills.ts'
import { hostsToTry, type HostToTry } from '#test/e2e/support/hosts.ts'

/** `npm run kill`: kills browsers while they publish, and says what readers of the pages met. After `npm run build`. */

const text = { type: 'string' } as const
const { values } = parseArgs({
  options: {
    runs: { ...text, default: '100' },
    browser: { ...text, default: 'chromium' },
    host: { ...text, default: 'azure' },
    offers: { ...text, default: '300' },
    seed: text,
  },
})
const { browser, host } = values
if ((browser !== 'chromium' && browser !== 'firefox') || !(host in hostsToTry)) {
  console.error('Options: --browser chromium|firefox, --host azure|webdav, --runs N, --offers N, --seed N')
  process.exit(1)
}

const seed = Number(values.seed ?? Date.now() % 1_000_000)
console.log(`Seed ${seed}`)
const { reads, broken, atRest, kills } = await killBrowsers({
  browser,
  host: host as HostToTry,
  runs: Number(values.runs),
  offers: Number(values.offers),
  seed,
  say: console.log,
})
const sum = (of: (kill: (typeof kills)[number]) => number) => kills.reduce((all, kill) => all + of(kill), 0)
for (const each of [...broken, ...atRest].slice(0, 50)) console.log(each)
console.log(
  `${kills.length} kills, ${sum(({ wasAtWork }) => Number(wasAtWork))} of them in the middle of a run; ` +
    `${sum(({ putBefore }) => putBefore)} files put before, ${sum(({ putAgain }) => putAgain)} by the next runs, of these ${sum(({ putTwice }) => putTwice)} again\n` +
    `${reads} reads, ${broken.length} broken; ${atRest.length} faults at rest`,
)
process.exitCode = broken.length || atRest.length ? 1 : 0
