import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElementHandle } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '#test/e2e/support/axe.ts'
import { eventually } from '#test/e2e/support/browser.ts'
import { button, click, fill, see, seeNot, seeText, textOf, tick } from '#test/e2e/support/screen.ts'
import { at, seeInOrder, startWork, type Workplace } from '#test/e2e/support/workplace.ts'
import { addCustomer, fjordBygg } from '#test/e2e/support/workspace.ts'

describe.each(['chromium', 'firefox'] as const)('customers in %s', (name) => {
  let work: Workplace
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tilbud-files-'))
    work = await startWork(name)
  })
  afterAll(async () => {
    await work?.session.close()
    await rm(folder, { recursive: true, force: true })
  })
  const names = () =>
    work.page.$$eval('main table th[scope="row"]', (cells) => cells.map((cell) => cell.textContent?.trim()))

  /** Chooses a file on the screen for taking in. */
  async function takeIn(file: string, content: string | Uint8Array): Promise<void> {
    await writeFile(join(folder, file), content)
    await ((await see(work.page, 'input[name="import-file"]')) as ElementHandle<HTMLInputElement>).uploadFile(
      join(folder, file),
    )
  }

  it('are a list that sorts, filters and shows one beside it', async () => {
    const { page } = work
    await addCustomer(page, {
      name: 'Ålesund Verft AS',
      contact: 'Morten Ås',
      email: 'morten@alesund-verft.example',
      domain: 'alesund-verft.example',
    })
    await addCustomer(page, { ...fjordBygg, domain: 'fjordbygg.example, fjordbygg.onmicrosoft.com' })
    await click(page, '[data-id="leave-customer"]')
    await see(page, 'table.sortable')
    expect(await names()).toEqual(['Fjord Bygg AS', 'Ålesund Verft AS'])
    await click(page, 'th[aria-sort] button')
    await page.waitForFunction(
      () => document.querySelector('th[aria-sort]')?.getAttribute('aria-sort') === 'descending',
      { polling: 50 },
    )
    expect(await names()).toEqual(['Ålesund Verft AS', 'Fjord Bygg AS'])
    await click(page, '.favourite[aria-label*="Fjord"]')
    await click(page, button('Favoritter'))
    await page.waitForFunction(() => document.querySelectorAll('table.sortable tbody tr').length === 1, {
      polling: 50,
    })
    expect(await names()).toEqual(['Fjord Bygg AS'])
    await click(page, 'fluent-button[aria-label="Detaljer om Fjord Bygg AS"]')
    expect(await textOf(page, '.pane')).toContain('kari@fjordbygg.example')
    await see(page, '.pane [data-portal="m365"]')
    expect(await page.$eval('.pane [data-portal="m365"]', (link) => link.getAttribute('href'))).toBe(
      'https://admin.cloud.microsoft/?delegatedOrg=fjordbygg.onmicrosoft.com',
    )
    await seeText(page, 'krever kundens tenant-ID')
    expect(await axe(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => !document.querySelector('.pane'), { polling: 50 })
  })

  it('have address, contacts, aliases, tags and a tenant, each with its fault named', async () => {
    const { page } = work
    await at(page, '/customers')
    await click(page, 'main a[href^="#/customers/"]::-p-text(Fjord Bygg AS)')
    await click(page, '[data-id="edit-customer"]')
    await fill(page, 'customer-tenant', 'ikke en id')
    await fill(page, 'customer-aliases', 'Byggfjord, FB')
    await fill(page, 'customer-tags', 'Nøkkelkunde')
    await fill(page, 'customer-city', 'Tromsø')
    await click(page, '[data-id="add-contact"]')
    await fill(page, 'customer-contact-2', 'Ola Berntsen')
    await click(page, '[data-id="save-customer"]')
    await seeText(page, 'Skriv en ID, for eksempel')
    await fill(page, 'customer-tenant', '0f8fad5b-d9cb-469f-a165-70867728950e')
    await click(page, '[data-id="save-customer"]')
    for (const text of ['Byggfjord, FB', 'Nøkkelkunde', 'Tromsø', 'Ola Berntsen', '0f8fad5b-d9cb'])
      await seeText(page, text)
    expect(await axe(page)).toEqual([])
  })

  it('come from a file, after a look at what it would do', async () => {
    const { page } = work
    await at(page, '/customers')
    await click(page, '[data-id="import"]')
    await takeIn('tom.csv', 'Farge;Pris\nrød;3\n')
    await seeText(page, 'Funnet: Farge, Pris')
    const norwegian =
      'Navn;Domene;Kontakt;E-post\r\nFjord Bygg AS;fjordbygg.example;Kari Solberg;kari@fjordbygg.example\r\nTønsberg Båt AS;tonsberg.example;Åse Lien;ase@tonsberg.example\r\nÅlesund Verft AS;annet.example;;\r\n'
    await takeIn(
      'kunder.csv',
      Uint8Array.from(norwegian, (symbol) => symbol.charCodeAt(0)),
    )
    await seeText(page, '1 ny · 0 endret · 1 må kontrolleres · 1 uendret')
    await seeText(page, 'Det finnes en kunde med dette navnet')
    expect(await axe(page)).toEqual([])
    await click(page, '[data-id="import-take"]')
    await seeText(page, 'Importert: 1 nye, 0 endret.')
    await seeText(page, 'Tønsberg Båt AS')
  })

  it('bring their subscriptions from a file, with before and after', async () => {
    const { page } = work
    // Fjord Bygg is still chosen: a file without customers would be about it.
    await at(page, '/customers/import')
    await tick(page, 'Abonnementer')
    await seeText(page, 'Rader uten kunde legges til hos Fjord Bygg AS')
    const list = (n: number) =>
      `Kunde,Produkt,Antall,Startdato,Sluttdato,Registrert partner\nFjord Bygg AS,Microsoft 365 Business Premium,${n},2026-02-01,2027-01-31,ja\nUkjent AS,Teams,3,,,\n`
    await takeIn('abonnementer.csv', list(10))
    await seeText(page, 'Denne kunden finnes ikke her')
    await click(page, '[data-id="import-take"]')
    // What was said of the file before may still be shown.
    await see(page, '[data-subscription]')
    await at(page, '/customers/import')
    await tick(page, 'Abonnementer')
    await takeIn('abonnementer2.csv', list(14))
    await seeText(page, 'Lisenser: 10 → 14')
    await click(page, '[data-id="import-take"]')
    await seeText(page, 'Importert: 0 nye, 1 endret.')
    await at(page, '/overview')
    await seeText(page, 'er endret; du er registrert partner')
  })

  it('are searched first from a hundred on, which one can turn round', async () => {
    const { page } = work
    await at(page, '/customers/import')
    const many = Array.from(
      { length: 100 },
      (_, index) => `Kunde nummer ${index + 1} AS;kunde${index + 1}.example`,
    ).join('\r\n')
    await takeIn('mange.csv', `Navn;Domene\r\n${many}\r\n`)
    await seeText(page, '100 nye')
    await click(page, '[data-id="import-take"]')
    await see(page, 'input.search.large')
    await seeText(page, '103 kunder')
    // Favourites are there before anything is typed.
    await seeText(page, 'Fjord Bygg AS')
    for (const [typed, found] of [
      ['alesu', 'Ålesund Verft AS'],
      ['byggfj', 'Fjord Bygg AS'],
      ['0f8fad5b', 'Fjord Bygg AS'],
      ['berntsen', 'Fjord Bygg AS'],
      ['kunde77', 'Kunde nummer 77 AS'],
      ['tonsb', 'Tønsberg Båt AS'],
    ] as const) {
      await fill(page, 'find-customer', typed)
      await eventually(`${typed} finds ${found}`, async () =>
        (await page.$$eval('main .rows a', (links) => links.map((link) => link.textContent))).includes(found),
      )
    }
    expect(await axe(page)).toEqual([])
    await click(page, '[data-id="customer-view"]')
    await see(page, 'table.sortable')
    expect((await names()).length).toBe(103)
    await at(page, '/overview')
    await at(page, '/customers')
    await see(page, 'table.sortable')
    await click(page, '[data-id="customer-view"]')
    await see(page, 'input.search.large')
    await seeNot(page, 'Kunde nummer 77 AS')
  })

  it('leave a workspace that keeps its promises (A1)', () => seeInOrder(work.page))
})
