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

/** What a browser is started with. `hosts`: names for which its user says yes when the extension asks to reach them. */
type Start = Readonly<{ downloads: string; folder: string; language: string; hosts: readonly string[] }>

/**
 * Loads the extension into Chromium, whose question about hosts cannot be
 * driven and is not put for exactly what was granted before. So the extension
 * is loaded with a manifest that needs these hosts first, and then as it is. It
 * asks in its click all the same.
 */
async function loadWithHosts(browser: Browser, folder: string, hosts: readonly string[]): Promise<void> {
  await cp(join(root, 'dist/chromium'), folder, { recursive: true })
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
}: Start): Promise<Omit<Session, 'close' | 'downloaded'>> {
  const browser = await puppeteer.launch({
    executablePath: needBrowser('chromium'),
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
      `--lang=${language}`,
      `--accept-lang=${language}`,
    ],
    defaultViewport: { width: 1280, height: 900 },
    downloadBehavior: { policy: 'allow', downloadPath: downloads },
  })
  if (hosts.length) await loadWithHosts(browser, join(folder, 'extension'), hosts)
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
  return { name: 'chromium', browser, visit, open: (page) => visit(`chrome-extension://${host}/${page}`) }
}

async function firefox({
  downloads,
  language,
  hosts,
}: Start): Promise<Omit<Session, 'close' | 'downloaded'>> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
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
      ...(hosts.length && { 'extensions.webextOptionalPermissionPrompts': false }),
    },
  })
  await browser.installExtension(join(root, 'dist/firefox'))
  const visit = async (url: string) => {
    const page = await browser.newPage()
    // Firefox never reports an extension's page as loaded: whoever opens one waits for an element.
    await page.goto(url, { waitUntil: [] })
    await page.bringToFront()
    return page
  }
  return { name: 'firefox', browser, visit, open: (page) => visit(`moz-extension://${firefoxHost}/${page}`) }
}

/**
 * Starts a browser with an empty profile, which takes certificates that the tests have made.
 *
 * @param language its own language, which the extension follows at first
 * @param hosts names for which its user says yes when the extension asks to reach them
 */
export async function launch(
  name: BrowserName,
  language = 'en-US',
  { hosts = [] }: { hosts?: readonly string[] } = {},
): Promise<Session> {
  const folder = await mkdtemp(join(tmpdir(), 'tilbud-browser-'))
  const downloads = join(folder, 'downloads')
  await mkdir(downloads)
  const session = await { chromium, firefox }[name]({ downloads, folder, language, hosts })
  return {
    ...session,
    downloaded: watchDownloads(downloads),
    async close() {
      await session.browser.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
