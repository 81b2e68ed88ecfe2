import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElementHandle, Page } from 'puppeteer-core'
import { describe, expect, it } from 'vitest'
import { axe } from '#test/e2e/support/axe.ts'
import { eventually } from '#test/e2e/support/browser.ts'
import { openLarge } from '#test/e2e/support/largeWorkspace.ts'
import { button, click, fill, see, seeText } from '#test/e2e/support/screen.ts'
import { at, workIn } from '#test/e2e/support/workplace.ts'
import { openPopup } from '#test/e2e/support/workspace.ts'

const size = 2000

/** What of a long list is drawn and where the focus is. */
const look = (page: Page) =>
  page.evaluate(() => {
    const rows = [...document.querySelectorAll<HTMLElement>('main tr[data-index]')]
    const { activeElement } = document
    const row = activeElement?.closest<HTMLElement>('tr[data-index]')
    const box = row?.getBoundingClientRect()
    const head = document.querySelector('main thead th')!.getBoundingClientRect().bottom
    return {
      drawn: rows.length,
      rowcount: document.querySelector('main table')!.getAttribute('aria-rowcount'),
      rowindex: rows.map((each) => Number(each.getAttribute('aria-rowindex'))),
      inTab: [...document.querySelectorAll<HTMLElement>('main tbody *')].filter((each) => each.tabIndex === 0)
        .length,
      widths: [...document.querySelectorAll('main thead th')].map(
        (each) => each.getBoundingClientRect().width,
      ),
      focus: row ? Number(row.dataset.index) : null,
      isOnRow: activeElement === row,
      isInSight: box ? box.top >= Math.max(0, head - 1) && box.bottom <= innerHeight + 1 : false,
      scrolled: Math.round(scrollY),
    }
  })

/** Waits until the focus is on a row that is in sight. */
const seeFocusOn = (page: Page, index: number) =>
  eventually(`row ${index} has the focus`, async () => {
    const { focus, isOnRow, isInSight } = await look(page)
    return focus === index && isOnRow && isInSight
  })

const place = (page: Page) => page.evaluate(() => decodeURIComponent(location.hash))
const seePlace = (page: Page, hash: string) =>
  eventually(`the address is ${hash}`, async () => (await place(page)) === hash)

/** Puts the focus on the row that Tab comes to, once the list has more than its first rows. */
const enter = async (page: Page) => {
  const row = await see(page, 'main tbody tr[tabindex="0"]')
  await row.evaluate((each) => (each as HTMLElement).focus())
}

/** The list of customers from its beginning. */
async function customers(page: Page, query = ''): Promise<void> {
  await at(page, '/overview')
  await page.evaluate(() => scrollTo(0, 0))
  await at(page, `/customers${query}`)
  await see(page, 'main table')
}

describe.each(['chromium', 'firefox'] as const)('long lists in %s', (name) =>
  workIn(
    name,
    'nb-NO',
    (work) => openLarge(work, size, 'nb'),
    (work) => {
      it('draw the rows in the window and number them all', async () => {
        const { page } = work
        await at(page, '/customers')
        await click(page, '[data-id="customer-view"]')
        await seeText(page, 'Arctic Data Centre AS')
        await eventually(
          'all rows are in memory',
          async () => (await look(page)).rowcount === String(size + 1),
        )
        const first = await look(page)
        expect(first.drawn).toBeLessThan(60)
        expect(first.rowindex[0]).toBe(2)
        // The row, its star, its link and its details.
        expect(first.inTab).toBe(4)
        await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2))
        await eventually('the middle is drawn', async () => (await look(page)).rowindex[0]! > 800)
        const middle = await look(page)
        expect(middle.drawn).toBeLessThan(60)
        expect(middle.inTab).toBe(4)
        expect(middle.widths).toEqual(first.widths)
        expect(await axe(page)).toEqual([])
        const last = await eventually('the last row is in sight', async () => {
          await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
          return page.$$eval('main tr[data-index]', (rows) => {
            const { top, bottom } = rows.at(-1)!.getBoundingClientRect()
            const isInSight = top > 0 && bottom <= innerHeight
            return (
              isInSight &&
              rows.at(-1)!.getAttribute('aria-rowindex') + rows.at(-1)!.querySelector('a')!.textContent
            )
          })
        })
        expect(last).toBe(`${size + 1}Ålesund Verft AS`)
      })

      it('are gone through by the keyboard, from one stop', async () => {
        const { page } = work
        await customers(page)
        await enter(page)
        await seeFocusOn(page, 0)
        for (const [key, index] of [
          ['ArrowDown', 1],
          ['End', size - 1],
          ['ArrowUp', size - 2],
          ['Home', 0],
        ] as const) {
          await page.keyboard.press(key)
          await seeFocusOn(page, index)
        }
        await page.keyboard.press('PageDown')
        const paged = await eventually('a page further', async () => (await look(page)).focus || false)
        expect(paged).toBeGreaterThan(5)
        await seeFocusOn(page, paged)
        await page.keyboard.press('PageUp')
        await seeFocusOn(page, 0)
        const stops: (string | null)[] = []
        for (let press = 0; press < 4; press++) {
          await page.keyboard.press('Tab')
          stops.push(
            await page.evaluate(
              () => document.activeElement!.closest('tr') && document.activeElement!.localName,
            ),
          )
        }
        expect(stops).toEqual(['button', 'a', 'fluent-button', null])
        await enter(page)
        await page.keyboard.press('ArrowDown')
        await seeFocusOn(page, 1)
        await page.keyboard.press('Enter')
        await eventually('the customer is open', async () =>
          (await place(page)).startsWith('#/customers/example-'),
        )
      })

      it('keep the focused row, wherever one scrolls and whatever changes elsewhere', async () => {
        const { page, session } = work
        await customers(page)
        await enter(page)
        for (let press = 0; press < 6; press++) await page.keyboard.press('ArrowDown')
        await seeFocusOn(page, 6)
        const { id, star } = await page.evaluate(() => ({
          id: document.activeElement!.querySelector('a')!.getAttribute('href')!.slice(1),
          star: document.activeElement!.querySelector('.favourite')!.getAttribute('aria-pressed'),
        }))
        await page.evaluate(() => scrollTo(0, 20_000))
        await eventually('other rows are drawn', async () => (await look(page)).rowindex.at(-1)! > 400)
        expect(await look(page)).toMatchObject({ focus: 6, isOnRow: true })
        const before = (await look(page)).scrolled

        const other = await session.open(`dashboard.html#${id}`)
        await click(other, '.facts .favourite')
        await see(other, `.facts .favourite[aria-pressed="${star !== 'true'}"]`)
        await other.close()
        await page.bringToFront()
        await eventually('the star has changed', () =>
          page.evaluate(
            (was: string | null) =>
              document.querySelector('main tr[data-index="6"] .favourite')!.getAttribute('aria-pressed') !==
              was,
            star,
          ),
        )
        expect(await look(page)).toMatchObject({ focus: 6, isOnRow: true, scrolled: before })
        await page.keyboard.press('ArrowDown')
        await seeFocusOn(page, 7)
      })

      it('stay narrowed down through reloading and the way back', async () => {
        const { page } = work
        await customers(page)
        await click(page, button('Åpne tilbud'))
        await seePlace(page, '#/customers?filter=pending')
        await click(page, 'th[data-column="subscriptions"] button')
        await seePlace(page, '#/customers?filter=pending&sort=-subscriptions')
        await fill(page, 'find-customer', 'nde17')
        await seePlace(page, '#/customers?filter=pending&sort=-subscriptions&find=nde17')
        const seeFound = async () => {
          await eventually('a hundred customers fit', async () =>
            page.evaluate(() => document.querySelectorAll('main tbody tr').length === 100),
          )
          expect(await page.$eval('main table', (table) => table.getAttribute('aria-rowcount'))).toBeNull()
          expect(await page.$$eval('main tbody [tabindex]', (all) => all.length)).toBe(
            // Fluent's own.
            await page.$$eval('main tbody fluent-button', (all) => all.length),
          )
        }
        await seeFound()
        await page.reload({ waitUntil: [] })
        await see(page, 'main table')
        await seeFound()
        expect(await page.$eval('[name="find-customer"]', (field) => (field as HTMLInputElement).value)).toBe(
          'nde17',
        )
        expect(await page.$eval('th[aria-sort]', (head) => head.getAttribute('data-column'))).toBe(
          'subscriptions',
        )
        // Each key replaced the one before: what was typed is no step of its own.
        await page.evaluate(() => history.back())
        await seePlace(page, '#/customers?filter=pending')
        await page.evaluate(() => history.back())
        await seePlace(page, '#/customers')
        await eventually('all are shown', async () => (await look(page)).rowcount === String(size + 1))
        await at(page, '/deadlines?kind=offer')
        expect(await page.$eval('main .chip[aria-pressed="true"]', (chip) => chip.textContent)).toBe('Tilbud')
        await at(page, '/activity?what=offers')
        expect(await page.$eval('[name="filter-what"]', (field) => (field as HTMLSelectElement).value)).toBe(
          'offers',
        )
      })

      it('are the offers, too', async () => {
        const { page } = work
        await at(page, '/offers?state=published')
        await see(page, 'main table')
        await enter(page)
        await page.keyboard.press('End')
        await eventually('the last offer has the focus', async () => {
          const { focus, rowcount } = await look(page)
          return Number(rowcount) > 1900 && focus === Number(rowcount) - 2
        })
        expect(await axe(page)).toEqual([])
        await page.keyboard.press('Enter')
        await eventually('the offer is open', async () => /^#\/offers\/[a-z]+-offer-/.test(await place(page)))
        await page.evaluate(() => history.back())
        await seePlace(page, '#/offers?state=published')
        await fill(page, 'find-offer', 'unde 1234')
        await seePlace(page, '#/offers?state=published&find=unde+1234')
        await eventually('one fits', () =>
          page.$$eval(
            'main tbody a',
            (links) => links.length === 1 && links[0]!.textContent === 'Kunde 1234 AS',
          ),
        )
        await fill(page, 'find-offer', '')
        await click(page, button('Trukket tilbake'))
        await eventually('few are left', () =>
          page.evaluate(
            () => !document.querySelector('main .long') && document.querySelectorAll('main tbody tr').length,
          ),
        )
        await page.evaluate(() => history.back())
        await see(page, 'main .long')
      })

      it('are what a file would bring, row by row', async () => {
        const { page, folder } = work
        const path = join(folder, 'many.csv')
        const lines = Array.from(
          { length: 2500 },
          (_, index) => `Ny kunde ${index + 1} AS;ny${index + 1}.example`,
        )
        await writeFile(path, `Navn;Domene\n${lines.join('\n')}\n`)
        await at(page, '/customers/import')
        const field = (await see(page, 'input[name="import-file"]')) as ElementHandle<HTMLInputElement>
        await field.uploadFile(path)
        await eventually('every row is there', () =>
          page.$$eval('main .long', ([list]) => list?.getAttribute('aria-rowcount') === '2501'),
        )
        await enter(page)
        await page.keyboard.press('End')
        await seeFocusOn(page, 2499)
        await page.keyboard.press('Enter')
        await eventually('one row less is taken', () =>
          page.$eval('[data-id="import-take"]', (each) => /2\s?499/.test(each.textContent)),
        )
      })

      it('are searched from the first key, and never by what was typed before', async () => {
        const { page } = work
        await at(page, '/overview')
        await fill(page, 'find', 'nde17')
        await eventually('a part of a word finds', () =>
          page.$$eval('.found [data-customer]', (all) => all.length === 20),
        )
        await fill(page, 'find', 'alesund')
        // Without waiting for what it finds.
        await page.keyboard.press('Enter')
        await eventually('its page is open', async () =>
          (await place(page)).startsWith('#/customers/example-customer-'),
        )
        await seeText(page, 'Ålesund Verft AS')
      })

      it('bring their offers with them', async () => {
        const { page, session } = work
        await at(page, '/overview')
        const popup = await openPopup(session, page)
        await (await see(popup, 'input[type=search]')).type('fjord')
        await see(popup, '#found-offers + ul .row-item')
        await popup.close()
      })

      it('have a customer’s actions behind an arrow key', async () => {
        const { page, session } = work
        await at(page, '/overview')
        const popup = await openPopup(session, page)
        await see(popup, 'input[type=search]')
        await popup.focus('input[type=search]')
        await popup.keyboard.type('kunde1777')
        await popup.keyboard.press('ArrowDown')
        await popup.waitForFunction(() => document.activeElement?.matches('[data-customer]'), { polling: 50 })
        await popup.keyboard.press('ArrowRight')
        await see(popup, '[data-action="new-trial"]')
        await popup.waitForFunction(() => document.activeElement?.localName === 'input', { polling: 50 })
        expect(await axe(popup)).toEqual([])
        await popup.keyboard.press('ArrowLeft')
        await popup.waitForFunction(() => document.activeElement?.matches('[data-customer]'), { polling: 50 })
        await popup.keyboard.press('ArrowRight')
        await see(popup, '[data-action="new-trial"]')
        await popup.keyboard.type('business basic')
        await popup.keyboard.press('Enter')
        await see(popup, '.maker .line')
        await seeText(popup, 'Business Basic')
        await seeText(popup, 'Kunde 1777 AS')
        await popup.close()
      })
    },
  ),
)
