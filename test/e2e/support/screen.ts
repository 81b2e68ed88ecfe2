import type { ElementHandle, Page } from 'puppeteer-core'

/** What tests do on a screen, in the words of a person. Everything waits for its element. */

const timeout = 15_000

export const see = async (page: Page, selector: string): Promise<ElementHandle> => (await page.waitForSelector(selector, { visible: true, timeout }))!

export async function click(page: Page, selector: string): Promise<void> {
  const element = await see(page, selector)
  // Firefox does not scroll an element of a component's shadow into view by itself.
  await element.evaluate((each) => each.scrollIntoView({ block: 'center' }))
  await element.click()
}

/** The element whose own text contains `text`. */
export const byText = (tag: string, text: string) => `::-p-xpath(//${tag}[contains(normalize-space(.), ${JSON.stringify(text)})])`

/** A choice in the list of the maker's step, which the rows of other lists may resemble. */
export const choice = (text: string) => `::-p-xpath(//ul[@class="picks"]//button[contains(normalize-space(.), ${JSON.stringify(text)})])`

/** Types into a field, native or Fluent, by its name, replacing what is there. */
export async function fill(page: Page, name: string, text: string): Promise<void> {
  const field = await see(page, `[name="${name}"]`)
  await field.evaluate((each) => each.scrollIntoView({ block: 'center' }))
  await field.click()
  await page.keyboard.down('Control')
  await page.keyboard.press('a')
  await page.keyboard.up('Control')
  if (text) await page.keyboard.type(text)
  else await page.keyboard.press('Backspace')
}

/** Waits until the page shows a text. */
export async function seeText(page: Page, text: string): Promise<void> {
  await page.waitForFunction((wanted: string) => document.body.innerText.includes(wanted), { timeout, polling: 50 }, text).catch(async () => {
    const shown = await page.evaluate(() => document.body.innerText.slice(0, 2000))
    throw new Error(`The page does not show «${text}» but:\n${shown}`)
  })
}

export const textOf = (page: Page, selector: string): Promise<string> => see(page, selector).then((each) => each.evaluate((node) => (node as HTMLElement).innerText))
