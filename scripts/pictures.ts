/** Takes the README's pictures of popup, dashboard and page. `npm exec -c 'node scripts/pictures.ts'`, after `npm run build`. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { root } from '#scripts/paths.ts'
import { serve } from '#scripts/serve.ts'
import { settle } from '#test/e2e/support/axe.ts'
import { launch } from '#test/e2e/support/browser.ts'
import { click, see } from '#test/e2e/support/screen.ts'

const pictures = join(root, 'docs/pictures')
const site = join(root, 'dist/site')

async function shoot(page: Page, name: string, width: number, height: number): Promise<void> {
  await page.setViewport({ width, height, deviceScaleFactor: 1 })
  await settle(page)
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}

const server = await serve(site, 4321)
const session = await launch('chromium', 'en-US')
const dashboard = await session.open('dashboard.html')
await click(dashboard, '[data-id="load-example"]')
await see(dashboard, '.figures')
await dashboard.select('header.top select', 'en')
await dashboard.waitForFunction(() => document.title.startsWith('Overview'))
await shoot(dashboard, 'dashboard', 1280, 860)

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
