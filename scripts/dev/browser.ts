import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import puppeteer, { type Browser } from 'puppeteer-core'
import { needBrowser, type BrowserName } from '#scripts/browsers.ts'

/** Firefox gives every installation another host; this fixes it, so that records are there again the next time. */
const firefoxHost = '6f7a1c52-3b8e-4c58-9d0a-2f4b7d1e9c60'
const firefoxId = 'tilbud@tilbud.example'

export type DevBrowser = Readonly<{
  name: BrowserName
  browser: Browser
  /** Where the extension's pages are. */
  origin: string
}>

type Options = Readonly<{
  /** The built extension. */
  extension: string
  /** A profile that is kept. */
  profile: string
  headless?: boolean
}>

async function chromium({ extension, profile, headless }: Options): Promise<DevBrowser> {
  const preferences = join(profile, 'Default/Preferences')
  if (!existsSync(preferences)) {
    await mkdir(dirname(preferences), { recursive: true })
    // Without it, an extension from a folder stays off once it was loaded anew.
    await writeFile(preferences, JSON.stringify({ extensions: { ui: { developer_mode: true } } }))
  }
  const browser = await puppeteer.launch({
    executablePath: needBrowser('chromium'),
    headless: headless ?? false,
    pipe: true,
    userDataDir: profile,
    enableExtensions: true,
    defaultViewport: null,
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      '--no-first-run',
      '--disable-sync',
      '--disable-background-networking',
      '--disable-component-update',
      // Chromium's sandbox does not start for root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
  const id = await browser.installExtension(extension)
  return { name: 'chromium', browser, origin: `chrome-extension://${id}` }
}

async function firefox({ extension, profile, headless }: Options): Promise<DevBrowser> {
  await mkdir(profile, { recursive: true })
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: needBrowser('firefox'),
    headless: headless ?? false,
    userDataDir: profile,
    args: ['--remote-allow-system-access'],
    defaultViewport: null,
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [firefoxId]: firefoxHost }),
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
    },
  })
  await browser.installExtension(extension)
  return { name: 'firefox', browser, origin: `moz-extension://${firefoxHost}` }
}

/** Opens a browser with the extension in it, in a profile of its own. */
export const openDevBrowser = (name: BrowserName, options: Options): Promise<DevBrowser> =>
  ({ chromium, firefox })[name](options)
