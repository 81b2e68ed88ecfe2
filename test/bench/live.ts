import { cpus, loadavg } from 'node:os'
import type { Page } from 'puppeteer-core'
import type { BrowserName } from '#scripts/browsers.ts'
import { rounded, type Bench } from '#test/bench/bench.ts'
import { serveAzure, serveBranch, serveWebdav, type ServedHost } from '#test/bench/live/hosts.ts'
import { copyOf, openBrowser, prepareExtension, type Opened } from '#test/bench/workspace/browsers.ts'
import { call, filledProfile, workPage } from '#test/bench/workspace/fill.ts'
import { ask, never, pause, quiet, until } from '#test/bench/workspace/screens.ts'
import { see } from '#test/e2e/support/screen.ts'

/**
 * From a click to a page that customers can read, in the built extension, to
 * real servers on this machine: Azurite, Apache's mod_dav and git's own
 * http-backend. `live.full` is a whole set from nothing, beside it `live.put`:
 * the same files put six at once with nothing else. `rtt30` is with 30 ms more
 * for each round trip. Uses the profiles of the bench `workspace`.
 *
 * `--browsers chromium,firefox`, `--without one,put,webdav,git`, `--sizes 1000,10000`
 */

const say = (text: string) => process.stderr.write(`${text}\n`)

const list = (value: unknown, otherwise: string) =>
  (typeof value === 'string' ? value : otherwise).split(',').filter(Boolean)

/** So long a run is waited for, in milliseconds. */
const patience = 20 * 60_000

type Place = Readonly<{ opened: Opened; work: Page }>

/** Seconds until a publication after that number lies on the host. */
async function broughtAfter({ work }: Place, number: number, begun: number): Promise<number> {
  const look = async () => Number(await call(work, 'numberOnline')) > number || undefined
  const done = await until(look, patience, 50)
  return done ? (Date.now() - begun) / 1000 : never
}

const numberOnline = async ({ work }: Place) => Number(await call(work, 'numberOnline'))

/** Connects a host and brings everything there. @returns seconds */
async function full(place: Place, host: ServedHost): Promise<number> {
  const begun = Date.now()
  await call(place.work, 'connect', host.connection)
  return broughtAfter(place, 0, begun)
}

/** An offer is withdrawn. @returns seconds until its page says so and all is recorded */
async function change(place: Place): Promise<number> {
  const number = await numberOnline(place)
  const begun = Date.now()
  await call(place.work, 'withdraw')
  return broughtAfter(place, number, begun)
}

/** A new offer. @returns seconds from the click that makes it to the message that its link works, of some the middle */
async function one(place: Place, times = 5): Promise<number> {
  const live = '[data-id="live"]'
  const all: number[] = []
  for (let time = 0; time < times; time++) {
    await call(place.work, 'prepareOffer', time)
    const number = await numberOnline(place)
    const page = await place.opened.open('popup.html')
    const create = await see(page, '[data-id="create"]')
    await quiet(page)
    await ask(page, 'expect', live)
    await create.click()
    const ms = (await until(() => ask(page, 'sinceAct', live))) ?? never
    all.push(ms / 1000)
    say(`    ${rounded(ms / 1000)} s`)
    // The rest follows, and the next one waits for it.
    await broughtAfter(place, number, Date.now())
    await page.close()
  }
  return all.sort((a, b) => a - b)[Math.floor(times / 2)]!
}

/** Opens a copy of a filled profile with its vault open and the dashboard beside, which brings what waits. */
async function inside(name: BrowserName, size: number, run: (place: Place) => Promise<void>): Promise<void> {
  const copy = await copyOf(await filledProfile(name, size, say))
  const opened = await openBrowser(name, copy.path)
  try {
    const work = await workPage(opened, 'live/inPage.ts')
    await call(work, 'signIn')
    await call(work, 'open')
    await see(await opened.open('dashboard.html'), 'nav')
    await run({ opened, work })
  } finally {
    await opened.close()
    await copy.remove()
  }
}

async function served(serve: () => Promise<ServedHost>, run: (host: ServedHost) => Promise<void>) {
  const host = await serve()
  try {
    await run(host)
  } finally {
    await host.close()
  }
}

export const bench: Bench = async (options) => {
  const browsers = list(options.browsers, 'chromium') as BrowserName[]
  const without = list(options.without, '')
  const sizes = list(options.sizes, '1000,10000').map(Number)
  const figures: { name: string; value: number; unit: string }[] = []
  const failures: string[] = []

  for (const name of browsers) {
    await prepareExtension(name, ['127.0.0.1', 'localhost'])
    const note = (figure: string, value: number) => {
      figures.push({ name: `${name}.${figure}`, value: rounded(value), unit: 's' })
      say(`  ${figure} ${rounded(value)} (load ${loadavg()[0]!.toFixed(1)})`)
    }
    /** One part that fails leaves the others their figures. */
    const attempt = (
      what: string,
      size: number,
      serve: () => Promise<ServedHost>,
      run: (place: Place, host: ServedHost) => Promise<void>,
    ) =>
      inside(name, size, (place) => served(serve, (host) => run(place, host))).catch((error: unknown) => {
        failures.push(`${name} ${size}, ${what}: ${String(error)}`)
      })

    if (sizes.includes(1000)) {
      for (const roundTrip of [0, 30])
        await attempt(
          'azure',
          1000,
          () => serveAzure(roundTrip),
          async (place, host) => {
            note(`live.full.1000.rtt${roundTrip}`, await full(place, host))
            if (without.includes('put')) return
            const ms = Number(await call(place.work, 'plainPuts', host.connection.secret, 1))
            note(`live.put.1000.rtt${roundTrip}`, ms / 1000)
          },
        )
      if (!without.includes('git'))
        await attempt('git', 1000, serveBranch, async (place, host) => {
          note('live.git.full', await full(place, host))
          note('live.git.change', await change(place))
        })
    }
    if (sizes.includes(10_000)) {
      await attempt(
        'azure',
        10_000,
        () => serveAzure(0),
        async (place, host) => {
          note('live.full.10000.rtt0', await full(place, host))
          await pause(1000)
          if (!without.includes('one')) note('live.one', await one(place))
          note('live.change.10000', await change(place))
        },
      )
      if (!without.includes('webdav'))
        await attempt('webdav', 10_000, serveWebdav, async (place, host) => {
          note('live.full.10000.webdav', await full(place, host))
          await pause(1000)
          note('live.one.webdav', await one(place))
        })
    }
  }
  console.log(`${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}\n`)
  for (const failure of failures) say(failure)
  if (failures.length) process.exitCode = 1
  return figures
}
