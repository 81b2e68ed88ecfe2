import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { needBrowser, type BrowserName } from '#scripts/browsers.ts'
import { root } from '#scripts/paths.ts'

/** Firefox gives every installation another host; this fixes it, so that pages can be opened by address. */
const firefoxHost = '6f7a1c52-3b8e-4c58-9d0a-2f4b7d1e9c60'
const firefoxId = 'tilbud@tilbud.example'

/** A name that leads to this machine and that no browser trusts without https, as it does localhost. */
export const plainHost = 'page.example'

/** A fresh profile of a real browser with the built extension in it. */
export type Session = {
  name: BrowserName
  browser: Browser
  /** Opens a page of the extension in a tab; with `#/…` for a place in the dashboard. */
  open: (page: string) => Promise<Page>
  /** Opens a web page. */
  visit: (url: string) => Promise<Page>
  /** The text of the file that `click` downloads. */
  downloaded: (click: () => Promise<void>) => Promise<{ name: string; text: string; path: string }>
  /**
   * Says yes to hosts that the extension may not reach any more. Chromium's
   * question cannot be answered: there the extension is loaded anew, which
   * closes its pages and locks the vault.
   */
  allowAgain: () => Promise<void>
  /** Ends all of it at once, in the middle of whatever it does. */
  kill: () => Promise<void>
  close: () => Promise<void>
}

/** A call that takes longer hangs, as a click in a tab behind another does: it fails by its name before the test's time is up. */
const protocolTimeout = 100_000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until `look` gives something, and fails with `what` when it does not. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  timeout = 15_000,
): Promise<T> {
  const end = Date.now() + timeout
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`This did not happen in ${timeout} ms: ${what}`)
    await pause(50)
  }
}

function watchDownloads(folder: string) {
  return async (click: () => Promise<void>) => {
    const before = new Set(await readdir(folder))
    await click()
    const name = await eventually('a file is downloaded', async () =>
      // Firefox writes under a name of its own first.
      (await readdir(folder)).find(
        (each) =>
          !before.has(each) &&
          /^tilbud-.*\.(jsonl|jsonl\.gz|csv|svg|png)$|-publication-\d+\.zip$|\.tilbud\.txt$/.test(each),
      ),
    )
    const path = join(folder, name)
    const text = await eventually('the download is whole', async () => {
      const first = await readFile(path)
      await pause(150)
      if (!first.length || !first.equals(await readFile(path))) return null
      return (name.endsWith('.gz') ? gunzipSync(first) : first).toString()
    })
    return { name, text, path }
  }
}

/** What a browser is started with. */
type Start = Readonly<{
  downloads: string
  folder: string
  language: string
  /** Names for which its user says yes when the extension asks to reach them. */
  hosts: readonly string[]
  /** The folder of a profile that stays; null for one that goes with the browser. */
  profile: string | null
  /** The port of a proxy for every other machine; null for none. */
  proxy: number | null
}>

/** Where the extension lies that a browser with a profile of its own loads: it may be changed there, as an update does. */
export const extensionIn = (profile: string) => join(profile, 'extension')

/** The folder to load the extension from; what is there already stays as it is. */
async function needExtension(name: BrowserName, folder: string): Promise<string> {
  if (!existsSync(folder)) await cp(join(root, 'dist', name), folder, { recursive: true })
  return folder
}

/**
 * Loads the extension into Chromium, whose question about hosts cannot be
 * driven and is not put for exactly what was granted before. So the extension
 * is loaded with a manifest that needs these hosts first, and then as it is. It
 * asks in its click all the same.
 */
async function loadWithHosts(browser: Browser, folder: string, hosts: readonly string[]): Promise<void> {
  await needExtension('chromium', folder)
  const file = join(folder, 'manifest.json')
  const manifest = await readFile(file, 'utf8')
  const needed = hosts.map((host) => `https://${host}/*`)
  await writeFile(file, JSON.stringify({ ...JSON.parse(manifest), host_permissions: needed }))
  await browser.installExtension(folder)
  await writeFile(file, manifest)
  await browser.installExtension(folder)
}

async function chromium({
  downloads,
  folder,
  language,
  hosts,
  profile,
  proxy,
}: Start): Promise<Omit<Session, 'close' | 'kill' | 'downloaded'>> {
  const browser = await puppeteer.launch({
    executablePath: needBrowser('chromium'),
    ...(profile && { userDataDir: join(profile, 'chromium') }),
    pipe: true,
    protocolTimeout,
    acceptInsecureCerts: true,
    enableExtensions: hosts.length ? true : [join(root, 'dist/chromium')],
    // A container has no user namespace for Chromium's sandbox.
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--ignore-certificate-errors',
      `--host-resolver-rules=MAP ${plainHost} 127.0.0.1`,
      ...(proxy ? [`--proxy-server=http://127.0.0.1:${proxy}`] : []),
      `--lang=${language}`,
      `--accept-lang=${language}`,
    ],
    defaultViewport: { width: 1280, height: 900 },
    downloadBehavior: { policy: 'allow', downloadPath: downloads },
  })
  if (hosts.length) await loadWithHosts(browser, extensionIn(profile ?? folder), hosts)
  const host = await eventually(
    'the extension is loaded',
    async () => [...(await browser.extensions()).values()][0]?.id,
  )
  const visit = async (url: string) => {
    const page = await browser.newPage()
    await page.goto(url)
    await page.bringToFront()
    return page
  }
  return {
    name: 'chromium',
    browser,
    visit,
    open: (page) => visit(`chrome-extension://${host}/${page}`),
    allowAgain: () => loadWithHosts(browser, extensionIn(profile ?? folder), hosts),
  }
}

async function firefox({
  downloads,
  language,
  hosts,
  profile,
  proxy,
}: Start): Promise<Omit<Session, 'close' | 'kill' | 'downloaded'>> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    ...(profile && { userDataDir: join(profile, 'firefox') }),
    executablePath: needBrowser('firefox'),
    protocolTimeout,
    acceptInsecureCerts: true,
    args: ['--remote-allow-system-access'],
    defaultViewport: { width: 1280, height: 900 },
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [firefoxId]: firefoxHost }),
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.useDownloadDir': true,
      'browser.download.alwaysOpenPanel': false,
      'browser.helperApps.neverAsk.saveToDisk':
        'application/x-ndjson,text/plain,application/json,text/csv,application/gzip,image/svg+xml,image/png,application/zip',
      'intl.accept_languages': language,
      'network.dns.localDomains': plainHost,
      ...(proxy && {
        'network.proxy.type': 1,
        'network.proxy.ssl': '127.0.0.1',
        'network.proxy.ssl_port': proxy,
      }),
      ...(hosts.length && { 'extensions.webextOptionalPermissionPrompts': false }),
      // An extension that is loaded for a test goes with its browser, and would take its data along.
      ...(profile && { 'extensions.webextensions.keepStorageOnUninstall': true }),
    },
  })
  await browser.installExtension(
    profile ? await needExtension('firefox', extensionIn(profile)) : join(root, 'dist/firefox'),
  )
  const visit = async (url: string) => {
    const page = await browser.newPage()
    // Firefox never reports an extension's page as loaded: whoever opens one waits for an element.
    await page.goto(url, { waitUntil: [] })
    await page.bringToFront()
    return page
  }
  return {
    name: 'firefox',
    browser,
    visit,
    open: (page) => visit(`moz-extension://${firefoxHost}/${page}`),
    // Here its question is answered with yes by a setting.
    allowAgain: async () => {},
  }
}

/**
 * Starts a browser with an empty profile, which takes certificates that the tests have made.
 *
 * @param language its own language, which the extension follows at first
 * @param hosts names for which its user says yes when the extension asks to reach them
 * @param proxy the port of a proxy for every other machine
 * @param profile a folder that the profile lies in, with the extension, for as long as whoever made it wants
 */
export async function launch(
  name: BrowserName,
  language = 'en-US',
  { hosts = [], profile = null, proxy = null }: Partial<Pick<Start, 'hosts' | 'profile' | 'proxy'>> = {},
): Promise<Session> {
  const folder = await mkdtemp(join(tmpdir(), 'tilbud-browser-'))
  const downloads = join(folder, 'downloads')
  await mkdir(downloads)
  const session = await { chromium, firefox }[name]({ downloads, folder, language, hosts, profile, proxy })
  return {
    ...session,
    downloaded: watchDownloads(downloads),
    async kill() {
      const main = session.browser.process()!
      const ended = once(main, 'exit')
      // With all that it has started.
      process.kill(-main.pid!, 'SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
    async close() {
      await session.browser.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
