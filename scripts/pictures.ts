/** `npm run pictures`: takes the pictures of README and docs/seed-parity.md; with `--reference` those that test/e2e/pictures.test.ts compares with. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { root } from '#scripts/paths.ts'
import { run } from '#scripts/run.ts'
import { serve } from '#scripts/serve.ts'
import { settle } from '#test/e2e/support/axe.ts'
import { launch } from '#test/e2e/support/browser.ts'
import { writeReferences } from '#test/e2e/support/pictures.ts'
import { click, see } from '#test/e2e/support/screen.ts'
import { go } from '#test/e2e/support/workspace.ts'

const pictures = join(root, 'docs/pictures')
const site = join(root, 'dist/site')

async function shoot(page: Page, name: string, width: number, height: number): Promise<void> {
  await page.setViewport({ width, height, deviceScaleFactor: 1 })
  await settle(page)
  await page.screenshot({ path: join(pictures, `${name}.webp`), type: 'webp', quality: 82 })
}

/** A screen of the example, by its place. What it shows last is waited for. */
const screens: readonly (readonly [name: string, place: string, sign: string])[] = [
  ['company', '/company', 'iframe.preview'],
  ['staff', '/staff', 'table'],
  ['staff-may', '/staff/example-user-2/may', '[data-capability]'],
  ['settings', '/settings', '[data-id="save-services"]'],
  ['import', '/customers/import', 'input[type="file"]'],
  ['deadlines', '/deadlines', '.week'],
  ['activity', '/activity', '.log'],
  ['offer', '/offers/example-offer-fjord', '.share'],
  ['keys', '/keys', '[data-denied]'],
  ['customers', '/customers', 'table'],
  ['subscriptions', '/customers/example-customer-3/subscriptions', '[data-subscription]'],
  ['requests', '/customers/example-customer-4/requests', '[data-request]'],
  ['password', '/customers/example-customer-4/passwords', '.steps'],
  ['portals', '/customers/example-customer-4/portals', '[data-portal]'],
  ['delegation', '/customers/example-customer-8/delegation', '.card'],
]

/** Popup, page, and every screen of the workplace. */
async function takeReadmePictures(): Promise<void> {
  const server = await serve(site, 4321)
  const session = await launch('chromium', 'en-US')
  const dashboard = await session.open('dashboard.html')
  await click(dashboard, '[data-id="load-example"]')
  await see(dashboard, '.charts')
  await dashboard.select('header.top select', 'en')
  await dashboard.waitForFunction(() => document.title.startsWith('Overview'))
  await shoot(dashboard, 'dashboard', 1280, 860)
  for (const [name, place, sign] of screens) {
    await go(dashboard, place)
    await see(dashboard, `main ${sign}`)
    await shoot(dashboard, name, 1280, 860)
  }
  await go(dashboard, '/customers')
  await click(dashboard, '[data-id="customer-view"]')
  await see(dashboard, 'input.search.large')
  await shoot(dashboard, 'customers-search', 1280, 860)
  await click(dashboard, '[data-id="customer-view"]')
  // For the customer whose banner is shown: nobody needs to be chosen.
  await go(dashboard, '/offers/new-delegation')
  await see(dashboard, '[name="grant-name"]')
  await shoot(dashboard, 'maker', 1280, 860)

  const popup = await session.open('popup.html')
  await see(popup, '[data-id="new-purchase"]')
  await shoot(popup, 'popup', 400, 580)

  const offers = await readdir(join(site, '4839201'))
  for (const code of offers) {
    const html = await readFile(join(site, '4839201', code, 'index.html'), 'utf8')
    if (!html.includes('lang="en"') || !html.includes('data-form')) continue
    const page = await session.visit(`${server.address}/4839201/${code}/`)
    await see(page, '[data-form]')
    await shoot(page, 'page', 800, 900)
    break
  }
  await session.close()
  await server.close()
}

if ((await run('node', ['scripts/build.ts'])).code !== 0) process.exit(1)
await (process.argv.includes('--reference') ? writeReferences() : takeReadmePictures())
