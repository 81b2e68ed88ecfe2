import type { Page } from 'puppeteer-core'
import { describe, expect, it } from 'vitest'
import { axe, nameless, overflow, settle, looksIn } from '#test/e2e/support/axe.ts'
import { click, see } from '#test/e2e/support/screen.ts'
import { openExample, workIn } from '#test/e2e/support/workplace.ts'
import { go } from '#test/e2e/support/workspace.ts'

const places = [
  '/overview',
  '/customers',
  '/customers/import',
  '/customers/example-customer-1',
  '/customers/example-customer-3/subscriptions',
  '/customers/example-customer-4/requests',
  '/customers/example-customer-4/passwords',
  '/customers/example-customer-4/portals',
  '/customers/example-customer-8/delegation',
  '/customers/example-customer-1/activity',
  '/offers',
  '/offers/example-offer-fjord',
  '/offers/example-offer-several',
  '/replies',
  '/publish',
  '/deadlines',
  '/keys',
  '/staff',
  '/staff/example-user-2',
  '/staff/example-user-2/settings',
  '/staff/example-user-2/may',
  '/activity',
  '/company',
  '/settings',
]

/** Waits until a screen shows more than its heading. */
const seeContent = (page: Page) =>
  page.waitForFunction(() => document.querySelectorAll('main *').length >= 5, { polling: 50 })

/** Makes every text of the page 40 % longer, as another language might. */
const lengthen = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    for (const text of texts) {
      const words = text.data.trim()
      if (words && !text.parentElement?.closest('svg, script, style'))
        text.data += ` ${words.slice(0, Math.ceil(words.length * 0.4))}`
    }
  })

describe.each(['chromium', 'firefox'] as const)('the screens in %s', (name) =>
  workIn(name, 'nb-NO', openExample, (work) => {
    it.each(looksIn(name))('are accessible and fit, %s, %d px wide', async (scheme, width) => {
      const { page } = work
      await page.setViewport({ width, height: 800 })
      if (name === 'chromium')
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
      for (const place of places) {
        await go(page, place)
        await see(page, 'main h1')
        await page.waitForFunction(
          (section: string) =>
            document.querySelector('.shell > nav [aria-current]')?.getAttribute('href') === section,
          { polling: 50 },
          `#/${place.split('/')[1]}`,
        )
        await seeContent(page)
        expect(await axe(page), `${place} ${scheme} ${width}`).toEqual([])
        expect(await overflow(page), `${place} is too wide at ${width}`).toBeLessThanOrEqual(0)
        if (name === 'chromium') expect(await nameless(page), place).toEqual([])
      }
      await page.setViewport({ width: 1280, height: 900 })
      if (name === 'chromium') await page.emulateMediaFeatures([])
    })

    it('hold texts that are 40 per cent longer at 360 px', async () => {
      for (const place of places) {
        await work.page.close()
        const page = (work.page = await work.session.open(`dashboard.html#${place}`))
        await page.setViewport({ width: 360, height: 800 })
        await see(page, 'main h1')
        await seeContent(page)
        await lengthen(page)
        expect(await overflow(page), place).toBeLessThanOrEqual(0)
      }
      await work.page.setViewport({ width: 1280, height: 900 })
    })

    it('on a phone show the current section in the menu, and begin where a link sends one (C8)', async () => {
      const { page } = work
      await page.setViewport({ width: 400, height: 800 })
      await go(page, '/overview')
      const menu = () => page.$eval('.shell > nav', (nav) => nav.scrollLeft)
      await page.waitForFunction(() => document.querySelector('.shell > nav')!.scrollLeft === 0, {
        polling: 50,
      })
      await click(page, '.example-bar a')
      await see(page, '.shell > nav [aria-current][href="#/settings"]')
      expect(await menu()).toBeGreaterThan(0)
      const isInSight = (selector: string) =>
        page.$eval(selector, (element) => {
          const { left, right, top, bottom } = element.getBoundingClientRect()
          return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight
        })
      await page.waitForFunction(() => document.activeElement?.id === 'leave', { polling: 50 })
      await settle(page)
      expect(await isInSight('#leave')).toBe(true)
      // The menu lies at the head of the page.
      await page.evaluate(() => scrollTo(0, 0))
      expect(await isInSight('.shell > nav [aria-current]')).toBe(true)
      await page.setViewport({ width: 1280, height: 900 })
    })

    it('are reached by the keyboard alone, with nothing left out', async () => {
      const { page } = work
      for (const place of [
        '/overview',
        '/customers',
        '/customers/example-customer-3/subscriptions',
        '/customers/example-customer-4/requests',
        '/staff/example-user-2/settings',
        '/settings',
        '/deadlines',
        '/activity',
        '/offers/example-offer-fjord',
      ]) {
        await go(page, place)
        await see(page, 'main h1')
        await seeContent(page)
        await settle(page)
        // Everything that can be used, once for each group of radio buttons: arrows go on within one.
        const stops = await page.evaluate(() => {
          const all = [
            ...document.querySelectorAll<HTMLElement>(
              'a[href], button, input, select, textarea, summary, fluent-button, fluent-text-input',
            ),
          ]
          const usable = all.filter(
            (each) =>
              each.checkVisibility() &&
              !each.hasAttribute('disabled') &&
              !each.closest('[inert]') &&
              each.tabIndex >= 0,
          )
          const groups = new Set<string>()
          let n = 0
          for (const each of usable) {
            const radio = each.matches('input[type=radio]') ? (each as HTMLInputElement).name : ''
            if (radio && groups.has(radio)) continue
            if (radio) groups.add(radio)
            each.dataset.stop = String(n++)
          }
          // From the top: after the last one the browser's own bar comes, which is as long as it is.
          document.querySelector<HTMLElement>('[data-stop="0"]')?.focus()
          return n
        })
        expect(stops, place).toBeGreaterThan(10)
        const reached = new Set(['0'])
        for (let press = 0; press < stops + 40 && reached.size < stops; press++) {
          await page.keyboard.press('Tab')
          const stop = await page.evaluate(() => {
            const { activeElement } = document
            const group = activeElement?.matches('input[type=radio]')
              ? document.querySelector<HTMLElement>(
                  `input[name="${(activeElement as HTMLInputElement).name}"][data-stop]`,
                )
              : null
            return (group ?? (activeElement as HTMLElement | null))?.dataset.stop ?? null
          })
          if (stop !== null) reached.add(stop)
        }
        const missed = await page.evaluate(
          (seen: string[]) =>
            [...document.querySelectorAll<HTMLElement>('[data-stop]')]
              .filter((each) => !seen.includes(each.dataset.stop!))
              .map(
                (each) =>
                  `${each.tagName} ${each.getAttribute('href') ?? each.dataset.id ?? each.textContent}`,
              ),
          [...reached],
        )
        expect(missed, place).toEqual([])
      }
    })

    it('give the focus to a dialog, keep it there, and give it back', async () => {
      const { page } = work
      await go(page, '/customers')
      await see(page, '[data-id="add-customer"]')
      await page.focus('[data-id="add-customer"]')
      await page.keyboard.press('Enter')
      await see(page, 'dialog[open]')
      expect(await page.$eval('dialog[open]', (dialog) => dialog.getAttribute('aria-label'))).toBe('Ny kunde')
      for (let press = 0; press < 30; press++) {
        await page.keyboard.press('Tab')
        // The browser's own bar may come in between, never the page behind.
        expect(
          await page.evaluate(
            () =>
              document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
          ),
        ).toBe(true)
      }
      await page.keyboard.press('Escape')
      await page.waitForFunction(() => !document.querySelector('dialog[open]'), { polling: 50 })
      // Firefox hands it back a moment after the dialog is gone.
      await page.waitForFunction(
        () => (document.activeElement as HTMLElement | null)?.dataset.id === 'add-customer',
        { polling: 50, timeout: 5000 },
      )
    })
  }),
)
