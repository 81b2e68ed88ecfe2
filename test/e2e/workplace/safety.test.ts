import type { Page } from 'puppeteer-core'
import { describe, expect, it } from 'vitest'
import { axe } from '#test/e2e/support/axe.ts'
import { click, fill, see, seeNot, seeText, textOf } from '#test/e2e/support/screen.ts'
import { openExample, workIn } from '#test/e2e/support/workplace.ts'
import { go } from '#test/e2e/support/workspace.ts'

/** What reads of the storage, and what writes. */
const methods = {
  read: ['get', 'getAll', 'getAllKeys', 'openCursor', 'openKeyCursor', 'count'],
  write: ['put'],
} as const

/** Makes every reading or every writing of the storage fail, until `mend`. */
async function breakStorage(
  page: Page,
  what: keyof typeof methods,
  error: string,
  name: string,
): Promise<void> {
  await page.evaluate(
    (broken, message, named) => {
      const whole = [IDBObjectStore, IDBIndex].flatMap(({ prototype }) =>
        broken
          .filter((method) => method in prototype)
          .map((method) => [prototype, method, Reflect.get(prototype, method)] as const),
      )
      Object.assign(window, {
        mend: () => whole.forEach(([prototype, method, before]) => Reflect.set(prototype, method, before)),
      })
      for (const [prototype, method] of whole)
        Reflect.set(prototype, method, () => {
          throw new DOMException(message, named)
        })
    },
    [...methods[what]] as string[],
    error,
    name,
  )
}
const mend = (page: Page) => page.evaluate(() => (window as unknown as { mend: () => void }).mend())

/** Moves the clock of the screens on by a minute for a moment. What asks for a state *now* asks anew. */
const passMinute = (page: Page) =>
  page.evaluate(async () => {
    const later = Date.now() + 60_000
    Date.now = () => later
    document.dispatchEvent(new Event('visibilitychange'))
    await new Promise((resolve) => setTimeout(resolve, 100))
    Date.now = () => new Date().getTime()
  })

/** Whether a person sees the middle of an element: it is in the window, with nothing on top. */
const isInSight = (page: Page, selector: string) =>
  page.$eval(selector, (element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return hit !== null && element.contains(hit)
  })

const valueOf = (page: Page, name: string) =>
  page.$eval(`[name="${name}"]`, (field) => (field as HTMLInputElement).value)

/** The customer's page with its form open. */
async function edit(on: Page, name: string): Promise<void> {
  await go(on, '/customers')
  await click(on, `main a[href^="#/customers/"]::-p-text(${name})`)
  await click(on, '[data-id="edit-customer"]')
  await see(on, '[name="customer-street"]')
}

describe.each(['chromium', 'firefox'] as const)('work is safe in %s', (browser) =>
  workIn(browser, 'en-US', openExample, (work) => {
    it('a screen whose records cannot be read says so, and tries again on a click (C1)', async () => {
      const { page } = work
      await breakStorage(page, 'read', 'The disk does not answer.', 'UnknownError')
      await go(page, '/customers')
      await seeText(page, 'Nothing is lost')
      await seeText(page, 'The disk does not answer')
      await mend(page)
      await click(page, '[data-id="try-again"]')
      await see(page, 'main h1')
      await seeText(page, 'Fjord Bygg AS')
      await seeNot(page, 'Nothing is lost')
    })

    it('what cannot be read while a dialog is open is said in it, as far down as one is, and what was typed stays (C1)', async () => {
      const { page, session } = work
      const second = await session.open('dashboard.html#/customers')
      await edit(second, 'Fjord Bygg AS')
      await page.bringToFront()
      await page.setViewport({ width: 400, height: 500 })
      await go(page, '/customers')
      await click(page, '[data-id="add-customer"]')
      await fill(page, 'customer-name', 'Nordre Kai AS')
      await fill(page, 'customer-tags', 'havn')
      expect(await page.$eval('dialog', (dialog) => dialog.scrollTop)).toBeGreaterThan(100)
      const again = 'dialog .failed [data-id="try-again"]'
      await breakStorage(page, 'read', 'The disk does not answer.', 'UnknownError')
      await second.bringToFront()
      await fill(second, 'customer-street', 'Nygata 3')
      await click(second, '[data-id="save-customer"]')
      await seeText(second, 'Nygata 3')
      await second.close()
      await page.bringToFront()
      await see(page, again)
      expect(await isInSight(page, again)).toBe(true)
      expect(await textOf(page, 'dialog .failed')).toContain('The disk does not answer')
      expect(await axe(page)).toEqual([])
      // The next attempt fails too, in words of its own.
      await mend(page)
      await breakStorage(page, 'read', 'The disk is gone.', 'UnknownError')
      await click(page, again)
      await seeText(page, 'The disk is gone')
      expect(await isInSight(page, again)).toBe(true)
      await mend(page)
      await click(page, again)
      await page.waitForFunction(() => !document.querySelector('.failed'), { polling: 50 })
      expect([await valueOf(page, 'customer-name'), await valueOf(page, 'customer-tags')]).toEqual([
        'Nordre Kai AS',
        'havn',
      ])
      await click(page, '[data-id="save-customer"]')
      await page.setViewport({ width: 1280, height: 900 })
      await seeText(page, 'Nordre Kai AS')
    })

    it('a screen that stays open follows the clock (C1)', async () => {
      const { page } = work
      await go(page, '/offers')
      await see(page, 'main table')
      const online = () =>
        page.$$eval(
          'main table fluent-badge',
          (badges) => badges.filter((badge) => badge.textContent === 'Online').length,
        )
      expect(await online()).toBeGreaterThan(0)
      await page.evaluate(() => {
        const now = performance.timeOrigin + performance.now()
        Date.now = () => now + 400 * 86_400_000
        document.dispatchEvent(new Event('visibilitychange'))
      })
      await page.waitForFunction(
        () => {
          const states = [...document.querySelectorAll('main table fluent-badge')].map(
            (badge) => badge.textContent,
          )
          return states.includes('Expired') && !states.includes('Online')
        },
        { polling: 50, timeout: 15_000 },
      )
      await page.evaluate(() => {
        Date.now = () => new Date().getTime()
        document.dispatchEvent(new Event('visibilitychange'))
      })
    })

    it('Esc, Cancel and a link ask before what was typed goes (C2)', async () => {
      const { page } = work
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
      const { page } = work
      await go(page, '/offers')
      await click(page, 'main table tbody tr:has(fluent-badge[color="brand"]) a')
      await click(page, '[data-id="withdraw"]')
      await fill(page, 'withdraw-reason', 'Feil antall')
      await breakStorage(page, 'write', 'The disk is full.', 'QuotaExceededError')
      await click(page, '[data-id="withdraw-sure"]')
      await seeText(page, 'The disk is full')
      expect(await valueOf(page, 'withdraw-reason')).toBe('Feil antall')
      await mend(page)
      await click(page, '[data-id="cancel"]')
      await click(page, '[data-id="discard-typed"]')
      await page.waitForFunction(() => !document.querySelector('dialog'), { polling: 50 })
    })

    it('of two windows on one customer the second is told, and keeps its text (C2)', async () => {
      const { page, session } = work
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

    it('the offer in the making names its customer, kind and version, and the banner follows (C3)', async () => {
      const { page } = work
      await go(page, '/customers')
      await click(page, 'main a[href^="#/customers/"]::-p-text(Fjord Bygg AS)')
      await seeText(page, 'Kari Solberg')
      await go(page, '/overview')
      await click(page, 'main [data-id="new-purchase"]')
      expect(await textOf(page, '[data-id="making"]')).toBe('Purchase · Fjord Bygg AS')
      await page.keyboard.press('Escape')
      await seeText(page, 'Who is the purchase offer for?')
      await page.keyboard.press('Escape')
      await page.waitForFunction(() => !document.querySelector('dialog'), { polling: 50 })
      // A new version for somebody else: the banner goes along.
      await go(page, '/offers')
      await page.waitForFunction(
        () => {
          const links = document.querySelectorAll<HTMLAnchorElement>(
            'main table tbody tr:has(fluent-badge[color="brand"]) a',
          )
          const other = [...links].find((link) => !/Fjord|Anyone|Everybody|more/.test(link.textContent))
          const isThere = document.querySelector('main h1')?.textContent === 'Offers' && other !== undefined
          if (isThere) other.click()
          return isThere
        },
        { polling: 50 },
      )
      await see(page, '[data-id="new-version"]')
      const who = await textOf(page, 'main h1')
      await click(page, '[data-id="new-version"]')
      await seeText(page, `${who} · version 2`)
      await page.waitForFunction(
        (name: string) => document.querySelector('.acting')?.textContent?.includes(name),
        { polling: 50 },
        who,
      )
      await click(page, '[data-id="next"]')
      await click(page, '[data-id="create"]')
      await see(page, '[data-id="maker-close"]')
      expect(await textOf(page, '[data-id="making"]')).toContain(`${who} · version 2`)
      expect(await textOf(page, '.acting')).toContain(who)
      expect(await axe(page)).toEqual([])
      await click(page, '[data-id="maker-close"]')
      expect(await textOf(page, 'main h1')).toBe(who)
    })

    it('products are found and counted by the keyboard alone, and wrong numbers are named (C7, B7)', async () => {
      const { page } = work
      await go(page, '/overview')
      await click(page, 'main [data-id="new-purchase"]')
      const focused = () =>
        page.evaluate(
          () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
        )
      await page.waitForFunction(() => document.activeElement?.matches('dialog .search'), { polling: 50 })
      await page.keyboard.press('ArrowDown')
      await page.waitForFunction(() => document.activeElement?.matches('dialog .pick'), { polling: 50 })
      await page.keyboard.press('ArrowUp')
      await page.keyboard.type('business premium')
      await page.keyboard.press('Enter')
      await page.waitForFunction(() => document.activeElement?.matches('dialog .line .stepper input'), {
        polling: 50,
      })
      expect(await focused()).toContain('Business Premium')
      const count = () => page.$eval('dialog .line .stepper input', (field) => field.value)
      // Typing replaces what is there, by the keyboard and by a press.
      await page.keyboard.type('10')
      await page.keyboard.press('Tab')
      expect(await count()).toBe('10')
      await (await see(page, 'dialog .line .stepper input')).click()
      await page.keyboard.type('12')
      await page.keyboard.press('Tab')
      expect(await count()).toBe('12')
      // A minute ends and the screen is drawn again while somebody types.
      await (await see(page, 'dialog .line .stepper input')).click()
      await page.keyboard.type('2')
      await passMinute(page)
      await page.keyboard.type('5')
      await page.keyboard.press('Tab')
      expect(await count()).toBe('25')
      await (await see(page, 'dialog .line .stepper input')).click()
      await page.keyboard.type('2.5')
      await page.keyboard.press('Tab')
      await seeText(page, '“2.5” is not a whole number')
      expect(await count()).toBe('25')
      await (await see(page, 'dialog .line .stepper input')).click()
      await page.keyboard.type('5000')
      await page.keyboard.press('Tab')
      await seeText(page, '5000 is not between 1 and 300')
      expect(await count()).toBe('300')
      await click(page, 'dialog .line > .more')
      await fill(page, 'price', '229')
      await click(page, '[name="message"], [name="usage-location"]')
      await (await see(page, '[name="price"]')).click()
      await page.keyboard.type('198')
      expect(
        await page.$eval('[name="price"]', (field) => (field as unknown as { value: string }).value),
      ).toBe('198')
      expect(await axe(page)).toEqual([])
      await click(page, 'dialog header fluent-button:last-child')
      await page.waitForFunction(() => !document.querySelector('dialog'), { polling: 50 })
    })

    it('suspending says what it does, asks, and no longer speaks of a renewal (C6)', async () => {
      const { page } = work
      await go(page, '/deadlines')
      await click(page, 'main .row-item a[href$="/subscriptions"]::-p-text(Renews)')
      const card = 'article[data-subscription="active"]:has([data-id="suspend-subscription"])'
      await click(page, `${card} [data-id="suspend-subscription"]`)
      await seeText(page, 'Nothing changes at Microsoft')
      expect(await axe(page)).toEqual([])
      await click(page, '[data-id="stop-sure"]')
      expect(await textOf(page, 'article[data-subscription="suspended"]')).not.toContain('renews')
    })

    it('the button of a deadline does what it names: a mail that reminds, the offer after a trial (C5)', async () => {
      const { page } = work
      await go(page, '/overview')
      await click(page, '.need-deadline fluent-button::-p-text(reminder)')
      await see(page, '.share pre')
      // In the language of the offer.
      expect(await textOf(page, '.share')).toMatch(/^(Reminder|Påminnelse): /m)
      await go(page, '/overview')
      await click(page, '.need-deadline fluent-button::-p-text(Make offer)')
      await seeText(page, 'Purchase · ')
      await see(page, 'dialog .line')
      // No price is given: the last step says what the customer sees (C4).
      await click(page, '[data-id="next"]')
      await see(page, '[data-id="no-prices"]')
      expect(await axe(page)).toEqual([])
      await click(page, 'dialog header fluent-button:last-child')
      await page.waitForFunction(() => !document.querySelector('dialog'), { polling: 50 })
    })

    it('what is typed of a new customer and what is pasted of a reply survive a closed tab (C2)', async () => {
      const { page, session } = work
      const popup = await session.open('popup.html')
      await click(popup, '[data-id="new-purchase"]')
      await click(popup, '[data-id="add-customer"]')
      await fill(popup, 'customer-name', 'Nordre Kai AS')
      await popup.close()
      const again = await session.open('popup.html')
      await see(again, '[name="customer-name"]')
      await again.waitForFunction(
        () => document.querySelector<HTMLInputElement>('[name="customer-name"]')?.value === 'Nordre Kai AS',
        { polling: 50 },
      )
      // Given up, it is gone.
      await click(again, '[data-id="cancel"]')
      await click(again, '[data-id="discard-typed"]')
      await see(again, '[data-id="add-customer"]')
      await click(again, '.maker > header fluent-button:last-child')
      await see(again, '[data-id="new-purchase"]')
      await again.close()
      const other = await session.open('dashboard.html#/replies')
      await (await see(other, '.take-in textarea')).type('Kjære Nordlys, her er svaret')
      await other.close()
      await go(page, '/replies')
      await see(page, '.take-in textarea')
      await page.waitForFunction(
        () =>
          document.querySelector<HTMLTextAreaElement>('.take-in textarea')?.value ===
          'Kjære Nordlys, her er svaret',
        { polling: 50 },
      )
    })

    it('a person is not deactivated by one click (C6)', async () => {
      const { page } = work
      await go(page, '/overview')
      if (await page.$('[data-id="leave-customer"]')) await click(page, '[data-id="leave-customer"]')
      await go(page, '/staff/example-user-2')
      await click(page, '[data-id="deactivate"]')
      await seeText(page, 'can no longer sign in here')
      expect(await axe(page)).toEqual([])
      await click(page, '[data-id="deactivate-sure"]')
      await see(page, '[data-id="activate"]')
      await seeText(page, 'Inactive')
    })

    it('after confirming it says that nothing was sent, and keeps who answered (C5)', async () => {
      const { page } = work
      await go(page, '/replies')
      await click(page, '[data-id="confirm"]:not([disabled])')
      await see(page, '[data-reply="confirmed"] [data-id="nothing-sent"] a[href^="mailto:"]')
      await seeText(page, 'Nothing was sent to the customer')
      expect(await axe(page)).toEqual([])
    })
  }),
)
