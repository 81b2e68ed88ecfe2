import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElementHandle } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '#test/e2e/support/axe.ts'
import { eventually } from '#test/e2e/support/browser.ts'
import {
  button,
  click,
  fill,
  fillDate,
  choose,
  see,
  seeNot,
  seeText,
  textOf,
  tick,
} from '#test/e2e/support/screen.ts'
import { at, seeInOrder, startWork, type Workplace } from '#test/e2e/support/workplace.ts'
import { addCustomer, go, fjordBygg } from '#test/e2e/support/workspace.ts'

const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80"><script>document.title="no"</script><image href="https://evil.example/x.png"/><rect width="300" height="80" fill="#1f6f8b"/></svg>'

describe.each(['chromium', 'firefox'] as const)('the company and its staff in %s', (name) => {
  let work: Workplace
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tilbud-logo-'))
    work = await startWork(name, { advisor: false })
  })
  afterAll(async () => {
    await work?.session.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('show on the overview what this company may do, and why not', async () => {
    const { page } = work
    await at(page, '/overview')
    await see(page, '[data-group="subscriptionAdvisor"]')
    expect(await textOf(page, '[data-group="subscriptionAdvisor"]')).toContain(
      'Microsoft tar ikke lenger inn abonnementsrådgivere',
    )
    expect(
      await page.$$eval('[data-group="subscriptionAdvisor"] li', (items) =>
        items.map((item) => `${item.querySelector('a') ? 'a' : '-'} ${item.textContent?.trim()}`),
      ),
    ).toEqual([
      'a Lag en invitasjon til prøveabonnement',
      'a Lag et kjøpstilbud',
      '- Legg Microsofts rådgiverlenker til i tilbud',
      '- Produktnøkler',
      '- Registrert partner',
    ])
    // An indirect reseller's own places at Microsoft; billing is the direct partner's.
    expect(
      await page.$$eval('[data-group="selling"] a', (links) => links.map((link) => link.textContent)),
    ).toEqual([
      'Partner Center, customers',
      'Microsoft 365 admin center, all tenants',
      'Microsoft 365 Lighthouse',
    ])
    await seeText(page, 'Fullfør oppsettet')
    await seeText(page, 'Legg til en logo.')
    await at(page, '/keys')
    await seeText(page, 'Bare en abonnementsrådgiver kan gjøre dette')
    expect(await axe(page)).toEqual([])
  })

  it('take offices, a logo and a colour, and show where customers see them', async () => {
    const { page } = work
    await at(page, '/company')
    await click(page, '[data-id="edit-company"]')
    await tick(page, 'Abonnementsrådgiver')
    await click(page, '[data-id="add-office"]')
    await fill(page, 'office-name', 'Tromsø')
    await fill(page, 'office-name-2', 'Bodø')
    await fill(page, 'partner-id-2', '12')
    await writeFile(join(folder, 'logo.svg'), logo)
    await ((await see(page, 'input[name="logo"]')) as ElementHandle<HTMLInputElement>).uploadFile(
      join(folder, 'logo.svg'),
    )
    const drawn = await eventually('the logo is drawn', () =>
      page.$eval('.logo.light img', (image) => image.src).catch(() => null),
    )
    expect(drawn).toMatch(/^data:image\/(webp|png);base64,/)
    expect(drawn.length).toBeLessThanOrEqual(5_600)
    await seeText(page, 'Kontrast')
    await click(page, '[data-id="save-company"]')
    await seeText(page, 'En partner-ID har 4 til 10 siffer')
    await fill(page, 'partner-id-2', '5120386')
    await click(page, '[data-id="save-company"]')
    await seeText(page, 'av Marte Nordvik')
    await seeText(page, '5120386 (Bodø)')
    // The preview is the site's own page, in a frame without scripts, with the company's facts.
    await see(page, 'iframe.preview')
    expect(await page.$eval('iframe.preview', (frame) => frame.getAttribute('sandbox'))).toBe(
      'allow-same-origin',
    )
    const shown = await eventually('the preview is filled', () =>
      page.$eval('iframe.preview', (frame) => {
        const body = frame.contentDocument?.body
        return body?.innerText.includes('Nordlys IT AS')
          ? {
              text: body.innerText,
              logo: getComputedStyle(body.querySelector('.logo')!).content,
              scripts: body.ownerDocument.scripts.length,
            }
          : null
      }),
    )
    expect(shown).toMatchObject({ logo: `url("${drawn}")`, scripts: 0 })
    expect(shown.text).toContain('+47 77 00 00 00')
    expect(await axe(page)).toEqual([])
    await at(page, '/overview')
    expect(await textOf(page, '[data-group="subscriptionAdvisor"]')).not.toContain('ikke autorisert')
  })

  it('keep domains and service settings, which remind and refuse', async () => {
    const { page } = work
    await at(page, '/settings')
    await fill(page, 'company-domains', 'nordlys-it.example')
    await click(page, '[data-id="save-services"]')
    await seeText(page, 'Lagret.')
    await at(page, '/customers')
    await click(page, '[data-id="add-customer"]')
    await fill(page, 'customer-name', 'Oss selv AS')
    await fill(page, 'customer-domains', 'nordlys-it.example')
    await click(page, '[data-id="save-customer"]')
    await seeText(page, 'Dette er ditt eget firmas domene')
    await click(page, '[data-id="cancel"]')
    await click(page, '[data-id="discard-typed"]')
  })

  it('show an inbox that was connected, and give it up', async () => {
    const { page } = work
    await at(page, '/settings')
    // Connecting is what sets it.
    await page.evaluate(
      (endpoint) =>
        new Promise<void>((done, failed) => {
          const opening = indexedDB.open('tilbud')
          opening.onerror = () => failed(opening.error!)
          opening.onsuccess = () => {
            const store = opening.result.transaction('company', 'readwrite').objectStore('company')
            const reading = store.get('company')
            reading.onsuccess = () => {
              store.put({ ...(reading.result as object), endpoint }).onsuccess = () => {
                opening.result.close()
                done()
              }
            }
          }
        }),
      {
        kind: 'queue',
        address: 'https://nordlys.queue.core.windows.net/inbox/messages?sv=2021-12-02&si=hand&sr=q&sig=x',
      },
    )
    await page.reload({ waitUntil: [] })
    const offers = (value: string, choices: number) =>
      page.waitForFunction(
        (wanted: string, n: number) => {
          const field = document.querySelector<HTMLSelectElement>('[name="endpoint"]')
          return field?.value === wanted && field.options.length === n
        },
        { timeout: 15_000, polling: 50 },
        value,
        choices,
      )
    await offers('queue', 5)
    // Its address is nobody's to type.
    expect(await page.$('[name="endpoint-address"]')).toBeNull()
    await choose(page, 'endpoint', 'none')
    await click(page, '[data-id="save-services"]')
    await seeText(page, 'Lagret.')
    await page.reload({ waitUntil: [] })
    await offers('none', 4)
  })

  it('add a person with limited support, who then has a passphrase', async () => {
    const { page } = work
    await at(page, '/staff')
    await seeText(page, 'De er ingen sikkerhetssperre')
    await click(page, '[data-id="add-user"]')
    expect(await axe(page)).toEqual([])
    await fill(page, 'user-name', 'Aslak Berg')
    await fill(page, 'user-email', 'aslak@')
    await tick(page, 'Begrenset administrasjon')
    await click(page, '[data-id="save-user"]')
    await seeText(page, 'Skriv en e-postadresse')
    await fill(page, 'user-email', 'aslak@nordlys-it.example')
    await click(page, '[data-id="save-user"]')
    await see(page, 'nav.tabs')
    await click(page, 'nav.tabs a[href$="/may"]')
    await see(page, '[data-capability="password.reset"] .good')
    expect(
      await page.$$eval('[data-capability] .warn', (cells) =>
        cells.map((cell) => cell.closest('tr')!.getAttribute('data-capability')),
      ),
    ).toEqual([
      'company.edit',
      'workspace.backup',
      'catalog.edit',
      'portal.edit',
      'staff.edit',
      'staff.roles',
      'delegation.edit',
      'subscription.edit',
      'key.manage',
    ])
    expect(await axe(page)).toEqual([])
    await click(page, '[data-id="set-passphrase"]')
    await fill(page, 'new-passphrase', 'aslaks egen setning')
    await fill(page, 'new-passphrase-again', 'aslaks egen setning')
    await click(page, '[data-id="save-passphrase"]')
    await seeText(page, 'Passfrasen er satt.')
  })

  it('never lose the last global administrator', async () => {
    const { page } = work
    await at(page, '/staff')
    await click(page, 'tbody a[href^="#/staff/"]::-p-text(Marte Nordvik)')
    await see(page, 'nav.tabs')
    await click(page, '[data-id="deactivate"]')
    await click(page, '[data-id="deactivate-sure"]')
    await seeText(page, 'Dette er den siste globale administratoren')
    await click(page, '[data-id="cancel"]')
    await click(page, 'nav.tabs a[href$="/settings"]')
    await tick(page, 'Faktureringsadministrator')
    await click(page, '[data-id="save-user"]')
    await seeText(page, 'Dette er den siste globale administratoren')
    // What was refused is still in the form, so leaving it asks.
    await go(page, '/staff')
    await click(page, '[data-id="discard-typed"]')
    await see(page, '[data-id="add-user"]')
  })

  it('name the customer that is being worked on, and close the staff meanwhile', async () => {
    const { page } = work
    await addCustomer(page, fjordBygg)
    await seeText(page, 'Kunde: Fjord Bygg AS')
    await at(page, '/staff')
    await seeText(page, 'ikke brukerne hos Fjord Bygg AS')
    expect(await page.$('[data-id="add-user"]')).toBeNull()
    expect(await axe(page)).toEqual([])
    await click(page, '[data-id="leave-for-staff"]')
    await see(page, '[data-id="add-user"]')
    await seeNot(page, 'Kunde: Fjord')
  })

  it('switch to the person whose passphrase is entered, who sees only what is theirs', async () => {
    const { page } = work
    await click(page, '[data-id="switch-person"]')
    expect(await axe(page)).toEqual([])
    await fill(page, 'passphrase', 'aslaks egen setning')
    await click(page, '[data-id="unlock"]')
    await seeText(page, 'Nå arbeider du under eget navn.')
    await seeText(page, 'Aslak Berg')
    await at(page, '/company')
    await seeText(page, 'Bare en global administrator kan gjøre dette.')
    expect(await page.$eval('[data-id="edit-company"]', (each) => each.hasAttribute('disabled'))).toBe(true)
    await at(page, '/staff')
    expect(await page.$('[data-id="add-user"]')).toBeNull()
    await at(page, '/keys')
    await see(page, '[data-denied="needsFullSupport"]')
    await at(page, '/customers')
    await click(page, 'main a[href^="#/customers/"]::-p-text(Fjord Bygg AS)')
    await see(page, 'nav.tabs')
    await click(page, 'nav.tabs a[href$="/subscriptions"]')
    await seeText(page, 'Dette krever full administrasjon')
    expect(await page.$('[data-id="add-subscription"]')).toBeNull()
    await click(page, 'nav.tabs a[href$="/requests"]')
    await see(page, '[data-denied="needsDelegation"]')
    await click(page, '[data-id="leave-customer"]')
    await click(page, '[data-id="switch-person"]')
    await fill(page, 'passphrase', 'en lang og god setning')
    await click(page, '[data-id="unlock"]')
    await seeText(page, 'Marte Nordvik')
  })

  it('show somebody without a role and without support nothing to do', async () => {
    const { page } = work
    await at(page, '/staff')
    await click(page, 'tbody a[href^="#/staff/"]::-p-text(Aslak Berg)')
    await click(page, 'nav.tabs a[href$="/settings"]')
    await tick(page, 'Kan ikke lage tilbud')
    await click(page, '[data-id="save-user"]')
    await seeText(page, 'Lagret.')
    await click(page, '[data-id="switch-person"]')
    await fill(page, 'passphrase', 'aslaks egen setning')
    await click(page, '[data-id="unlock"]')
    await seeText(page, 'Aslak Berg')
    await at(page, '/customers')
    expect(await page.$('[data-id="add-customer"]')).toBeNull()
    expect(await page.$('[data-id="import"]')).toBeNull()
    await at(page, '/offers')
    await see(page, '[data-id="new-purchase"]')
    expect(
      await page.$$eval('main .head fluent-button', (buttons) =>
        buttons.map((each) => each.hasAttribute('disabled')),
      ),
    ).toEqual([true, true, true])
    await at(page, '/customers')
    await click(page, 'main a[href^="#/customers/"]::-p-text(Fjord Bygg AS)')
    await click(page, 'nav.tabs a[href$="/portals"]')
    await see(page, '[data-denied="needsSupport"]')
    await click(page, '[data-id="leave-customer"]')
    await click(page, '[data-id="switch-person"]')
    await fill(page, 'passphrase', 'en lang og god setning')
    await click(page, '[data-id="unlock"]')
    await seeText(page, 'Marte Nordvik')
  })

  it('log who did what, filtered, and as a file', async () => {
    const { page, session } = work
    await at(page, '/activity')
    await choose(page, 'filter-what', 'staff')
    await seeText(page, 'Bruker lagt til: Aslak Berg')
    await seeNot(page, 'Kunde lagt til')
    expect(await axe(page)).toEqual([])
    const { text } = await session.downloaded(() => click(page, '[data-id="activity-csv"]'))
    expect(text).toContain('"Når";"Bruker";"Aktivitet";"Kunde";"Tilbud"')
    expect(text).toContain('"Marte Nordvik";"Bruker lagt til: Aslak Berg"')
    expect(text).not.toContain('Kunde lagt til')
    await click(page, button('Fjern filtre'))
    await seeText(page, 'Kunde lagt til: Fjord Bygg AS')
    await fillDate(page, 'filter-to', '2020-01-01')
    await seeText(page, 'Ingen aktivitet passer til filtrene.')
  })

  it('leave a workspace that keeps its promises (A1)', () => seeInOrder(work.page))
})
