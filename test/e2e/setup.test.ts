import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, overflow } from '#test/e2e/support/axe.ts'
import { eventually, launch, type Session } from '#test/e2e/support/browser.ts'
import { click, fill, see, seeText } from '#test/e2e/support/screen.ts'

describe.each(['chromium', 'firefox'] as const)('the first run in %s', (name) => {
  let session: Session
  let page: Page
  beforeAll(async () => {
    session = await launch(name, 'en-US')
    page = await session.open('dashboard.html')
    await see(page, '[data-id="set-up"]')
  })
  afterAll(() => session?.close())

  it('is accessible and fits a phone', async () => {
    for (const width of [360, 1280]) {
      await page.setViewport({ width, height: 800 })
      expect(await axe(page)).toEqual([])
      expect(await overflow(page)).toBeLessThanOrEqual(0)
    }
    await click(page, '[data-id="set-up"]')
    for (const width of [360, 1280]) {
      await page.setViewport({ width, height: 800 })
      expect(await axe(page)).toEqual([])
      expect(await overflow(page)).toBeLessThanOrEqual(0)
    }
  })

  it('names every field that is wrong, goes to the first, and saves nothing', async () => {
    await fill(page, 'person-name', 'Marte Nordvik')
    await fill(page, 'person-email', 'marte')
    await fill(page, 'partner-id', '12')
    await fill(page, 'site-address', 'http://offers.example.com')
    await fill(page, 'passphrase', 'short')
    await fill(page, 'passphrase-again', 'other')
    await click(page, '[data-id="create-workspace"]')
    await seeText(page, 'The two passphrases are different.')
    await fill(page, 'passphrase-again', 'short')
    await click(page, '[data-id="create-workspace"]')
    for (const fault of [
      'Enter an e-mail address, such as name@company.com.',
      'This field is required.',
      'A partner ID has 4 to 10 digits.',
      'begins with https://',
      'Use at least 10 characters.',
    ])
      await seeText(page, fault)
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'person-email', {
      polling: 50,
      timeout: 5000,
    })
    expect(await axe(page)).toEqual([])
    // What was typed is still there.
    expect(await page.$eval('[name="person-name"]', (field) => (field as HTMLInputElement).value)).toBe(
      'Marte Nordvik',
    )
    // There is no workspace: another window goes on with the set-up, too.
    const other = await session.open('dashboard.html')
    await see(other, '[data-id="create-workspace"]')
    await other.close()
  })

  it('keeps what was typed over a reload, the passphrase apart (C2)', async () => {
    await page.bringToFront()
    await page.reload({ waitUntil: [] })
    await eventually(
      'the form is there anew',
      async () =>
        (await page
          .$eval('[name="passphrase"]', (field) => (field as HTMLInputElement).value)
          .catch(() => null)) === '',
    )
    const valueOf = (name: string) =>
      page.$eval(`[name="${name}"]`, (field) => (field as HTMLInputElement).value)
    expect(await valueOf('person-name')).toBe('Marte Nordvik')
    expect(await valueOf('partner-id')).toBe('12')
    expect(await valueOf('passphrase-again')).toBe('')
  })

  it('shows the popup what to do before it', async () => {
    const popup = await session.open('popup.html')
    await seeText(popup, 'Get started')
    expect(await axe(popup)).toEqual([])
    await popup.close()
  })
})
