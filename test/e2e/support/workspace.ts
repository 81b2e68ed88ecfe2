import type { ElementHandle, Page } from 'puppeteer-core'
import { eventually, type Session } from '#test/e2e/support/browser.ts'
import { byText, choice, click, fill, see, seeText } from '#test/e2e/support/screen.ts'

export const passphrase = 'en lang og god setning'

/** Goes through the first run as a partner would, up to the saved backup. @returns the dashboard and the backup */
export async function setUp(session: Session, siteAddress: string) {
  const page = await session.open('dashboard.html')
  await click(page, '[data-id="set-up"]')
  await fill(page, 'person-name', 'Marte Nordvik')
  await fill(page, 'person-email', 'marte@nordlys-it.example')
  await fill(page, 'company-name', 'Nordlys IT AS')
  await fill(page, 'partner-id', '4839201')
  await fill(page, 'company-email', 'post@nordlys-it.example')
  await fill(page, 'company-phone', '+47 77 00 00 00')
  await fill(page, 'site-address', siteAddress)
  await fill(page, 'passphrase', passphrase)
  await fill(page, 'passphrase-again', passphrase)
  const backup = await session.downloaded(() => click(page, '[data-id="create-workspace"]'))
  await click(page, '[data-id="go-on"]')
  await see(page, 'nav')
  return { page, backup }
}

/** Gives the welcome a backup file. */
export async function chooseBackup(page: Page, path: string): Promise<void> {
  const field = (await see(page, '[data-id="restore"]')) as ElementHandle<HTMLInputElement>
  await field.uploadFile(path)
}

/** The customer that most tests work with. */
export const fjordBygg = {
  name: 'Fjord Bygg AS',
  contact: 'Kari Solberg',
  email: 'kari@fjordbygg.example',
  domain: 'fjordbygg.example',
}

/** Adds a customer in the dashboard. */
export async function addCustomer(
  page: Page,
  customer: { name: string; contact: string; email: string; domain: string },
): Promise<void> {
  await go(page, '/customers')
  await click(page, '[data-id="add-customer"]')
  await fill(page, 'customer-name', customer.name)
  await fill(page, 'customer-contact', customer.contact)
  await fill(page, 'customer-email', customer.email)
  await fill(page, 'customer-domains', customer.domain)
  await click(page, '[data-id="save-customer"]')
  await seeText(page, customer.email)
}

/** Goes to a place in the dashboard. */
export async function go(page: Page, place: string): Promise<void> {
  await page.bringToFront()
  await page.evaluate((to: string) => {
    location.hash = to
  }, place)
}

/**
 * The popup. In Chromium the real one, opened by the toolbar's button. In
 * Firefox the driver cannot reach the toolbar's panel, so it is the popup's
 * page in a tab: the same document, with another frame around it.
 */
export async function openPopup(session: Session, over: Page): Promise<Page> {
  if (session.name === 'firefox') return session.open('popup.html')
  const extension = [...(await session.browser.extensions()).values()][0]!
  const isPopup = (url: string) => url.endsWith('/popup.html')
  await eventually(
    'the popup before is gone',
    async () => !session.browser.targets().some((each) => isPopup(each.url())),
  )
  await over.bringToFront()
  await extension.triggerAction(over)
  const target = await session.browser.waitForTarget((each) => isPopup(each.url()), { timeout: 15_000 })
  return eventually('the popup is a page', () => target.asPage())
}

/** Pastes what is on the clipboard into the field that has the focus. */
export async function paste(page: Page): Promise<void> {
  await page.keyboard.down('Control')
  await page.keyboard.press('v')
  await page.keyboard.up('Control')
}

/** Finds a product and adds it to the offer. */
export async function addProduct(popup: Page, product: string): Promise<void> {
  await click(popup, '.maker input[type="search"]')
  await popup.keyboard.type(product)
  await click(popup, choice(product))
  await see(popup, byText('div', product))
}
