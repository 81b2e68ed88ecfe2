import type { Page } from 'puppeteer-core'
import { describe, expect, it } from 'vitest'
import type { Version } from '#core/model/offer.ts'
import type { Reply } from '#core/model/reply.ts'
import { sealReply } from '#core/reply/seal.ts'
import { axe, nameless, overflow, settle, looksIn } from '#test/e2e/support/axe.ts'
import { byText, choice, click, fill, see, seeText, textOf } from '#test/e2e/support/screen.ts'
import { openExample, workIn } from '#test/e2e/support/workplace.ts'
import { go, openPopup, paste } from '#test/e2e/support/workspace.ts'

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
        await page.waitForFunction(() => document.querySelectorAll('main *').length >= 5, { polling: 50 })
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
        await page.waitForFunction(() => document.querySelectorAll('main *').length >= 5, { polling: 50 })
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
        await page.waitForFunction(() => document.querySelectorAll('main *').length >= 5, { polling: 50 })
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

    it('change their language at once, and keep it', async () => {
      const { page, session } = work
      await go(page, '/offers')
      await seeText(page, 'Nytt kjøpstilbud')
      await page.select('header.top select', 'en')
      await seeText(page, 'New purchase offer')
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
      const popup = await session.open('popup.html')
      await seeText(popup, 'New offer')
      await popup.close()
      await page.bringToFront()
      await page.select('header.top select', 'nb')
      await seeText(page, 'Nytt kjøpstilbud')
    })

    it('make an offer in the popup that survives its closing', async () => {
      const { page, session } = work
      const popup = await openPopup(session, page)
      await see(popup, '[data-id="new-trial"]')
      // However late Fluent has come.
      expect(
        await popup.$$eval('header fluent-button', (all) =>
          all.map((each) => each.getBoundingClientRect().width),
        ),
      ).toEqual([24, 24])
      expect(await axe(popup)).toEqual([])
      await click(popup, '[data-id="new-trial"]')
      expect(await axe(popup)).toEqual([])
      await click(popup, choice('Havna Regnskap AS'))
      await click(popup, choice('Microsoft Entra ID P2'))
      expect(await axe(popup)).toEqual([])
      await popup.close()
      const again = await openPopup(session, page)
      await seeText(again, 'Hvilket produkt?')
      expect(await textOf(again, '.pick[aria-pressed="true"]')).toContain('Microsoft Entra ID P2')
      await click(again, '[data-id="next"]')
      await see(again, '[data-id="create"]')
      expect(await axe(again)).toEqual([])
      await click(again, '[data-id="create"]')
      await seeText(again, 'Lenken virker når du har publisert')
      expect(await axe(again)).toEqual([])
      await click(again, byText('fluent-button', 'E-post'))
      await seeText(again, 'Invitasjon til å prøve Microsoft Entra ID P2')
      await again.close()
    })

    it('make a link for a known customer in six actions', async () => {
      const { page, session } = work
      // The first is the click on the toolbar's button.
      let actions = 1
      const popup = await openPopup(session, page)
      const act = async (selector: string) => {
        await click(popup, selector)
        actions++
      }
      await act('[data-id="new-purchase"]')
      await act(choice('Havna Regnskap AS'))
      await act(choice('Microsoft 365 Copilot'))
      await act('[data-id="next"]')
      await act('[data-id="create"]')
      await seeText(popup, 'Tilbudet er klart og lenken er kopiert')
      expect(actions).toBeLessThanOrEqual(6)
      await popup.close()
    })

    it('undo within ten seconds, and find what is typed', async () => {
      const { page, session } = work
      const popup = await session.open('popup.html')
      await see(popup, '[data-id="new-delegation"]')
      await click(popup, 'input.search')
      await popup.keyboard.type('alesu')
      await seeText(popup, 'Ålesund Verft AS')
      await popup.close()
      await go(page, '/offers/example-offer-polar')
      await click(page, byText('fluent-button', 'Trekk tilbake'))
      await click(page, '[data-id="withdraw-sure"]')
      await seeText(page, 'Tilbudet er trukket tilbake')
      await click(page, byText('fluent-button', 'Angre'))
      await seeText(page, 'Angret.')
      await page.waitForFunction(
        () => document.querySelector('main .facts')?.textContent?.includes('På nett'),
        { polling: 50, timeout: 10_000 },
      )
    })

    it('tell a wrong reply from none, and keep the text', async () => {
      const { page } = work
      await go(page, '/replies')
      await click(page, '.take-in textarea')
      await page.keyboard.type('[TILBUD1:AAAA')
      await click(page, '[data-id="take"]')
      await seeText(page, 'Et svar ble skadet underveis')
      expect(await page.$eval('.take-in textarea', (field) => field.value)).toBe('[TILBUD1:AAAA')
      await page.$eval('.take-in textarea', (field) => field.select())
      await page.keyboard.type('Takk!')
      await click(page, '[data-id="take"]')
      await seeText(page, 'Det er ikke noe svar i denne teksten')
      await page.$eval('.take-in textarea', (field) => field.select())
      await page.keyboard.press('Backspace')
    })

    it('take in a reply that is pasted anywhere on the page', async () => {
      const { page } = work
      const armor = await page.$eval('[data-reply="received"]', () => '[TILBUD1:AAAA:00000000]')
      await go(page, '/replies')
      await click(page, '.take-in textarea')
      await page.keyboard.type(armor)
      await page.keyboard.down('Control')
      await page.keyboard.press('a')
      await page.keyboard.press('x')
      await page.keyboard.up('Control')
      await go(page, '/overview')
      await see(page, '.charts')
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
      await paste(page)
      await seeText(page, 'Et svar ble skadet underveis')
    })

    it('take in a file that is dropped anywhere on the page', async () => {
      const { page } = work
      await go(page, '/overview')
      await see(page, '.charts')
      // The driver cannot drag a file in from outside; the event is what the browser would send.
      await page.evaluate(() => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(
          new File(['Hei\n> [TILBUD1:AAAA:00000000]'], 'svar.txt', { type: 'text/plain' }),
        )
        document
          .querySelector('main')!
          .dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
      })
      await seeText(page, 'Et svar ble skadet underveis')
      await page.$eval('.take-in textarea', (field) => field.select())
      await page.keyboard.press('Backspace')
    })

    it('say beside a copied link that its page is not online yet', async () => {
      const { page, session } = work
      const popup = await session.open('popup.html')
      await click(popup, '.rows fluent-button[aria-label*="Bryggen Hotell"]')
      await seeText(popup, 'Den virker når du har publisert')
      await click(popup, byText('fluent-button', 'Publiser'))
      await popup.close()
      await page.bringToFront()
    })

    it('lock and unlock the vault', async () => {
      const { page, session } = work
      await go(page, '/settings')
      await click(page, byText('fluent-button', 'Lås nå'))
      await seeText(page, 'Låst: Du blir bedt om')
      const { text } = await session.downloaded(async () => {
        await go(page, '/settings')
        await click(page, '[data-id="backup"]')
      })
      const recordsOf = <T>(table: string) =>
        text
          .split('\n')
          .filter((line) => line.includes(`"t":"${table}"`))
          .map((line) => (JSON.parse(line) as { r: T }).r)
      const takeIn = async (armor: string) => {
        await go(page, '/replies')
        await click(page, '.take-in textarea')
        await page.$eval('.take-in textarea', (field) => field.select())
        await page.keyboard.type(armor.replace(/\n/g, ''))
        await click(page, '[data-id="take"]')
      }
      // What is there already is known without opening it.
      await takeIn(recordsOf<Reply>('replies')[0]!.armor)
      await seeText(page, 'Dette svaret ble importert')
      const { code, hash, binding } = recordsOf<Version>('versions').find(
        ({ state }) => state === 'published',
      )!
      await takeIn(
        await sealReply(
          {
            format: 1,
            answer: 'question',
            code,
            version: binding.version,
            at: new Date().toISOString(),
            nonce: '0'.repeat(32),
            by: { name: 'Kari Solberg', email: 'kari@fjordbygg.example', company: '' },
            counts: [],
            delegation: null,
            message: 'Når kan dere begynne?',
            token: null,
          },
          binding.replyKey,
          hash,
        ),
      )
      await seeText(page, 'Passfrasen din låser opp nøkkelen')
      expect(await axe(page)).toEqual([])
      await fill(page, 'passphrase', 'feil passord')
      await click(page, '[data-id="unlock"]')
      await seeText(page, 'Feil passfrase')
      await fill(page, 'passphrase', 'nordlys-eksempel')
      await click(page, '[data-id="unlock"]')
      await seeText(page, 'Et svar er mottatt')
    })
  }),
)
