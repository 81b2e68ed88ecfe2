import { request } from 'node:https'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '#test/e2e/support/axe.ts'
import { azureHosts, fillAzure, startAzure, type Azure } from '#test/e2e/support/azure.ts'
import { eventually, launch, type Session } from '#test/e2e/support/browser.ts'
import { byText, choice, click, fill, see, seeText, textOf } from '#test/e2e/support/screen.ts'
import { seeInOrder } from '#test/e2e/support/workplace.ts'
import {
  addCustomer,
  addProduct,
  fjordBygg,
  go,
  openPopup,
  passphrase,
  setUp,
} from '#test/e2e/support/workspace.ts'

describe.each(['chromium', 'firefox'] as const)(
  'the whole way from %s, with nothing carried by hand',
  (name) => {
    let azure: Azure
    let session: Session
    let page: Page
    let link = ''
    beforeAll(async () => {
      azure = await startAzure()
      session = await launch(name, 'nb-NO', { hosts: azureHosts })
    })
    afterAll(async () => {
      await session?.close()
      await azure?.close()
    })

    it('makes a link that is live, from an empty profile', async () => {
      ;({ page } = await setUp(session, azure.siteAddress))
      await go(page, '/publish')
      await click(page, '[data-id="connect-azure"]')
      await fillAzure(page, azure)
      await click(page, '[data-id="connect-host"]')
      await seeText(page, 'Alle sider er på nett')
      expect(await axe(page)).toEqual([])
      await addCustomer(page, fjordBygg)
      const popup = await openPopup(session, page)
      await click(popup, '[data-id="new-purchase"]')
      await click(popup, choice(fjordBygg.name))
      await addProduct(popup, 'Microsoft Teams EEA')
      await click(popup, '[data-id="next"]')
      await click(popup, '[data-id="create"]')
      await see(popup, '[data-id="live"]')
      link = await popup.$eval('input.link', (field) => field.value)
      await popup.close()
    })

    it('has the answer that the customer gives with one click in its badge, and a person confirms it', async () => {
      await customerAnswers(link, 'Vi tar en til.')
      await wakeForInbox(page)
      await badgeSays(page, '1')
      await go(page, '/replies')
      await seeText(page, 'Vi tar en til.')
      expect(await axe(page)).toEqual([])
      await click(page, '[data-id="confirm"]')
      await seeText(page, 'Svaret er bekreftet')
      await go(page, '/offers')
      await seeText(page, 'Godtatt med endringer')
      // What was accepted is to be set up now.
      await badgeSays(page, '1')
    })

    it('counts an answer while the vault is locked, and takes it in as soon as it is open', async () => {
      await go(page, '/settings')
      await click(page, '[data-id="lock-vault"]')
      await customerAnswers(link, 'Eller to.')
      await wakeForInbox(page)
      await badgeSays(page, '2')
      await go(page, '/replies')
      await seeText(page, '1 svar venter.')
      expect(await textOf(page, 'main')).not.toContain('Eller to.')
      expect(await axe(page)).toEqual([])
      await click(page, '[data-id="unlock-inbox"]')
      await fill(page, 'passphrase', passphrase)
      await click(page, 'dialog [data-id="unlock"]')
      await seeText(page, 'Eller to.')
      await seeInOrder(page)
    })

    it('gives the pages another address, and the one of before takes nothing more', async () => {
      const before = await endpointOf(page, link)
      await go(page, '/publish')
      await click(page, '[data-id="rotate-inbox"]')
      await fill(page, 'inbox-secret', azure.account.key)
      await click(page, '[data-id="save-inbox"]')
      await seeText(page, 'Sidene får den nye adressen')
      await eventually('the page has another address', async () => (await endpointOf(page, link)) !== before)
      expect(await put(before)).toBe(403)
      expect(await put(await endpointOf(page, link))).toBe(201)
      // Which is junk: it is deleted there, counted, and shown to nobody.
      await eventually('it is counted', async () => {
        await click(page, '[data-id="check-inbox"]')
        return (await textOf(page, 'main')).includes('1 melding som ikke var et svar til dere, er slettet.')
      })
    })

    it('asks nobody any more once it is disconnected, and pages offer mail again', async () => {
      await click(page, '[data-id="disconnect-inbox"]')
      await click(page, 'dialog [data-id="disconnect"]')
      await see(page, '[data-id="connect-inbox"]')
      await eventually('the page has no address', async () => (await endpointOf(page, link)) === '')
      await seeInOrder(page)
    })

    it('says on the page that the answer was received, where the partner wants that', async () => {
      await go(page, '/settings')
      await click(page, byText('label', 'Vis «Svaret er mottatt» på siden'))
      await click(page, '[data-id="save-services"]')
      const offer = await session.visit(link)
      await eventually('the page says so', async () => {
        if ((await textOf(offer, 'main')).includes('Svaret er mottatt')) return true
        await offer.reload()
        return false
      })
      expect(await offer.$('[data-form]')).toBeNull()
      expect(await axe(offer)).toEqual([])
      await offer.close()
    })

    /** A customer opens the link and accepts, with one licence more than was offered, in one click. */
    async function customerAnswers(to: string, message: string): Promise<void> {
      const offer = await session.visit(to)
      await see(offer, '[data-submit]')
      await click(offer, '[data-line] .stepper button:last-child')
      await click(offer, 'input[value="without"]')
      await fill(offer, 'name', 'Kari Solberg')
      await fill(offer, 'email', 'kari@fjordbygg.example')
      await fill(offer, 'message', message)
      await click(offer, '[data-submit]')
      await seeText(offer, 'Svaret er overlevert til Nordlys IT AS.')
      await offer.close()
      await page.bringToFront()
    }
  },
)

type Extension = Readonly<{
  action: { getBadgeText: (of: object) => Promise<string> }
  alarms: { create: (name: string, when: { when: number }) => Promise<void> }
}>

/** The inbox's alarm goes off now, instead of within a minute. */
const wakeForInbox = (page: Page) =>
  page.evaluate(() => {
    const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension | undefined>
    return (browser ?? chrome)!.alarms.create('inbox', { when: Date.now() })
  })

const badgeSays = (page: Page, wanted: string) =>
  eventually(
    `the badge says “${wanted}”`,
    async () =>
      (await page.evaluate(() => {
        const { browser, chrome } = globalThis as unknown as Record<
          'browser' | 'chrome',
          Extension | undefined
        >
        return (browser ?? chrome)!.action.getBadgeText({})
      })) === wanted,
  )

/** Where a page hands answers over as it lies there now; empty where it does not. Read by the extension, which may. */
const endpointOf = (page: Page, link: string): Promise<string> =>
  page.evaluate(async (address: string) => {
    const html = await (await fetch(address, { cache: 'no-store' })).text()
    return /https:[^"'&\\<]*\/messages\?[^"'\\<\s]*/.exec(html)?.[0].replaceAll('&amp;', '&') ?? ''
  }, link.split('#')[0]!)

/** Puts a message in that is no answer. @returns the status */
async function put(address: string): Promise<number> {
  const body = '<QueueMessage><MessageText>Kjøp billige klokker</MessageText></QueueMessage>'
  const { origin, pathname, search } = new URL(address)
  return new Promise((resolve, reject) => {
    const asked = request(
      `${origin}${pathname}${search}`,
      { method: 'POST', headers: { 'content-type': 'text/plain' }, rejectUnauthorized: false },
      (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}
