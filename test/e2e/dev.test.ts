import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { targets } from '#scripts/extension.ts'
import { root } from '#scripts/paths.ts'
import { click, see } from '#test/e2e/support/screen.ts'
import { seeInOrder } from '#test/e2e/support/workplace.ts'
import { openDev, says, seenAt, startDev, type Dev, type DevSession } from '#test/support/dev.ts'

let dev: Dev
beforeAll(async () => {
  dev = await startDev()
})
afterAll(() => dev?.close())

/** Files that hold something of `npm run dev`. */
async function tracesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const isTrace = async (file: string) =>
    file.endsWith('dev.json') ||
    /dev\.json|devBackground|devAside|data-stamp/.test(await readFile(file, 'latin1'))
  const found = await Promise.all(files.map(async (file) => ((await isTrace(file)) ? [file] : [])))
  return found.flat().map((file) => file.slice(folder.length + 1))
}

describe('npm run dev', () => {
  it.each(targets)('leaves no trace in what npm run build makes for %s', async (target) => {
    expect(await tracesIn(join(root, 'dist', target))).toEqual([])
    expect(await tracesIn(join(dev.folder, 'dist/dev', target))).toEqual(
      expect.arrayContaining(['background.js', 'dashboard.html', 'dev.json', 'popup.html']),
    )
  })

  it('serves the pages as they are built, but for a script at their end', async () => {
    const built = await readFile(join(dev.folder, 'dist/dev/site/index.html'), 'utf8')
    const served = await (await fetch(`${dev.site}/`)).text()
    expect(served).toBe(`${built}<script src="/@dev/page.js"></script>`)
  })
})

describe.each(['chromium', 'firefox'] as const)('a saved file shows without a click in %s', (name) => {
  let session: DevSession
  beforeAll(async () => {
    session = await openDev(name, dev)
  })
  afterAll(() => session?.close())

  it('of the dashboard where it is, and of the background with every record and place kept', async () => {
    const page = await session.openScreen('dashboard.html')
    await click(page, '[data-id="load-example"]')
    await see(page, '.charts')
    // A worker checks it: here, workers share the pages' bundle.
    await seeInOrder(page)
    await page.evaluate(() => (location.hash = '/customers'))
    await seenAt(page, 'Fjord Bygg AS', says)

    await dev.edit(
      'core/locale/screens/en/popup.ts',
      /'nav.customers': '\w*'/,
      `'nav.customers': 'Saved${name}'`,
    )
    await seenAt(page, `Saved${name}`, says)
    expect(await page.evaluate(() => location.hash)).toBe('#/customers')

    await dev.edit(
      'extension/background/main.ts',
      /$/,
      `\nvoid browser.action.setTitle({ title: 'Saved${name}' })\n`,
    )
    await seenAt(page, `Saved${name}`, async (title) => {
      type Scope = { chrome: { action: { getTitle: (of: object) => Promise<string> } } }
      return (await (globalThis as unknown as Scope).chrome.action.getTitle({})) === title
    })
    await seenAt(page, 'Fjord Bygg AS', says)
    expect(await page.evaluate(() => location.hash)).toBe('#/customers')
  })

  it('of the site, under the page’s own policy', async () => {
    const [code] = await readdir(join(dev.folder, 'dist/dev/site/4839201'))
    const page = await session.open(`${dev.site}/4839201/${code}/`)
    await seenAt(page, 'Nordlys IT AS', says)
    await dev.edit('site/layouts/Page.astro', /<span>\{company.name\}\w*/, `<span>{company.name}Saved${name}`)
    await seenAt(page, `Nordlys IT ASSaved${name}`, says)
  })
})
