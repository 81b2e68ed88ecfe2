import type { Page } from 'puppeteer-core'
import { launch, type Session } from '#test/e2e/support/browser.ts'
import type { BrowserName } from '#scripts/browsers.ts'
import { choose, click, see, seeText, tick } from '#test/e2e/support/screen.ts'
import { go, setUp } from '#test/e2e/support/workspace.ts'

export type Workplace = { session: Session; page: Page }

/** A fresh workspace in Norwegian of a company with all three authorisations, or in 21Vianet. */
export async function startWork(name: BrowserName, { cloud = 'worldwide', advisor = true }: { cloud?: 'worldwide' | '21vianet'; advisor?: boolean } = {}): Promise<Workplace> {
  const session = await launch(name, 'nb-NO')
  const { page } = await setUp(session, 'https://tilbud.nordlys-it.example')
  await go(page, '/company')
  await click(page, '[data-id="edit-company"]')
  if (advisor) await tick(page, 'Abonnementsrådgiver')
  await tick(page, 'Autorisert tjenesteleverandør')
  await choose(page, 'cloud', cloud)
  await click(page, '[data-id="save-company"]')
  await seeText(page, 'Bekreftet')
  return { session, page }
}

/** A place in the dashboard, once its heading is there. */
export async function at(page: Page, place: string): Promise<void> {
  await go(page, place)
  await see(page, 'main h1')
  await page.waitForFunction((wanted: string) => location.hash === `#${wanted}`, { polling: 50 }, place)
}
