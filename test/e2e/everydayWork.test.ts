import { describe, expect, it } from 'vitest'
import type { Version } from '#core/model/offer.ts'
import type { Reply } from '#core/model/reply.ts'
import { sealReply } from '#core/reply/seal.ts'
import { axe } from '#test/e2e/support/axe.ts'
import { byText, choice, click, fill, see, seeText, textOf } from '#test/e2e/support/screen.ts'
import { openExample, workIn } from '#test/e2e/support/workplace.ts'
import { go, openPopup, paste } from '#test/e2e/support/workspace.ts'

describe.each(['chromium', 'firefox'] as const)('the screens in everyday work in %s', (name) =>
  workIn(name, 'nb-NO', openExample, (work) => {
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
