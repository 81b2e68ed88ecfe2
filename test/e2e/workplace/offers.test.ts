import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '#test/e2e/support/axe.ts'
import {
  button,
  byText,
  choice,
  choose,
  click,
  fill,
  see,
  seeNot,
  seeText,
  textOf,
  tick,
} from '#test/e2e/support/screen.ts'
import { at, seeInOrder, startWork, type Workplace } from '#test/e2e/support/workplace.ts'
import { addCustomer, fjordBygg } from '#test/e2e/support/workspace.ts'

const request = '0f8fad5b-d9cb-469f-a165-70867728950e-7c9e6679-7425-40de-944b-e07fc1f90ae7'

describe.each(['chromium', 'firefox'] as const)('offers with all their parts in %s', (name) => {
  let work: Workplace
  beforeAll(async () => {
    work = await startWork(name)
    await addCustomer(work.page, fjordBygg)
    await click(work.page, '[data-id="leave-customer"]')
  })
  afterAll(() => work?.session.close())

  it('are trials whose usage location decides the list, with an advisor’s link at Microsoft', async () => {
    const { page } = work
    await at(page, '/offers/new-trial')
    await click(page, choice('Fjord Bygg AS'))
    await seeText(page, 'Business Premium EEA (no Teams)')
    await choose(page, 'usage-location', 'US')
    await seeNot(page, 'Business Premium EEA (no Teams)')
    await click(page, choice('Microsoft 365 Business Premium'))
    await click(page, '[data-id="next"]')
    await click(page, byText('summary', 'Avslutning'))
    await click(page, 'textarea[name="closing"]')
    await page.keyboard.type('Vennlig hilsen oss alle')
    await fill(page, 'microsoft-link', 'https://evil.example/')
    await seeText(page, 'Lenken må føre til Microsoft')
    await click(page, '[data-id="create"]')
    await see(page, 'fluent-message-bar[role="alert"]')
    await click(page, '[data-id="advisor-link"]')
    await seeText(page, 'Lenken fører til portal.office.com')
    expect(await axe(page)).toEqual([])
    await click(page, '[data-id="create"]')
    await seeText(page, 'Referanse: T-')
    const summary = (await textOf(page, '.maker .hint .code')).trim()
    await click(page, '[data-id="share-qr"]')
    await see(page, '.qr img')
    expect(await axe(page)).toEqual([])
    const { text: svg } = await work.session.downloaded(() => click(page, button('Lagre som SVG')))
    expect(svg).toMatch(/^<svg[^>]*>/)
    await click(page, '[data-id="share-embed"]')
    await see(page, 'textarea[name="embed"]')
    const embed = await page.$eval('textarea[name="embed"]', (field) => field.value)
    expect(embed).toMatch(
      /^<a href="https:\/\/tilbud\.nordlys-it\.example\/4839201\/[0-9a-z-]+\/" style="[^"]+">Prøv Microsoft 365 Business Premium<\/a>$/,
    )
    expect(embed).not.toContain('#r=')
    await click(page, '[data-id="maker-close"]')
    // What was noted finds it again.
    await fill(page, 'find', summary)
    await click(page, '.found a')
    await seeText(page, 'Vennlig hilsen oss alle')
    await seeText(page, 'type=Trial&id=')
  })

  it('follow a trial with its purchase offer in one click, and are duplicated', async () => {
    const { page } = work
    await click(page, '[data-id="trial-to-purchase"]')
    await see(page, '.line .stepper input')
    expect(await page.$eval('.line .stepper input', (field) => field.value)).toBe('25')
    await click(page, '[data-id="next"]')
    await click(page, byText('summary', 'Avslutning'))
    await fill(page, 'template-name', 'Standardpakke')
    await click(page, '[data-id="save-template"]')
    await seeText(page, 'Malen er lagret.')
    await click(page, '[data-id="create"]')
    await seeText(page, 'Referanse: P-')
    await click(page, '[data-id="maker-close"]')
    await click(page, '[data-id="duplicate"]')
    await seeText(page, 'Hvem er prøveabonnementet til?')
    await click(page, byText('fluent-button', 'Forkast'))
  })

  it('begin with a template', async () => {
    const { page } = work
    await at(page, '/offers')
    await click(page, button('Maler'))
    await click(page, '.rows .pick')
    await click(page, choice('Fjord Bygg AS'))
    await seeText(page, 'Microsoft 365 Business Premium')
    expect(await axe(page)).toEqual([])
    await click(page, byText('fluent-button', 'Forkast'))
    await page.waitForSelector('dialog', { hidden: true })
    await click(page, 'fluent-button[aria-label="Fjern Standardpakke"]')
    await seeText(page, 'Malen «Standardpakke» slettes')
    await click(page, '[data-id="remove-template-sure"]')
    await seeText(page, 'Malen er fjernet.')
  })

  it('ask for delegation by name, roles and days, with Microsoft’s own request', async () => {
    const { page } = work
    await at(page, '/offers/new-delegation')
    await click(page, choice('Fjord Bygg AS'))
    await tick(page, 'Valgte roller')
    await tick(page, 'Forlenges automatisk')
    await tick(page, 'Global Administrator')
    await seeText(page, 'Microsoft forlenger ikke relasjoner med rollen Global Administrator')
    expect(
      await page.$eval(
        '::-p-xpath(//label[contains(., "Forlenges automatisk")]//input)',
        (box) => (box as HTMLInputElement).checked,
      ),
    ).toBe(false)
    await fill(page, 'grant-name', 'Nordlys drift av Fjord Bygg')
    expect(await axe(page)).toEqual([])
    await click(page, '[data-id="next"]')
    await click(page, byText('summary', 'Avslutning'))
    await fill(page, 'request-id', request)
    await click(page, '[data-id="relationship-link"]')
    await seeText(page, 'Lenken fører til admin.microsoft.com')
    await click(page, '[data-id="create"]')
    await seeText(page, 'Referanse: D-')
    await click(page, '[data-id="maker-close"]')
    await click(page, button('Alle'))
    await click(page, 'table a')
    await seeText(page, 'Nordlys drift av Fjord Bygg')
    await seeText(page, request)
  })

  it('let a person move a recipient by hand, with the reason', async () => {
    const { page } = work
    await click(page, '[data-id="move-recipient"]')
    await choose(page, 'recipient-state', 'declined')
    await click(page, '[data-id="move-sure"]')
    await seeText(page, 'Feltet må fylles ut')
    await click(page, 'textarea[name="move-reason"]')
    await page.keyboard.type('Sa nei på telefon')
    expect(await axe(page)).toEqual([])
    await click(page, '[data-id="move-sure"]')
    await seeText(page, 'Status endret til «Avslått»: Sa nei på telefon')
  })

  it('leave a workspace that keeps its promises (A1)', () => seeInOrder(work.page))
})
