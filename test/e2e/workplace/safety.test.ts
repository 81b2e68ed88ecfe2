import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '#test/e2e/support/axe.ts'
import { click, fill, see, seeNot, seeText } from '#test/e2e/support/screen.ts'
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
    await page.evaluate(() => {
      Date.now = () => new Date().getTime()
      document.dispatchEvent(new Event('visibilitychange'))
    })
  })

  /** The customer's page with its form open. */
  async function edit(on: Page, name: string): Promise<void> {
    await go(on, '/customers')
    await click(on, `main a[href^="#/customers/"]::-p-text(${name})`)
    await click(on, '[data-id="edit-customer"]')
    await see(on, '[name="customer-street"]')
  }
  const valueOf = (on: Page, name: string) => on.$eval(`[name="${name}"]`, (field) => (field as HTMLInputElement).value)

  it('Esc, Cancel and a link ask before what was typed goes (C2)', async () => {
    await go(page, '/customers')
    await click(page, '[data-id="add-customer"]')
    await fill(page, 'customer-name', 'Nytt Verft AS')
    for (let round = 0; round < 2; round++) {
      await page.keyboard.press('Escape')
      await seeText(page, 'Discard changes?')
      await click(page, '[data-id="keep-typing"]')
      await page.waitForFunction(() => !document.querySelector('[data-id="keep-typing"]'), { polling: 50 })
    }
    await click(page, '[data-id="cancel"]')
    await click(page, '[data-id="keep-typing"]')
    expect(await valueOf(page, 'customer-name')).toBe('Nytt Verft AS')
    await go(page, '/offers')
    await see(page, '[data-id="discard-typed"]')
    expect(await axe(page)).toEqual([])
    expect(await page.evaluate(() => location.hash)).toBe('#/customers')
    await click(page, '[data-id="discard-typed"]')
    await page.waitForFunction(() => location.hash === '#/offers', { polling: 50 })
    await see(page, '[data-id="new-trial"]')
    // What has not been touched goes without a word.
    await go(page, '/company')
    await click(page, '[data-id="edit-company"]')
    await see(page, '[name="company-name"]')
    await go(page, '/customers')
    await see(page, '[data-id="add-customer"]')
  })

  it('a dialog stays open with what was typed when its command fails (C2)', async () => {
    await go(page, '/offers')
    await click(page, 'main table tbody tr:has(fluent-badge[color="brand"]) a')
    await click(page, '[data-id="withdraw"]')
    await fill(page, 'withdraw-reason', 'Feil antall')
    await page.evaluate(() => {
      const whole: unknown = Reflect.get(IDBObjectStore.prototype, 'put')
      Object.assign(window, { mend: () => Reflect.set(IDBObjectStore.prototype, 'put', whole) })
      IDBObjectStore.prototype.put = () => { throw new DOMException('The disk is full.', 'QuotaExceededError') }
    })
    await click(page, '[data-id="withdraw-sure"]')
    await seeText(page, 'The disk is full')
    expect(await valueOf(page, 'withdraw-reason')).toBe('Feil antall')
    await page.evaluate(() => (window as unknown as { mend: () => void }).mend())
    await click(page, '[data-id="cancel"]')
    await click(page, '[data-id="discard-typed"]')
    await page.waitForFunction(() => !document.querySelector('dialog'), { polling: 50 })
  })

  it('of two windows on one customer the second is told, and keeps its text (C2)', async () => {
    const second = await session.open('dashboard.html#/customers')
    await see(second, 'nav')
    await edit(page, 'Fjord Bygg AS')
    await edit(second, 'Fjord Bygg AS')
    await page.bringToFront()
    await fill(page, 'customer-street', 'Kaigata 1')
    await click(page, '[data-id="save-customer"]')
    await seeText(page, 'Kaigata 1')
    await second.bringToFront()
    await fill(second, 'customer-street', 'Storgata 9')
    await click(second, '[data-id="save-customer"]')
    await seeText(second, 'This was changed in another window')
    expect(await valueOf(second, 'customer-street')).toBe('Storgata 9')
    expect(await axe(second)).toEqual([])
    await page.bringToFront()
    await seeText(page, 'Kaigata 1')
    await second.bringToFront()
    await click(second, '[data-id="overwrite"]')
    await seeText(second, 'Storgata 9')
    await page.bringToFront()
    await seeText(page, 'Storgata 9')
    await second.close()
  })
})
