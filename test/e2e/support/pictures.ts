import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import type { Page } from 'puppeteer-core'
import { exampleVersion, plans } from '#core/exchange/example/offers.ts'
import { examplePublication, exampleSize } from '#core/exchange/example/publication.ts'
import { offerPath } from '#core/model/grouping.ts'
import { root } from '#scripts/paths.ts'
import { settle } from '#test/e2e/support/axe.ts'
import { launch, type Session } from '#test/e2e/support/browser.ts'
import { click, see } from '#test/e2e/support/screen.ts'
import { serveSite } from '#test/e2e/support/site.ts'
import { go } from '#test/e2e/support/workspace.ts'

/** The day that the example lies around in every picture, and the time on it. */
const day = '2026-11-02'
const now = Date.parse(`${day}T09:00:00Z`)

const folder = join(root, 'test/e2e/pictures')
const font = join(root, 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')

/** Of all points of a picture, how many may differ: less than a button of another colour, more than a star of another font. */
const tolerance = 0.001

/** Another browser rounds and smooths otherwise, so that its pictures say nothing. */
export const drawnBy = async (session: Session): Promise<string> =>
  `Chromium ${/\/(\d+)/.exec(await session.browser.version())?.[1]} on ${process.platform}`

/** Which browser drew the reference pictures. @param kept the folder in which they lie */
export const referencesDrawnBy = async (kept = folder): Promise<string> =>
  (JSON.parse(await readFile(join(kept, 'drawn-by.json'), 'utf8')) as { browser: string }).browser

/** Why one browser's pictures are not compared with another's, in words; null when they are. */
export const whyNotCompared = (here: string, there: string): string | null =>
  here === there
    ? null
    : `The pictures were not compared: this is ${here}, and ${there} drew the reference pictures. To renew them: npm run pictures -- --reference`

/** The same clock and time zone on every machine; what has been opened is loaded again under them. */
async function fixTime(page: Page): Promise<void> {
  await page.emulateTimezone('Europe/Oslo')
  await page.evaluateOnNewDocument((start: number) => {
    Date.now = () => Math.floor(start + performance.now())
  }, now)
  await page.reload()
}

/** The font that the tests bring, no caret, nothing that moves, nothing behind a dialog, and no preview, whose font is its own. */
async function dress(page: Page): Promise<void> {
  await page.evaluate(
    async (base64: string) => {
      const face = new FontFace(
        'Picture',
        Uint8Array.from(atob(base64), (symbol) => symbol.charCodeAt(0)),
        { weight: '100 900' },
      )
      document.fonts.add(await face.load())
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(`
      body { --fontFamilyBase: Picture !important }
      * { font-family: Picture !important; caret-color: transparent !important; animation: none !important; transition: none !important }
      dialog::backdrop { background: #ffffff !important }
      iframe { visibility: hidden }`)
      document.adoptedStyleSheets.push(sheet)
    },
    (await readFile(font)).toString('base64'),
  )
}

async function shoot(page: Page, width: number, height: number, fullPage: boolean): Promise<PNG> {
  await page.setViewport({ width, height, deviceScaleFactor: 1 })
  await page.mouse.move(0, 0)
  await settle(page)
  return PNG.sync.read(Buffer.from(await page.screenshot({ fullPage })))
}

/** Pages of the example: the key of its offer, and how wide the windows are. */
const pages = [
  ['snow', 390, 1280],
  ['polar', 390],
  ['lofoten', 1280],
  ['arctic', 390],
] as const

/** What each of those is called among the pictures. */
const pageNames = {
  snow: 'page-trial',
  polar: 'page-purchase',
  lofoten: 'page-delegation',
  arctic: 'page-closed',
} as const

/** Opens a page of the example, ready for its picture. @param key of the offer's plan */
async function openPage(session: Session, address: string, key: string): Promise<Page> {
  const { binding } = await exampleVersion(
    plans.find((each) => each.key === key)!,
    day,
  )
  const page = await session.visit(address + offerPath(binding.partner.partnerId, binding.code))
  await fixTime(page)
  await dress(page)
  return page
}

/** One page twice: as it is, and with a style added. */
export async function pageWithAndWithout(session: Session, css: string): Promise<readonly [PNG, PNG]> {
  const site = await serveSite(await examplePublication(exampleSize, day))
  const page = await openPage(session, site.address, 'snow')
  const before = await shoot(page, 1280, 900, false)
  await page.evaluate((rule: string) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(rule)
    document.adoptedStyleSheets.push(sheet)
  }, css)
  const after = await shoot(page, 1280, 900, false)
  await page.close()
  await site.close()
  return [before, after]
}

async function takePages(session: Session, pictures: Map<string, PNG>): Promise<void> {
  const site = await serveSite(await examplePublication(exampleSize, day))
  for (const [key, ...widths] of pages) {
    const page = await openPage(session, site.address, key)
    for (const width of widths)
      pictures.set(`${pageNames[key]}-${width}`, await shoot(page, width, 900, true))
    await page.close()
  }
  await site.close()
}

async function takeScreens(session: Session, pictures: Map<string, PNG>): Promise<void> {
  const page = await session.open('dashboard.html')
  await fixTime(page)
  await click(page, '[data-id="load-example"]')
  await see(page, '.charts')
  await dress(page)
  const screens = [
    ['overview', '/overview', '.charts', 1280],
    ['customers', '/customers', 'table', 1280],
    ['offer', '/offers/example-offer-fjord', '.share', 1280],
    ['replies', '/replies', '.card', 400],
  ] as const
  for (const [name, place, sign, width] of screens) {
    await go(page, place)
    await see(page, `main ${sign}`)
    pictures.set(`${name}-${width}`, await shoot(page, width, 900, false))
  }
  await page.setViewport({ width: 1280, height: 900 })
  await go(page, '/offers/new-delegation')
  await click(page, 'dialog .pick')
  await see(page, '[name="grant-name"]')
  pictures.set('maker-1280', await shoot(page, 1280, 900, false))
  const popup = await session.open('popup.html')
  await fixTime(popup)
  await see(popup, '[data-id="new-purchase"]')
  await dress(popup)
  pictures.set('popup-400', await shoot(popup, 400, 600, false))
}

/** The main pages and screens as they look now, by name. */
export async function takePictures(session: Session): Promise<ReadonlyMap<string, PNG>> {
  const pictures = new Map<string, PNG>()
  await takePages(session, pictures)
  await takeScreens(session, pictures)
  return pictures
}

/** How a picture differs from another one, in words; null when they are alike. */
export function difference(now: PNG, before: PNG): string | null {
  if (now.width !== before.width || now.height !== before.height)
    return `it is ${now.width} × ${now.height} px and was ${before.width} × ${before.height}`
  const share = pixelmatch(now.data, before.data, undefined, now.width, now.height) / (now.width * now.height)
  return share > tolerance ? `${(share * 100).toFixed(2)} % of it differ` : null
}

/** As a small file: colours in steps of 8, which nobody sees and the comparison forgives. */
function encoded({ width, height, data }: PNG): Buffer {
  const coarse = new PNG({ width, height })
  coarse.data = Buffer.from(data).map((value, at) =>
    at % 4 === 3 ? value : Math.min(255, Math.round(value / 8) * 8),
  ) as Buffer
  return PNG.sync.write(coarse, { colorType: 2, deflateLevel: 9, deflateStrategy: 0, filterType: 0 })
}

/** Compares with the reference pictures. What differs is laid down in `.cache/pictures`, to look at. */
export async function differences(pictures: ReadonlyMap<string, PNG>): Promise<string[]> {
  const seen = join(root, '.cache/pictures')
  await rm(seen, { recursive: true, force: true })
  await mkdir(seen, { recursive: true })
  const found: string[] = []
  const kept = (await readdir(folder))
    .filter((file) => file.endsWith('.png'))
    .map((file) => file.slice(0, -4))
  for (const name of kept) if (!pictures.has(name)) found.push(`${name}: nothing takes this picture any more`)
  for (const [name, picture] of pictures) {
    const how = kept.includes(name)
      ? difference(picture, PNG.sync.read(await readFile(join(folder, `${name}.png`))))
      : 'there is no reference picture'
    if (how === null) continue
    await writeFile(join(seen, `${name}.png`), encoded(picture))
    found.push(`${name}: ${how}`)
  }
  return found
}

/** Takes the reference pictures anew. */
export async function writeReferences(): Promise<void> {
  const session = await launch('chromium')
  const pictures = await takePictures(session)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const [name, picture] of pictures) await writeFile(join(folder, `${name}.png`), encoded(picture))
  await writeFile(join(folder, 'drawn-by.json'), `${JSON.stringify({ browser: await drawnBy(session) })}\n`)
  await session.close()
  console.log(`${pictures.size} reference pictures in test/e2e/pictures. Look at each before you commit it.`)
}
