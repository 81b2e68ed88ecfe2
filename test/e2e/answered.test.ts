import { request } from 'node:https'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '#test/e2e/support/axe.ts'
import { azureHosts, connectionString, startAzure, type Azure } from '#test/e2e/support/azure.ts'
import { eventually, launch, type Session } from '#test/e2e/support/browser.ts'
import { byText, choice, click, fill, see, seeText, textOf } from '#test/e2e/support/screen.ts'
import { seeInOrder } from '#test/e2e/support/workplace.ts'
import { fjordBygg, go, openPopup, passphrase } from '#test/e2e/support/workspace.ts'

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

    it('makes a link that is live in at most 20 actions, from an empty profile', async () => {
      page = await session.open('dashboard.html')
      const { presses, types, actions, answers } = personAt(page)
      await presses('[data-id="set-up"]')
      await types('person-name', 'Marte Nordvik')
      await types('person-email', 'marte@nordlys-it.example')
      await types('company-name', 'Nordlys IT AS')
      await types('partner-id', '4839201')
      await types('company-phone', '+47 77 00 00 00')
      await types('site-address', azure.siteAddress)
      await types('passphrase', passphrase)
      await types('passphrase-again', passphrase)
      const backup = await session.downloaded(() => presses('[data-id="create-workspace"]'))
      expect(backup.text).toContain('marte@nordlys-it.example')
      expect(await axe(page)).toEqual([])
      await presses('[data-id="connect-azure"]')
      await types('host-secret', connectionString(azure.account))
      await presses('[data-id="connect-host"]')
      answers()
      await seeText(page, 'Alle sider er på nett')
      expect(await axe(page)).toEqual([])
      await presses('[data-id="new-purchase"]')
      await types('customer', fjordBygg.name)
      await presses('[data-id="new-named"]')
      await presses(choice('Microsoft 365 Business Premium'))
      await presses('[data-id="next"]')
      await presses('[data-id="create"]')
      await see(page, '[data-id="live"]')
      link = await page.$eval('input.link', (field) => field.value)
      expect(actions()).toBeLessThanOrEqual(20)
      await click(page, '[data-id="maker-close"]')
      await click(page, '[data-id="go-on"]')
      await see(page, 'nav')
    })

    it('makes a link that is live in at most 6 actions, for a customer who is known', async () => {
      const popup = await openPopup(session, page)
      const { presses, actions } = personAt(popup)
      await presses('[data-id="new-purchase"]')
      await presses(choice(fjordBygg.name))
      await presses(choice('Microsoft 365 Business Premium'))
      await presses('[data-id="next"]')
      await presses('[data-id="create"]')
      await see(popup, '[data-id="live"]')
      // With the press of the toolbar's button.
      expect(1 + actions()).toBeLessThanOrEqual(6)
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

/** Somebody whose actions are counted: each press and each field that is filled is one. */
function personAt(page: Page) {
  let actions = 0
  return {
    presses: (selector: string) => (actions++, click(page, selector)),
    types: (field: string, text: string) => (actions++, fill(page, field, text)),
    /** The browser asks whether the extension may reach the host; here the driver has answered before. */
    answers: () => void actions++,
    actions: () => actions,
  }
}

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
