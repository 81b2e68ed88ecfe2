import type { ElementHandle, Page } from 'puppeteer-core'

/** What tests do on a screen, in the words of a person. Everything waits for its element. */

const timeout = 15_000

export const see = async (page: Page, selector: string): Promise<ElementHandle> =>
  (await page.waitForSelector(selector, { visible: true, timeout }))!

export async function click(page: Page, selector: string): Promise<void> {
  const element = await see(page, selector)
  // Firefox does not scroll an element of a component's shadow into view by itself.
  await element.evaluate((each) => each.scrollIntoView({ block: 'center' }))
  await element.click()
}

/** The element whose own text contains `text`. */
export const byText = (tag: string, text: string) =>
  `::-p-xpath(//${tag}[contains(normalize-space(.), ${JSON.stringify(text)})])`

/** A choice in the list of the maker's step, which the rows of other lists may resemble. */
export const choice = (text: string) =>
  `::-p-xpath(//ul[@class="picks"]//button[contains(normalize-space(.), ${JSON.stringify(text)})])`

/** Types into a field, native or Fluent, by its name, replacing what is there. */
export async function fill(page: Page, name: string, text: string): Promise<void> {
  const field = await see(page, `[name="${name}"]`)
  // A click may meet the label, which moves the focus a moment later.
  await field.focus()
  await page.keyboard.down('Control')
  await page.keyboard.press('a')
  await page.keyboard.up('Control')
  if (text) await page.keyboard.type(text)
  else await page.keyboard.press('Backspace')
}

/** Waits until the page shows a text. */
export async function seeText(page: Page, text: string): Promise<void> {
  await page
    .waitForFunction(
      (wanted: string) => document.body.innerText.includes(wanted),
      { timeout, polling: 50 },
      text,
    )
    .catch(async () => {
      const shown = await page.evaluate(() => document.body.innerText.slice(0, 2000))
      throw new Error(`The page does not show «${text}» but:\n${shown}`)
    })
}

export const textOf = (page: Page, selector: string): Promise<string> =>
  see(page, selector).then((each) => each.evaluate((node) => (node as HTMLElement).innerText))

/** Ticks or unticks a box, or chooses a radio button, by its label. */
export const tick = (page: Page, label: string): Promise<void> =>
  click(
    page,
    `::-p-xpath(//label[contains(@class, "check")][contains(normalize-space(.), ${JSON.stringify(label)})]//input)`,
  )

/** Chooses in a native list by its name. */
export async function choose(page: Page, name: string, value: string): Promise<void> {
  await see(page, `select[name="${name}"]`)
  await page.select(`select[name="${name}"]`, value)
}

/** Puts a date into a field of dates, whatever the browser's own way of typing one. */
export async function fillDate(page: Page, name: string, date: string): Promise<void> {
  const field = await see(page, `input[name="${name}"]`)
  await field.evaluate((input, value) => {
    const date = input as HTMLInputElement
    date.value = value
    date.dispatchEvent(new Event('change', { bubbles: true }))
  }, date)
}

/** Waits until nothing on the page says a text any more. */
export async function seeNot(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (unwanted: string) => !document.body.innerText.includes(unwanted),
    { timeout, polling: 50 },
    text,
  )
}

/** A button of Fluent or a native one, by its text. */
export const button = (text: string) =>
  `::-p-xpath((//fluent-button | //button)[contains(normalize-space(.), ${JSON.stringify(text)})])`
