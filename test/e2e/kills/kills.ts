import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { examplePassphrase } from '#core/exchange/example/data.ts'
import { isPage } from '#core/hosting/files.ts'
import type { BrowserName } from '#scripts/browsers.ts'
import { buildSite } from '#site/build.ts'
import { pathOf, readRows, renewAll, renewRelease } from '#test/e2e/kills/changes.ts'
import { isWhole, Reader, type Met } from '#test/e2e/kills/reader.ts'
import { eventually, extensionIn, launch, type Session } from '#test/e2e/support/browser.ts'
import { hostNames, hostsToTry, type HostToTry, type TriedHost } from '#test/e2e/support/hosts.ts'
import { openLarge } from '#test/e2e/support/largeWorkspace.ts'
import { click, fill } from '#test/e2e/support/screen.ts'
import { go } from '#test/e2e/support/workspace.ts'
import { makeCertificate } from '#test/support/certificate.ts'

/**
 * Publishes from a real browser to a real server, and kills the browser in the
 * middle of it, again and again, while somebody reads the pages.
 */

export type KillOptions = Readonly<{
  browser: BrowserName
  host: HostToTry
  /** How often the browser is killed. */
  runs: number
  /** How many offers there are; each has a page more, of the version before. */
  offers: number
  seed: number
  say: (line: string) => void
}>

/** What came of it. Times are in milliseconds. */
export type KillReport = Readonly<{
  /** Pages that somebody read meanwhile, and what was wrong with which of them. */
  reads: number
  broken: readonly string[]
  /** What was wrong with pages once a run had come to its end, and with what open pages load. */
  atRest: readonly string[]
  kills: readonly Kill[]
}>

/** One kill. */
export type Kill = Readonly<{
  after: number
  /** Whether the run was still at work. */
  wasAtWork: boolean
  /** Files that were put before, and by the run that went on. */
  putBefore: number
  putAgain: number
  /** How many of the latter had been put before. */
  putTwice: number
}>

/** The earliest and the latest moment of a kill after the publication was begun. */
const [earliest, latest] = [150, 3000]

/** Numbers from 0 to 1 that a seed gives (mulberry32). */
function numbersOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const allOnline = 'Alle sider er på nett'

/** The paths at which two listings differ: what was put between them. */
const putBetween = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) =>
  [...after].filter(([path, tag]) => before.get(path) !== tag).map(([path]) => path)

/** The telephone number that tells one state of the company from others. */
const phoneOf = (run: number) => `+47 77 00 ${String(run).padStart(4, '0')}`

async function unlock(page: Page): Promise<void> {
  await click(page, '[data-id="unlock-host"]')
  await fill(page, 'passphrase', examplePassphrase)
  await click(page, 'dialog [data-id="unlock"]')
}

class Trial {
  readonly broken: string[] = []
  readonly atRest: string[] = []
  readonly kills: Kill[] = []
  reads = 0
  private readonly options: KillOptions
  private readonly folder: string
  private readonly host: TriedHost
  private readonly random: () => number
  private readonly reader: Reader
  private session!: Session
  private page!: Page
  /** Pages that stay, which a reader may have the address of. */
  private stays: readonly string[] = []
  /** What was read since the last rest. */
  private met: Met[] = []
  /** Digests of the pages as they were at the last rest. */
  private rest: ReadonlyMap<string, string> = new Map()
  private isOver = false

  constructor(options: KillOptions, folder: string, host: TriedHost) {
    this.options = options
    this.folder = folder
    this.host = host
    this.random = numbersOf(options.seed)
    this.reader = new Reader(host.address)
  }

  private get profile(): string {
    return join(this.folder, 'profile')
  }

  private async start(): Promise<void> {
    this.session = await launch(this.options.browser, 'nb-NO', { hosts: hostNames, profile: this.profile })
  }

  /** Fills the workspace, and brings it online for the first time. @returns how long that took */
  private async begin(): Promise<number> {
    await this.start()
    const { session, folder } = this
    this.page = await openLarge({ session, folder }, this.options.offers, 'nb')
    await this.host.connect(this.page)
    await click(this.page, '[data-id="connect-host"]')
    await eventually('the first publication is begun', async () => (await this.host.number()) > 0, 60_000)
    const begun = Date.now()
    await this.seeAllOnline()
    return Date.now() - begun
  }

  private async seeAllOnline(): Promise<void> {
    const text = () => this.page.evaluate(() => document.body.innerText)
    const look = async () => (await text()).includes(allOnline)
    await eventually('everything is online', look, 300_000).catch(async (error: unknown) => {
      throw new Error(await text(), { cause: error })
    })
  }

  /** Reads pages one after the other until all is over. */
  private async readOn(): Promise<void> {
    const noAnswer = (path: string) => (error: unknown) => ({
      path,
      digest: '',
      html: '',
      lacks: [String(error)],
    })
    while (!this.isOver) {
      const path = this.stays[Math.floor(Math.random() * this.stays.length)]
      if (path) this.met.push(await this.reader.read(path).catch(noAnswer(path)))
      await wait(5)
    }
  }

  /** Judges what was read since the last rest: each page has to be whole, as it was then or as it is now. */
  private judge(now: ReadonlyMap<string, string>, run: number): void {
    const { met } = this
    this.met = []
    this.reads += met.length
    for (const { path, digest, lacks } of met) {
      const isKnown = digest === this.rest.get(path) || digest === now.get(path)
      const faults = [...lacks, ...(isKnown ? [] : ['not the page of before or after'])]
      if (faults.length) this.broken.push(`run ${run}: ${path}: ${faults.join(', ')}`)
    }
  }

  /** Looks at everything once a run is through, and judges what was read until then. */
  private async lookAtRest(run: number): Promise<void> {
    const fault = (what: string) => void this.atRest.push(`run ${run}: ${what}`)
    for (const address of await this.reader.lostSince()) fault(`a page that is open loads ${address}`)
    const wanted = (await readRows(this.page)).versions.map(pathOf)
    const now = new Map<string, string>()
    const known = new Map<string, Promise<string[]>>()
    const left = [...wanted]
    const lookOn = async () => {
      for (let path = left.pop(); path; path = left.pop()) {
        const { digest, html, lacks } = await this.reader.read(path, known)
        now.set(path, digest)
        for (const what of lacks) fault(`${path}: ${what}`)
        if (!isWhole(html)) fault(`${path}: torn`)
        if (run > 0 && !html.includes(phoneOf(run))) fault(`${path}: not the new one`)
      }
    }
    await Promise.all(Array.from({ length: 6 }, lookOn))
    for (const path of (await this.host.files()).keys())
      if (isPage(path) && !now.has(path)) fault(`${path}: the page of no version`)
    this.judge(now, run)
    this.rest = now
  }

  /** Changes everything that pages show and load, and lets it be brought. @returns how the host was before */
  private async change(run: number): Promise<ReadonlyMap<string, string>> {
    await renewRelease(extensionIn(this.profile), run)
    const before = await this.host.files()
    const number = await this.host.number()
    this.stays = await renewAll(this.page, phoneOf(run), this.random)
    await eventually(
      'a publication is begun',
      async () => {
        // The dashboard may have seen by itself that there is something to bring.
        await this.page.evaluate(() =>
          document.querySelector<HTMLElement>('[data-id="publish-now"]')?.click(),
        )
        return (await this.host.number()) > number
      },
      60_000,
    )
    return before
  }

  /** Kills the browser in the middle of a publication, and lets the next one go on with it. */
  private async killOnce(run: number, most: number): Promise<void> {
    const before = await this.change(run)
    const after = Math.round(Math.min(earliest, most / 2) + this.random() * Math.max(0, most - earliest))
    await wait(after)
    await this.session.kill()
    // What had reached the server is done by then.
    await wait(300)
    const killed = await this.host.files()
    await this.start()
    this.page = await this.session.open('dashboard.html#/publish')
    await unlock(this.page)
    await this.seeAllOnline()
    const end = await this.host.files()
    await this.lookAtRest(run)
    const first = putBetween(before, killed)
    const again = putBetween(killed, end)
    const firstPaths = new Set(first)
    const kill: Kill = {
      after,
      wasAtWork: again.length > 0 || end.size < killed.size,
      putBefore: first.length,
      putAgain: again.length,
      putTwice: again.filter((path) => firstPaths.has(path)).length,
    }
    this.kills.push(kill)
    const { broken, atRest, reads } = this
    this.options.say(
      `${run}: killed after ${after} ms, ${kill.putBefore} files put before, ${kill.putAgain} by the next run, of these ${kill.putTwice} again; ${reads} reads, ${broken.length} broken, ${atRest.length} at rest`,
    )
  }

  /** Compares what lies on the host with what the build draws from the same records. */
  private async compareWithBuild(): Promise<void> {
    await go(this.page, '/publish')
    await click(this.page, 'details summary')
    const publication = await this.session.downloaded(() => click(this.page, '[data-id="export"]'))
    const out = join(this.folder, 'out')
    const built = await buildSite({ publication: publication.path, out })
    if (!built.ok) throw new Error(JSON.stringify(built))
    for (const path of this.rest.keys()) {
      // The release is another one by its name alone.
      const [drawn, met] = [await readFile(join(out, path), 'utf8'), (await this.reader.read(path)).html]
      if (withoutNames(drawn) !== withoutNames(met)) this.atRest.push(`${path}: not what the build draws`)
    }
  }

  async run(): Promise<void> {
    const { runs, offers, say } = this.options
    const first = await this.begin()
    await this.lookAtRest(0)
    say(`${offers} offers are online, ${this.rest.size} pages after ${first} ms`)
    const reading = this.readOn()
    try {
      for (let run = 1; run <= runs; run++) await this.killOnce(run, Math.min(latest, first))
      await this.compareWithBuild()
    } finally {
      this.isOver = true
      await reading
    }
    await this.session.close()
  }

  async end(): Promise<void> {
    this.isOver = true
    await this.session?.kill().catch(() => {})
  }
}

/** A page without the names of what it loads. */
const withoutNames = (html: string) => html.replace(/_astro\/[\w.-]+/g, '')

/** Kills a browser as often as is asked for. @returns what came of it */
export async function killBrowsers(options: KillOptions): Promise<KillReport> {
  const folder = await mkdtemp(join(tmpdir(), 'tilbud-kill-'))
  const host = await hostsToTry[options.host](makeCertificate(folder), folder)
  const trial = new Trial(options, folder, host)
  try {
    await trial.run()
    return trial
  } catch (error) {
    await trial.end()
    throw error
  } finally {
    await host.close()
    await rm(folder, { recursive: true, force: true })
  }
}
