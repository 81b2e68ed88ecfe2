import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { build } from 'vite'
import { needBrowser, type BrowserName } from '#scripts/browsers.ts'
import { root } from '#scripts/paths.ts'
import { eventually } from '#test/e2e/support/browser.ts'

/** Browsers whose profiles are kept: a large workspace is filled once and measured many times. */

const folder = join(root, '.cache/bench/workspace')

const firefoxHost = '6f7a1c52-3b8e-4c58-9d0a-2f4b7d1e9c60'
const firefoxId = 'tilbud@tilbud.example'

/** A browser on a kept profile, with the built extension in it. */
export type Opened = Readonly<{
  name: BrowserName
  /** A page of the extension in a tab, before anything is known of it. */
  open: (path: string) => Promise<Page>
  /** The popup, as the toolbar opens it where the driver can; when the button was pressed, in milliseconds since 1970, or null. */
  popup: () => Promise<{ page: Page; pressed: number | null }>
  /** The browser's first process. */
  pid: number
  close: () => Promise<void>
}>

/** Bundles a file below `test/bench` for a page. @returns a script that leaves what the file exports under a global name */
export async function scriptOf(file: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'silent',
    resolve: { alias: { crypto: join(root, 'extension/no-node-crypto.ts') } },
    build: {
      write: false,
      lib: { entry: join(root, 'test/bench', file), formats: ['iife'], name },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error('Vite gave no output.')
  return output.output[0].code
}

/**
 * The built extension with the probe as the first script of its pages; nothing else differs.
 *
 * @param hosts that it may reach without asking
 */
export async function prepareExtension(name: BrowserName, hosts: readonly string[] = []): Promise<void> {
  const from = join(root, 'dist', name)
  if (!existsSync(from)) throw new Error('Run `npm run build` first.')
  const to = extensionOf(name)
  await rm(to, { recursive: true, force: true })
  await cp(from, to, { recursive: true })
  await writeFile(join(to, 'probe.js'), await scriptOf('workspace/probe.ts', 'probe'))
  if (hosts.length) {
    const manifest = JSON.parse(await readFile(join(to, 'manifest.json'), 'utf8')) as Manifest
    const data = manifest.browser_specific_settings?.gecko.data_collection_permissions
    if (data) data.required = data.optional
    const origins = hosts.map((host) => `https://${host}/*`)
    await writeFile(join(to, 'manifest.json'), JSON.stringify({ ...manifest, host_permissions: origins }))
  }
  for (const page of ['popup.html', 'dashboard.html']) {
    const text = await readFile(join(to, page), 'utf8')
    await writeFile(join(to, page), text.replace('<head>', '<head><script src="./probe.js"></script>'))
  }
}

/** What of a manifest is asked for when a host is connected, beside the host: only Firefox has it. */
type Manifest = {
  browser_specific_settings?: {
    gecko: { data_collection_permissions: { required: string[]; optional: string[] } }
  }
}

const extensionOf = (name: BrowserName) => join(folder, 'extension', name)

/** What records follow from: with another digest a profile is filled anew. */
const recordSources = [
  'test/bench/workspace/records.ts',
  'test/bench/workspace/filling.ts',
  'core/clock',
  'core/exchange/example',
]
/** What is derived from them follows from these, too: with another digest it is derived anew. */
const derivedSources = [
  ...recordSources,
  'core/storage/derived',
  'core/storage/records.ts',
  'core/storage/search.ts',
  'core/locale/fold.ts',
]

async function digestOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const path of paths) {
    const files = path.endsWith('.ts')
      ? [path]
      : (await readdir(join(root, path), { recursive: true })).sort().map((file) => join(path, file))
    for (const file of files.filter((each) => each.endsWith('.ts')))
      hash.update(await readFile(join(root, file)))
  }
  return hash.digest('hex').slice(0, 12)
}

/** The profile of a size, and whether it has to be filled first. */
export async function profileOf(name: BrowserName, size: number) {
  const path = join(folder, 'profiles', `${name}-${size}`)
  const stamp = join(folder, 'profiles', `${name}-${size}.filled`)
  const records = await digestOf(recordSources)
  const filled = `${records} ${await digestOf(derivedSources)}`
  const before = existsSync(stamp) ? await readFile(stamp, 'utf8') : ''
  // One that was only begun is gone on with, and so is one of which only what is derived is out of date.
  if (!before.startsWith(records)) await rm(path, { recursive: true, force: true })
  await mkdir(path, { recursive: true })
  if (before !== filled) await writeFile(stamp, `${records} begun`)
  return { path, isFilled: before === filled, setFilled: () => writeFile(stamp, filled) }
}

/** A copy of a profile, for what changes much. @returns its path, and what removes it */
export async function copyOf(profile: string) {
  const path = `${profile}-copy`
  await rm(path, { recursive: true, force: true })
  await cp(profile, path, { recursive: true })
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** A whole workspace is filled in one call. */
const protocolTimeout = 30 * 60_000

async function chromium(profile: string, downloads: string): Promise<Opened> {
  const browser = await puppeteer.launch({
    executablePath: needBrowser('chromium'),
    pipe: true,
    enableExtensions: [extensionOf('chromium')],
    userDataDir: profile,
    protocolTimeout,
    acceptInsecureCerts: true,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--ignore-certificate-errors',
      '--lang=nb-NO',
    ],
    defaultViewport: { width: 1280, height: 900 },
    downloadBehavior: { policy: 'allow', downloadPath: downloads },
  })
  const extension = await eventually(
    'the extension is loaded',
    async () => [...(await browser.extensions()).values()][0],
  )
  const isPopup = (url: string) => url.endsWith('/popup.html')
  return {
    name: 'chromium',
    pid: browser.process()!.pid!,
    async open(path) {
      const page = await browser.newPage()
      await page.goto(`chrome-extension://${extension.id}/${path}`, { waitUntil: [] })
      await page.bringToFront()
      return page
    },
    async popup() {
      await eventually(
        'the popup before is gone',
        async () => !browser.targets().some((each) => isPopup(each.url())),
      )
      const [over] = await browser.pages()
      await over!.bringToFront()
      const pressed = Date.now()
      await extension.triggerAction(over!)
      const target = await browser.waitForTarget((each) => isPopup(each.url()), { timeout: 60_000 })
      return { page: await eventually('the popup is a page', () => target.asPage()), pressed }
    },
    close: () => closed(browser),
  }
}

async function firefox(profile: string, downloads: string): Promise<Opened> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: needBrowser('firefox'),
    userDataDir: profile,
    protocolTimeout,
    acceptInsecureCerts: true,
    args: ['--remote-allow-system-access'],
    defaultViewport: { width: 1280, height: 900 },
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [firefoxId]: firefoxHost }),
      // An add-on that is loaded for a session goes with it, and its database would too.
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
      'privacy.reduceTimerPrecision': false,
      'intl.accept_languages': 'nb-NO',
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.alwaysOpenPanel': false,
    },
  })
  await browser.installExtension(extensionOf('firefox'))
  const open = async (path: string) => {
    const page = await browser.newPage()
    await page.goto(`moz-extension://${firefoxHost}/${path}`, { waitUntil: [] })
    await page.bringToFront()
    return page
  }
  return {
    name: 'firefox',
    pid: browser.process()!.pid!,
    open,
    popup: async () => ({ page: await open('popup.html'), pressed: null }),
    close: () => closed(browser),
  }
}

/** Closes a browser, whose pages may have stopped answering. */
async function closed(browser: Browser): Promise<void> {
  const timer = setTimeout(() => browser.process()?.kill('SIGKILL'), 60_000)
  await browser.close().catch(() => {})
  clearTimeout(timer)
}

/** @param downloads the folder for files */
export const openBrowser = (
  name: BrowserName,
  profile: string,
  downloads = join(folder, 'downloads'),
): Promise<Opened> => ({ chromium, firefox })[name](profile, downloads)
