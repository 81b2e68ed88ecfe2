import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { click, see, seeNot, seeText } from '#test/e2e/support/screen.ts'
import { go } from '#test/e2e/support/workspace.ts'
import { launch, type Session } from '#test/e2e/support/browser.ts'
import type { Page } from 'puppeteer-core'

describe.each(['chromium', 'firefox'] as const)('work is safe in %s', (name) => {
  let session: Session
  let page: Page
  beforeAll(async () => {
    session = await launch(name, 'en-US')
    page = await session.open('dashboard.html')
    await click(page, '[data-id="load-example"]')
    await see(page, 'nav')
  })
  afterAll(() => session?.close())

  it('a screen whose records cannot be read says so, and tries again on a click (C1)', async () => {
    await page.evaluate(() => {
      const whole: unknown = Reflect.get(IDBObjectStore.prototype, 'getAll')
      Object.assign(window, { mend: () => Reflect.set(IDBObjectStore.prototype, 'getAll', whole) })
      IDBObjectStore.prototype.getAll = () => { throw new DOMException('The disk does not answer.', 'UnknownError') }
    })
    await go(page, '/customers')
    await seeText(page, 'Nothing is lost')
    await seeText(page, 'The disk does not answer')
    await page.evaluate(() => (window as unknown as { mend: () => void }).mend())
    await click(page, '[data-id="try-again"]')
    await see(page, 'main h1')
    await seeText(page, 'Fjord Bygg AS')
    await seeNot(page, 'Nothing is lost')
  })

  it('a screen that stays open follows the clock (C1)', async () => {
    await go(page, '/offers')
    await see(page, 'main table')
    const online = () => page.$$eval('main table fluent-badge', (badges) => badges.filter((badge) => badge.textContent === 'Online').length)
    expect(await online()).toBeGreaterThan(0)
    await page.evaluate(() => {
      const now = performance.timeOrigin + performance.now()
      Date.now = () => now + 400 * 86_400_000
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await page.waitForFunction(() => {
      const states = [...document.querySelectorAll('main table fluent-badge')].map((badge) => badge.textContent)
      return states.includes('Expired') && !states.includes('Online')
    }, { polling: 50, timeout: 15_000 })
    await page.evaluate(() => { Date.now = () => new Date().getTime() })
  })
})
