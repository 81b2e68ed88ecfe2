import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'puppeteer-core'
import { today } from '#core/clock/clock.ts'
import { examplePublication, exampleSize } from '#core/exchange/example/publication.ts'
import type { BrowserName } from '#scripts/browsers.ts'
import { launch } from '#test/e2e/support/browser.ts'
import { serveSite } from '#test/e2e/support/site.ts'

/** The example's site, built and served, and a browser before it. */
export type PublishedExample = Readonly<{
  address: string
  browser: Browser
  /** The address of the first page that holds all of these in its HTML. */
  find: (...marks: string[]) => string
  /** Opens a page, and collects what its policy refuses and its script throws. */
  visit: (url: string) => Promise<{ page: Page; faults: string[] }>
  close: () => Promise<void>
}>

export async function publishExample(name: BrowserName): Promise<PublishedExample> {
  const site = await serveSite(await examplePublication(exampleSize, today(Date.now(), 'Europe/Oslo')))
  const codes = await readdir(join(site.folder, '4839201'))
  const pages = await Promise.all(
    codes.map(async (code) => ({
      url: `${site.address}/4839201/${code}/`,
      html: await readFile(join(site.folder, '4839201', code, 'index.html'), 'utf8'),
    })),
  )
  const session = await launch(name)
  return {
    address: site.address,
    browser: session.browser,
    find: (...marks) => pages.find(({ html }) => marks.every((mark) => html.includes(mark)))!.url,
    async visit(url) {
      const faults: string[] = []
      const page = await session.browser.newPage()
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
      page.on('pageerror', (error) => faults.push(String(error)))
      await page.goto(url)
      await page.bringToFront()
      return { page, faults }
    },
    async close() {
      await session.close()
      await site.close()
    },
  }
}
