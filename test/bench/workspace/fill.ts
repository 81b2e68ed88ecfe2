import type { Page } from 'puppeteer-core'
import type { BrowserName } from '#scripts/browsers.ts'
import { openBrowser, profileOf, scriptOf, type Opened } from '#test/bench/workspace/browsers.ts'
import { eventually } from '#test/e2e/support/browser.ts'

const scripts = new Map<string, Promise<string>>()

async function scriptFor(file: string): Promise<string> {
  const script = scripts.get(file) ?? scriptOf(file, 'inPage')
  scripts.set(file, script)
  return `${await script}; globalThis.inPage = inPage`
}

/** An empty page of the extension that can call what a file exports. */
export async function workPage(opened: Opened, file = 'workspace/inPage.ts'): Promise<Page> {
  const script = await scriptFor(file)
  const page = await opened.open('preview.html')
  await eventually('the page is there', () =>
    page.evaluate(() => document.readyState === 'complete' && location.protocol.endsWith('extension:')),
  )
  await page.evaluate(script)
  return page
}

/** Calls a function of the page's script. */
export function call(page: Page, name: string, ...args: unknown[]): Promise<unknown> {
  return page.evaluate(
    (each: string, all: unknown[]) =>
      (globalThis as unknown as { inPage: Record<string, (...args: unknown[]) => unknown> }).inPage[each]!(
        ...all,
      ),
    name,
    args,
  )
}

/** Makes sure that there is a filled profile. @returns its path */
export async function filledProfile(name: BrowserName, size: number, say: (text: string) => void) {
  const { path, isFilled, setFilled } = await profileOf(name, size)
  if (isFilled) return path
  const start = Date.now()
  const opened = await openBrowser(name, path)
  const page = await workPage(opened)
  await call(page, 'beginFill', size)
  for (let before = ''; ;) {
    const state = String(await call(page, 'fillState'))
    if (state !== before) say(`${name} ${size}: ${state} (${Math.round((Date.now() - start) / 1000)} s)`)
    before = state
    if (state.startsWith('failed')) throw new Error(state)
    if (state === 'done') break
    await new Promise((resolve) => setTimeout(resolve, 2000))
  }
  await opened.close()
  await setFilled()
  return path
}
