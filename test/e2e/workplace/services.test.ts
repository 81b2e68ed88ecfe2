import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, today } from '#core/clock/clock.ts'
import { axe } from '#test/e2e/support/axe.ts'
import { eventually } from '#test/e2e/support/browser.ts'
import {
  byText,
  choose,
  click,
  fill,
  fillDate,
  see,
  seeNot,
  seeText,
  textOf,
  tick,
} from '#test/e2e/support/screen.ts'
import { at, seeInOrder, startWork, type Workplace } from '#test/e2e/support/workplace.ts'
import { addCustomer, go, paste, fjordBygg } from '#test/e2e/support/workspace.ts'

/** Today, and days from it, as the company's calendar has them. */
const day = (after: number) => addDays(today(Date.now(), 'Europe/Oslo'), after)

describe.each(['chromium', 'firefox'] as const)('what is done for a customer in %s', (name) => {
  let work: Workplace
  let place: string
  beforeAll(async () => {
    work = await startWork(name)
    await addCustomer(work.page, { ...fjordBygg, domain: 'fjordbygg.example, fjordbygg.onmicrosoft.com' })
    await click(work.page, '[data-id="edit-customer"]')
    await fill(work.page, 'customer-tenant', '0f8fad5b-d9cb-469f-a165-70867728950e')
    await click(work.page, '[data-id="save-customer"]')
    place = (await work.page.evaluate(() => location.hash)).slice(1)
  })
  afterAll(() => work?.session.close())
  const tab = (part: string) => at(work.page, `${place}/${part}`)

  it('is closed without delegation, and opened by it', async () => {
    const { page } = work
    await tab('requests')
    await see(page, '[data-denied="needsDelegation"]')
    await tab('passwords')
    await see(page, '[data-denied="needsDelegation"]')
    await tab('delegation')
    await click(page, '[data-id="move-delegation"]')
    await tick(page, 'Venter på godkjenning')
    await click(page, '[data-id="save-delegation"]')
    await seeText(page, 'Feltet må fylles ut')
    await fillDate(page, 'requested-on', day(-80))
    await click(page, '[data-id="save-delegation"]')
    await seeText(page, 'Forespørselen utløper etter')
    await seeText(page, 'om 10 dager')
    expect(await axe(page)).toEqual([])
    await click(page, '[data-id="move-delegation"]')
    await tick(page, 'Aktiv')
    await fillDate(page, 'activated-on', day(-1))
    await fill(page, 'relationship-name', 'Nordlys drift')
    await click(page, '[data-id="save-delegation"]')
    await seeText(page, 'Nordlys drift')
    await tab('requests')
    await see(page, '[data-id="new-request"]')
  })

  it('are subscriptions that start when a person says so', async () => {
    const { page } = work
    await tab('subscriptions')
    await click(page, '[data-id="add-subscription"]')
    expect(await axe(page)).toEqual([])
    await choose(page, 'subscription-product', 'b1f3042b-a390-4b56-ab61-b88e7e767a97')
    await tick(page, 'Dette er et prøveabonnement')
    await click(page, '[data-id="save-subscription"]')
    await see(page, '[data-subscription="toStart"]')
    await click(page, '[data-id="activate"]')
    await fillDate(page, 'activation', day(-26))
    await click(page, '[data-id="activate-sure"]')
    await see(page, '[data-subscription="endsSoon"]')
    await click(page, '[data-id="add-subscription"]')
    await choose(page, 'subscription-product', 'b1f3042b-a390-4b56-ab61-b88e7e767a97')
    await tick(page, 'Dette er et prøveabonnement')
    await click(page, '[data-id="save-subscription"]')
    await seeText(page, 'Microsoft gir bare ett per produkt')
    await click(page, '[data-id="cancel"]')
    await click(page, '[data-id="discard-typed"]')
    await click(page, '[data-id="convert"]')
    await click(page, '[data-id="save-subscription"]')
    await see(page, '[data-subscription="converted"]')
    await see(page, '[data-subscription="pending"]')
    expect(await axe(page)).toEqual([])
    await go(page, '/overview')
    await seeText(page, 'legg inn aktiveringsdato for')
  })

  it('raise a notice where the company is partner of record, and ask the customer to name it', async () => {
    const { page } = work
    await tab('subscriptions')
    await click(page, '[data-subscription="pending"] [data-id="activate"]')
    await click(page, '[data-id="activate-sure"]')
    await see(page, '[data-subscription="active"]')
    await click(page, '[data-subscription="active"] [data-id="por"]')
    await seeText(page, 'Skriv inn partner-ID-en 4839201')
    expect(await axe(page)).toEqual([])
    await click(page, '[data-id="copy-por"]')
    await seeText(page, 'E-posten er kopiert')
    await click(page, '[data-subscription="active"] [data-id="change-subscription"]')
    await choose(page, 'subscription-term', 'P3Y')
    await click(page, '[data-id="save-subscription"]')
    // The list of terms in the dialog has the same words.
    await page.waitForSelector('dialog', { hidden: true })
    await seeText(page, '3 år')
    expect(await page.$('.notice')).toBeNull()
    await click(page, '[data-subscription="active"] [data-id="change-subscription"]')
    await choose(page, 'partner-of-record', 'own')
    await click(page, '[data-id="save-subscription"]')
    await page.waitForSelector('dialog', { hidden: true })
    await seeText(page, 'Registrert partner: ukjent → firmaet ditt')
    await click(page, '[data-id="read-notice"]')
    await seeNot(page, 'Registrert partner: ukjent → firmaet ditt')
  })

  it('are service requests with a target, sent through Microsoft’s portal', async () => {
    const { page, session } = work
    await tab('requests')
    await click(page, '[data-id="new-request"]')
    await see(page, '[name="request-email"]')
    expect(await page.$eval('[name="request-email"]', (field) => (field as HTMLInputElement).value)).toBe(
      'marte@nordlys-it.example',
    )
    await fill(page, 'request-title', 'Mail flow delayed')
    await click(page, '[data-id="save-request"]')
    await seeText(page, 'Feltet må fylles ut')
    await click(page, 'dialog textarea')
    await page.keyboard.type('Mail arrives late since Monday.')
    await click(page, '[data-id="save-request"]')
    await see(page, '[data-request="none"]')
    expect(await axe(page)).toEqual([])
    const before = (await session.browser.pages()).length
    await click(page, '[data-id="send-request"]')
    await eventually('the portal is opened', async () => (await session.browser.pages()).length > before)
    await page.bringToFront()
    await see(page, '[data-request="open"]')
    await seeText(page, 'Første svar innen')
    await seeText(page, 'Teksten er kopiert og portalen er åpen')
    await click(page, '::-p-xpath(//summary[contains(., "Legg til notat")])')
    await click(page, 'details textarea')
    await paste(page)
    expect(await page.$eval('details textarea', (field) => field.value)).toContain(
      'Contact (partner): Marte Nordvik',
    )
    await click(page, 'details fluent-button')
    await see(page, '.notes li')
  })

  it('reset a password without keeping it', async () => {
    const { page } = work
    await tab('passwords')
    await click(page, '[data-id="make-password"]')
    const password = await textOf(page, '[data-id="password"]')
    expect(password).toMatch(/^(\w{4}-){3}\w{4}$/)
    expect(await page.$eval('[data-portal="users"]', (link) => link.getAttribute('href'))).toContain(
      'delegatedOrg=fjordbygg.onmicrosoft.com',
    )
    await click(page, '[data-id="password-done"]')
    await seeText(page, 'Feltet må fylles ut')
    await fill(page, 'password-person', 'kari@fjordbygg.example')
    await click(page, '[data-id="password-done"]')
    await seeText(page, 'Loggført: passord tilbakestilt for kari@fjordbygg.example')
    expect(await page.$('[data-id="password"]')).toBeNull()
    expect(await axe(page)).toEqual([])
    await tab('activity')
    await seeText(page, 'Passord tilbakestilt for kari@fjordbygg.example')
    const stored = await page.evaluate(async () => {
      const open = indexedDB.open('tilbud')
      await new Promise((resolve) => {
        open.onsuccess = resolve
      })
      const db = open.result
      const all = await Promise.all(
        [...db.objectStoreNames].map(
          (store) =>
            new Promise((resolve) => {
              const request = db.transaction(store).objectStore(store).getAll()
              request.onsuccess = () => resolve(request.result)
            }),
        ),
      )
      db.close()
      return JSON.stringify(all)
    })
    expect(stored).toContain('kari@fjordbygg.example')
    expect(stored).not.toContain(password)
  })

  it('open each portal in the customer’s context; links are changed, hidden and added', async () => {
    const { page } = work
    await at(page, '/settings')
    await click(page, '[data-id="portal-settings"] summary')
    await click(page, '[data-portal-edit="teams"]')
    await tick(page, 'Skjul portalen')
    await click(page, '[data-id="save-portal"]')
    await seeText(page, 'skjult')
    await click(page, '[data-id="add-portal"]')
    await fill(page, 'portal-name', 'CIPP')
    await fill(page, 'portal-address', 'http://cipp.example')
    await click(page, '[data-id="save-portal"]')
    await seeText(page, 'Dette er ikke en gyldig portaladresse')
    await fill(page, 'portal-address', 'https://cipp.example/?tenant={default}')
    await click(page, '[data-id="save-portal"]')
    await see(page, '[data-id="portal-settings"]')
    await tab('portals')
    await see(page, '[data-portal="m365"]')
    const links = await page.$$eval('[data-portal]', (all) =>
      Object.fromEntries(all.map((link) => [link.textContent, link.getAttribute('href')])),
    )
    expect(links.CIPP).toBe('https://cipp.example/?tenant=fjordbygg.example')
    expect(links['Microsoft Entra']).toBe('https://entra.microsoft.com/fjordbygg.example')
    expect(Object.keys(links)).not.toContain('Teams')
    expect(await axe(page)).toEqual([])
  })

  it('have every deadline on one time line', async () => {
    const { page } = work
    await at(page, '/deadlines')
    await seeText(page, 'Fornyes automatisk: Fjord Bygg AS')
    await seeText(page, 'Firmainformasjonen må bekreftes på nytt')
    await click(page, byText('button', 'Delegeringer'))
    await seeNot(page, 'Fornyes automatisk')
    await seeText(page, 'Delegering utløper: Fjord Bygg AS')
    expect(await axe(page)).toEqual([])
  })

  it('keep product keys in a vault, and redeem them for the right customer', async () => {
    const { page } = work
    await at(page, '/keys')
    await click(page, '[data-id="add-keys"]')
    expect(await axe(page)).toEqual([])
    await choose(page, 'key-product', 'ffa3a2a0-3820-462a-aa81-8a4d741f0cba')
    await click(page, 'textarea[name="keys"]')
    await page.keyboard.type('BCDFG-HJKMP-QRTVW-XY234-6789B\nBCDFG-HJKMP-QRTVW-XY234-6789O')
    await click(page, '[data-id="save-keys"]')
    await seeText(page, 'Linje 2: Nøkler inneholder aldri O (posisjon 25). Skal det være Q?')
    await click(page, 'textarea[name="keys"]')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('Q')
    await click(page, '[data-id="save-keys"]')
    await seeText(page, '2 nøkler lagt i hvelvet.')
    expect(await axe(page)).toEqual([])
    // The vault is locked by hand here; by itself it does so after a while.
    await click(page, '[data-id="lock-vault"]')
    await click(page, '[data-key="available"] [data-id="set-up-key"]')
    await fill(page, 'passphrase', 'en lang og god setning')
    await click(page, '[data-id="unlock"]')
    await seeText(page, 'Hvilken kunde er den til?')
    await click(page, 'dialog .pick')
    await seeText(page, 'Løs den inn for Fjord Bygg AS')
    await click(page, '[data-id="open-key"]')
    expect(await textOf(page, '[data-id="key-text"]')).toMatch(/^BCDFG-HJKMP-QRTVW-XY234-6789[BQ]$/)
    expect(await axe(page)).toEqual([])
    await click(page, '[data-id="key-redeemed"]')
    await fill(page, 'confirmed-name', 'Havna AS')
    await click(page, '[data-id="confirm-redeemed"]')
    await seeText(page, 'Nøkkelen er reservert for Fjord Bygg AS')
    await fill(page, 'confirmed-name', 'fjord bygg as')
    await click(page, '[data-id="confirm-redeemed"]')
    await seeText(page, 'fra en produktnøkkel')
    await at(page, '/keys')
    await see(page, '[data-key="redeemed"]')
    await click(page, '[data-id="remove-key"]')
    await seeText(page, 'slettes fra hvelvet')
    expect(await axe(page)).toEqual([])
    await click(page, '[data-id="remove-key-sure"]')
    await seeText(page, 'Nøkkelen er fjernet fra hvelvet.')
    // A quarter of an hour later nobody has done anything.
    await see(page, '[data-id="lock-vault"]')
    await page.evaluate(() => {
      const { browser, chrome } = globalThis as unknown as Record<
        'browser' | 'chrome',
        { storage: { session: { set: (items: object) => Promise<void> } } } | undefined
      >
      return (browser ?? chrome)!.storage.session.set({ openUntil: Date.now() - 1 })
    })
    await page.waitForFunction(() => !document.querySelector('[data-id="lock-vault"]'), {
      polling: 200,
      timeout: 30_000,
    })
  })

  it('leave a workspace that keeps its promises (A1)', () => seeInOrder(work.page))
})
