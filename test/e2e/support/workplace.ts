import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { en } from '#core/locale/screens/en.ts'
import { nb } from '#core/locale/screens/nb.ts'
import type { Language } from '#core/model/language.ts'
import type { BrowserName } from '#scripts/browsers.ts'
import { launch, type Session } from '#test/e2e/support/browser.ts'
import { choose, click, see, seeText, textOf, tick } from '#test/e2e/support/screen.ts'
import { go, setUp } from '#test/e2e/support/workspace.ts'

export type Workplace = { session: Session; page: Page }

/** What a group of tests works with; also a folder for its files, which goes with it. */
export type Work = Workplace & { folder: string }

/**
 * A group of tests in a browser of its own, whose last one expects that they
 * left a workspace in order.
 *
 * @param language the browser's own
 * @param open brings a workspace into the empty profile. It returns the dashboard
 */
export function workIn(
  name: BrowserName,
  language: string,
  open: (work: Omit<Work, 'page'>) => Promise<Page>,
  tests: (work: Work) => void,
): void {
  const work = {} as Work
  beforeAll(async () => {
    work.folder = await mkdtemp(join(tmpdir(), 'tilbud-work-'))
    work.session = await launch(name, language)
    work.page = await open(work)
  })
  afterAll(async () => {
    await work.session?.close()
    await rm(work.folder, { recursive: true, force: true })
  })
  tests(work)
  it('leaves a workspace that keeps its promises (A1)', () => seeInOrder(work.page))
}

/** Loads the example. @returns the dashboard */
export async function openExample({ session }: Pick<Work, 'session'>): Promise<Page> {
  const page = await session.open('dashboard.html')
  await click(page, '[data-id="load-example"]')
  await see(page, '.charts')
  return page
}

/** Does something in one more browser with an empty profile, beginning at the welcome. */
export async function inEmptyProfile(
  name: BrowserName,
  language: string,
  act: (work: Workplace) => Promise<void>,
): Promise<void> {
  const session = await launch(name, language)
  try {
    await act({ session, page: await session.open('dashboard.html') })
  } finally {
    await session.close()
  }
}

/** A fresh workspace in Norwegian of a company with all three authorisations, or in 21Vianet. */
export async function startWork(
  name: BrowserName,
  { cloud = 'worldwide', advisor = true }: { cloud?: 'worldwide' | '21vianet'; advisor?: boolean } = {},
): Promise<Workplace> {
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

/** Lets the settings check every record. @returns what they say of it */
export async function checked(page: Page): Promise<string> {
  // From elsewhere, so that what an earlier check said is gone.
  await at(page, '/activity')
  await at(page, '/settings')
  await click(page, '[data-id="check"]')
  await page.waitForFunction(
    () => {
      const isWorking = document.querySelector<HTMLButtonElement>('[data-id="check"]')?.disabled
      return !isWorking && document.querySelector('[data-id="check-result"]')?.textContent
    },
    { polling: 50 },
  )
  return textOf(page, '[data-id="check-result"]')
}

/** Expects that every record keeps what docs/architecture.md promises of a workspace. */
export async function seeInOrder(page: Page): Promise<void> {
  const language = await page.evaluate(() => document.documentElement.lang)
  const { other } = { en, nb }[language as Language]['check.fine'] as { other: string }
  expect((await checked(page)).replace(/\d+([\s,]\d+)*/, '{n}')).toBe(other)
}
