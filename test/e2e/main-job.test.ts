import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve } from '#scripts/serve.ts'
import { unpackSite } from '#test/e2e/support/archive.ts'
import { launch, type Session } from '#test/e2e/support/browser.ts'
import { choice, click, fill, see, seeText } from '#test/e2e/support/screen.ts'
import { seeInOrder } from '#test/e2e/support/workplace.ts'
import {
  addCustomer,
  addProduct,
  go,
  openPopup,
  paste,
  setUp,
  fjordBygg,
} from '#test/e2e/support/workspace.ts'

describe.each(['chromium', 'firefox'] as const)('the main job in %s', (name) => {
  let session: Session
  let folder: string
  let site: Awaited<ReturnType<typeof serve>>

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tilbud-site-'))
    await mkdir(join(folder, 'out'))
    site = await serve(join(folder, 'out'))
    session = await launch(name, 'nb-NO')
  })
  afterAll(async () => {
    await session?.close()
    await site?.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('goes from a fresh profile to a confirmed answer', async () => {
    const { page: dashboard } = await setUp(session, site.address)
    await addCustomer(dashboard, fjordBygg)

    // The offer, in the popup: two products, the second one ten times.
    const popup = await openPopup(session, dashboard)
    await click(popup, '[data-id="new-purchase"]')
    await click(popup, choice('Fjord Bygg AS'))
    await addProduct(popup, 'Business Premium EEA (no Teams)')
    await addProduct(popup, 'Microsoft Teams EEA')
    for (let count = 1; count < 10; count++)
      await click(popup, '.line:nth-of-type(2) .stepper button:last-child')
    await click(popup, '[data-id="next"]')
    await click(popup, '[data-id="create"]')
    await seeText(popup, 'Tilbudet er klart og lenken er kopiert')
    await seeText(popup, 'Lenken virker når du har publisert')
    const shown = await popup.$eval('input.link', (input) => input.value)

    // What was copied is what is pasted.
    await go(dashboard, '/replies')
    await click(dashboard, '.take-in textarea')
    await paste(dashboard)
    const link = await dashboard.$eval('.take-in textarea', (field) => field.value)
    expect(link).toBe(shown)
    expect(link).toMatch(
      new RegExp(
        `^${site.address}/4839201/[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]/#r=[0-9a-f]{16}$`,
      ),
    )

    // Publication and site.
    await go(dashboard, '/publish')
    await see(dashboard, '[data-id="zip"]')
    const { name: archive, path } = await session.downloaded(() => click(dashboard, '[data-id="zip"]'))
    expect(archive).toMatch(/^(localhost|127\.0\.0\.1)-\d+-publication-1\.zip$/)
    await unpackSite(path, join(folder, 'out'))
    await click(dashboard, '[data-id="online"]')
    await seeText(dashboard, 'Alle tilbud er på nett')

    // The customer.
    const page = await session.visit(link)
    await seeText(page, 'Nordlys IT AS tilbyr dere 2 Microsoft-produkter')
    await seeText(page, `${await daysLeft(page)} dager igjen`)
    expect(
      new URL(page.url() === 'about:blank' ? await page.evaluate(() => location.href) : page.url()).hash,
    ).toBe('')
    await click(page, '[data-line]:nth-of-type(2) .stepper button:last-child')
    await click(page, '[data-line]:nth-of-type(2) .stepper button:last-child')
    await click(page, 'input[value="without"]')
    await fill(page, 'name', 'Kari Solberg')
    await fill(page, 'email', 'kari@fjordbygg.example')
    await seeText(page, '12 × Microsoft Teams EEA, uten delegert administrasjon')
    await click(page, '[data-submit]')
    await seeText(page, 'Ingenting er sendt ennå')
    await click(page, '[data-copy]')
    await seeText(page, 'Kopiert')

    // Home again.
    await go(dashboard, '/replies')
    await selectReplyField(dashboard)
    await paste(dashboard)
    await click(dashboard, '[data-id="take"]')
    await seeText(dashboard, 'Et svar er mottatt')
    await seeText(dashboard, 'identiteten er ikke bekreftet')
    await seeText(dashboard, '12 × Microsoft Teams EEA (tilbudt: 10)')
    await seeText(dashboard, 'Uten delegert administrasjon')
    await go(dashboard, '/offers')
    await seeText(dashboard, 'Svar mottatt')
    await go(dashboard, '/replies')
    await click(dashboard, '[data-id="confirm"]')
    await seeText(dashboard, 'Svaret er bekreftet')
    await go(dashboard, '/offers')
    await seeText(dashboard, 'Godtatt med endringer')
    await seeInOrder(dashboard)
  })
})

/** Puts the focus in the field for replies, with everything in it selected. */
async function selectReplyField(page: Page): Promise<void> {
  await click(page, '.take-in textarea')
  await page.keyboard.down('Control')
  await page.keyboard.press('a')
  await page.keyboard.up('Control')
}

const daysLeft = (page: Page): Promise<number> =>
  page.$eval('time[datetime]', (time) => Math.ceil((Date.parse(time.dateTime) - Date.now()) / 86_400_000))
