import { fileURLToPath } from 'node:url'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { today } from '#core/clock/clock.ts'
import { pageLanguages } from '#core/model/language.ts'
import { overflow, settle } from '#test/e2e/support/axe.ts'
import { launch, type Session } from '#test/e2e/support/browser.ts'
import { everyLanguage, type LanguagePage } from '#test/e2e/support/everyLanguage.ts'
import { gapFaults } from '#test/e2e/support/gaps.ts'
import { click, fill, see, textOf } from '#test/e2e/support/screen.ts'
import { serveSite, type Site } from '#test/e2e/support/site.ts'
import { go } from '#test/e2e/support/workspace.ts'

/** A sheet of A4 within the page's own margins, in CSS px. */
const sheet = 672

describe.each(['chromium', 'firefox'] as const)('texts and boxes on the customer’s page in %s', (name) => {
  let session: Session
  let site: Site
  let pages: readonly LanguagePage[]
  beforeAll(async () => {
    const example = await everyLanguage(today(Date.now(), 'Europe/Oslo'))
    pages = example.pages
    site = await serveSite(example.publication)
    session = await launch(name)
  })
  afterAll(async () => {
    await session?.close()
    await site?.close()
  })

  /** What is crowded at every width, and on paper where the driver can print. */
  async function faultsAtEveryWidth(page: Page): Promise<string[]> {
    const faults: string[] = []
    for (const width of [320, 768, 1280]) {
      await page.setViewport({ width, height: 800 })
      faults.push(...(await gapFaults(page)).map((fault) => `${width} px: ${fault}`))
    }
    if (name === 'firefox') return faults
    await page.setViewport({ width: sheet, height: 900 })
    await page.emulateMediaType('print')
    faults.push(...(await gapFaults(page)).map((fault) => `paper: ${fault}`))
    await page.emulateMediaType()
    return faults
  }

  it('are told apart by eye, and reported when they are not (B1)', async () => {
    const page = await session.browser.newPage()
    await page.setViewport({ width: 768, height: 800 })
    await page.setContent(`
      <style>table { border-spacing: 0 } td { padding: 8px 0 } .narrow { width: 90px; overflow: hidden; white-space: nowrap }
      .row { display: flex } button { border: 1px solid; border-radius: 4px } .wide { margin-left: 700px }</style>
      <table><tr><th>Business Premium</th><td style="text-align: end">25</td><td>30 days</td></tr></table>
      <p class="narrow">A name that does not fit</p>
      <p class="wide" style="white-space: nowrap">A line that goes on beside the window</p>
      <div class="row"><button>Save</button><button>Cancel</button></div>`)
    const faults = (await gapFaults(page)).join('\n')
    expect(faults).toContain('«25» and «30 days» are 0 px apart')
    expect(faults).toContain('«A name that does not fit» is cut off')
    expect(faults).toContain('«A line that goes on beside the window» reaches out of the window')
    expect(faults).toMatch(/<button> Save and <button> Cancel touch/)
    await page.setContent(
      '<table style="border-spacing: 10px"><tr><td>25</td><td>30 days, <b>free</b> of <a href="#">charge</a></td></tr></table>',
    )
    expect(await gapFaults(page)).toEqual([])
    await page.close()
  })

  it.each(name === 'chromium' ? pageLanguages : (['nb', 'zh-Hans'] as const))(
    'keep apart and are whole in %s (B1)',
    async (language) => {
      const page = await session.browser.newPage()
      const faults: string[] = []
      const also = ['/', '/nothing/'].map((path) => ({ kind: path, path, language }))
      for (const { kind, path } of [...pages.filter((each) => each.language === language), ...also]) {
        const response = await page.goto(site.address + path)
        expect(response!.status(), kind).toBe(kind === '/nothing/' ? 404 : 200)
        faults.push(...(await faultsAtEveryWidth(page)).map((fault) => `${kind}, ${fault}`))
      }
      await page.close()
      expect(faults).toEqual([])
    },
  )

  it('never scroll a phone sideways for a product name of 120 letters without a break (B9)', async () => {
    const long = 'Betriebssystemlizenzverwaltung'.repeat(4)
    const example = await everyLanguage(today(Date.now(), 'Europe/Oslo'), long)
    const longSite = await serveSite(example.publication)
    const page = await session.browser.newPage()
    const wide: string[] = []
    for (const { kind, language, path } of example.pages.filter((each) =>
      /^purchase, |^trial$/.test(each.kind),
    )) {
      await page.goto(longSite.address + path)
      await page.setViewport({ width: 320, height: 800 })
      expect(await textOf(page, 'tbody th')).toBe(long)
      const look = async (when: string) =>
        (await overflow(page)) > 0 && wide.push(`${kind} in ${language}, ${when}`)
      await look('read')
      if (kind.startsWith('purchase')) {
        await click(page, '[data-mode="change"]')
        // What comes next must not be typed before the script is there.
        await see(page, '.stepper input:focus')
      } else if (await page.$('[name="delegation"]')) await click(page, '[name="delegation"][value="with"]')
      for (const [field, text] of [
        ['name', 'Kari'],
        ['email', 'kari@fjordbygg.example'],
        ['company', 'Fjord'],
        ['message', 'Nei'],
      ] as const)
        if (await page.$(`#${field}`)) await fill(page, field, text)
      await look('filled in')
      await click(page, '[data-submit]')
      await see(page, '[data-sealed]')
      await look('answered')
    }
    await page.close()
    await longSite.close()
    expect(long).toHaveLength(120)
    expect(wide).toEqual([])
  })

  it.each(name === 'chromium' ? pageLanguages : (['nb'] as const))(
    'keep apart and are whole after an answer in %s (B1)',
    async (language) => {
      const page = await session.browser.newPage()
      await page.goto(
        site.address +
          pages.find((each) => each.language === language && each.kind.startsWith('purchase, three'))!.path,
      )
      await page.setViewport({ width: 768, height: 800 })
      if (await page.$('[name="delegation"]')) await click(page, '[name="delegation"][value="with"]')
      await click(page, '[data-submit]')
      const before = await faultsAtEveryWidth(page)
      await page.setViewport({ width: 768, height: 800 })
      await fill(page, 'name', 'Kari Nordmann')
      await fill(page, 'email', 'kari@fjordbygg.example')
      if (await page.$('#company')) await fill(page, 'company', 'Fjord Bygg AS')
      await click(page, '[data-submit]')
      await see(page, '[data-sealed]')
      const after = await faultsAtEveryWidth(page)
      await page.close()
      expect([...before, ...after]).toEqual([])
    },
  )
})

/** Every part of the dashboard, with what tells that it has been drawn. */
const places = [
  ['/overview', '.charts'],
  ['/customers', 'table'],
  ['/customers/import', '.file'],
  ['/customers/example-customer-1', 'section'],
  ['/customers/example-customer-3/subscriptions', '[data-subscription]'],
  ['/customers/example-customer-4/requests', '[data-request]'],
  ['/customers/example-customer-4/passwords', '.steps'],
  ['/customers/example-customer-4/portals', '[data-portal]'],
  ['/customers/example-customer-8/delegation', '.card'],
  ['/customers/example-customer-1/activity', '.log'],
  ['/offers', 'table'],
  ['/offers/example-offer-fjord', '.share'],
  ['/offers/example-offer-several', '.share'],
  ['/replies', '.take-in'],
  ['/publish', 'fluent-button'],
  ['/deadlines', '.week'],
  ['/keys', '[data-denied]'],
  ['/staff', 'table'],
  ['/staff/example-user-2', 'form'],
  ['/staff/example-user-2/settings', 'fieldset'],
  ['/staff/example-user-2/may', '[data-capability]'],
  ['/activity', '.log'],
  ['/company', 'dl'],
  ['/settings', '[data-id="save-services"]'],
] as const

/** What opens on top of a place, or instead of it. */
const dialogs = [
  ['/customers', '[data-id="add-customer"]', 'dialog form'],
  ['/offers/new-purchase', null, 'dialog .pick'],
  ['/offers/new-delegation', 'dialog .pick', '[name="grant-name"]'],
  ['/company', '[data-id="edit-company"]', '[data-id="save-company"]'],
] as const

describe('texts and boxes on the screens', () => {
  let session: Session
  let page: Page
  beforeAll(async () => {
    session = await launch('chromium', 'nb-NO')
    page = await session.open('dashboard.html')
    await click(page, '[data-id="load-example"]')
    await see(page, '.charts')
  })
  afterAll(() => session?.close())

  describe.each(['nb', 'en'] as const)('in %s', (language) => {
    beforeAll(async () => {
      await page.bringToFront()
      await page.setViewport({ width: 1280, height: 900 })
      await page.select('header.top select', language)
      await page.waitForFunction(
        (wanted: string) => document.documentElement.lang === wanted,
        { polling: 50 },
        language,
      )
    })

    it.each([1280, 400])('keep apart and are whole at %d px (C8)', async (width) => {
      await page.setViewport({ width, height: 900 })
      const faults: string[] = []
      for (const [place, sign] of places) {
        // While a customer is open, the staff cannot be edited.
        if (place === '/staff') await click(page, '[data-id="leave-customer"]')
        await go(page, place)
        await page.waitForFunction(
          (wanted: string) =>
            document.querySelector('.shell > nav [aria-current]')?.getAttribute('href') === wanted,
          { polling: 50 },
          `#/${place.split('/')[1]}`,
        )
        await see(page, `main ${sign}`)
        await page.evaluate(() => {
          for (const each of document.querySelectorAll('main details'))
            (each as HTMLDetailsElement).open = true
        })
        await settle(page)
        faults.push(...(await gapFaults(page)).map((fault) => `${place}: ${fault}`))
      }
      expect(faults).toEqual([])
    })

    it.each([1280, 400])('keep apart and are whole in what opens on top, at %d px (C8)', async (width) => {
      await page.setViewport({ width, height: 900 })
      const faults: string[] = []
      for (const [place, button, sign] of dialogs) {
        // A fresh page: what an earlier one had open is gone.
        const fresh = await session.open(`dashboard.html#${place}`)
        await fresh.setViewport({ width, height: 900 })
        if (button) await click(fresh, button)
        await see(fresh, sign)
        await settle(fresh)
        faults.push(...(await gapFaults(fresh)).map((fault) => `${place}: ${fault}`))
        await fresh.close()
      }
      expect(faults).toEqual([])
    })

    it('keep apart and are whole in the popup (C8)', async () => {
      const popup = await session.open('popup.html')
      await popup.setViewport({ width: 400, height: 600 })
      const faults: string[] = []
      const look = async (sign: string) => {
        await see(popup, sign)
        await settle(popup)
        faults.push(...(await gapFaults(popup)).map((fault) => `${sign}: ${fault}`))
      }
      await look('[data-id="new-purchase"]')
      await click(popup, '[data-id="new-purchase"]')
      await look('.picks .pick')
      await click(popup, '[data-id="add-customer"]')
      await look('[data-id="save-customer"]')
      const save = await popup.$eval(
        '[data-id="save-customer"]',
        (button) => button.getBoundingClientRect().bottom,
      )
      expect(save, 'Save is in sight').toBeLessThanOrEqual(600)
      await click(popup, '[data-id="cancel"]')
      await click(popup, '.picks .pick')
      await see(popup, '[name="usage-location"]')
      await click(popup, '.picks .pick')
      await look('[data-id="next"]')
      await click(popup, '[data-id="next"]')
      await see(popup, '[data-id="create"]')
      await popup.evaluate(() => {
        for (const each of document.querySelectorAll('details')) each.open = true
      })
      await look('[data-id="create"]')
      // The next language begins at the start again.
      await click(popup, '.maker > header fluent-button:last-child')
      await see(popup, '[data-id="new-purchase"]')
      await popup.close()
    })
  })

  it('have a menu that shows its section at 400 px (C8)', async () => {
    await page.bringToFront()
    await page.setViewport({ width: 400, height: 900 })
    for (const section of ['activity', 'overview', 'settings']) {
      await go(page, `/${section}`)
      await see(page, `.shell > nav [aria-current][href="#/${section}"]`)
      const inSight = await page.$eval('.shell > nav [aria-current]', (link) => {
        const { left, right } = link.getBoundingClientRect()
        return left >= 0 && right <= innerWidth
      })
      expect(inSight, section).toBe(true)
    }
  })

  it('choose files by the keyboard, and say which (C8)', async () => {
    await page.bringToFront()
    await page.setViewport({ width: 1280, height: 900 })
    await go(page, '/customers/import')
    await page.waitForSelector('main input[name="import-file"]')
    await settle(page)
    await page.focus('main input[name="import-file"]')
    const asked = page.waitForFileChooser()
    // The driver's watch begins before the key is pressed.
    await settle(page)
    await page.keyboard.press('Enter')
    await (await asked).accept([fileURLToPath(import.meta.url)])
    await page.waitForFunction(
      () => document.querySelector('[data-chosen]')?.textContent === 'looks.test.ts',
      { polling: 50 },
    )
  })
})
