import { chmod, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoWords } from '#core/locale/screens/demo.ts'
import { languages } from '#core/model/kinds.ts'
import { serveWithNginx } from '#scripts/nginx.ts'
import { root } from '#scripts/paths.ts'
import { serve } from '#scripts/serve.ts'
import { unpackSite } from '#test/e2e/support/archive.ts'
import { axe, nameless, overflow, looksIn } from '#test/e2e/support/axe.ts'
import { eventually, launch, type Session } from '#test/e2e/support/browser.ts'
import { byText, choice, click, fill, see, seeText, textOf } from '#test/e2e/support/screen.ts'
import { seeInOrder } from '#test/e2e/support/workplace.ts'
import { go, paste } from '#test/e2e/support/workspace.ts'

const demo = join(root, 'dist/demo')

/** Collects what a page's policy refuses, what its scripts throw and what does not load. */
function watch(page: Page): string[] {
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(String(error)))
  return faults
}

/** The tab that a click opens. */
async function opened(session: Session, act: () => Promise<void>): Promise<Page> {
  const before = new Set(await session.browser.pages())
  await act()
  return eventually('a tab is opened', async () =>
    (await session.browser.pages()).find((each) => !before.has(each)),
  )
}

/** An open page of the example as the start page links it. */
const openPage = (kind: string, customer: string) =>
  `::-p-xpath(//*[@data-kind="${kind}"]//*[@data-state="open"]//a[.="${customer}"])`

/** Answers the page that is shown as its customer, and copies the sealed answer. */
async function answer(page: Page): Promise<void> {
  await see(page, '[data-submit]')
  if (await page.$('input[value="with"]')) await click(page, 'input[value="with"]')
  await fill(page, 'name', 'Emma Wright')
  await fill(page, 'email', 'emma@polar-expeditions.example')
  await click(page, '[data-submit]')
  await click(page, '[data-copy]')
  await seeText(page, 'Copied')
}

describe.each(['chromium', 'firefox'] as const)('the demo in %s', (name) => {
  let session: Session
  let site: Awaited<ReturnType<typeof serve>>
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tilbud-demo-'))
    site = await serve(demo)
    session = await launch(name, 'nb-NO')
    // The extension opens its dashboard once it is installed, over whatever is in front by then: a click behind it hangs.
    if (name === 'chromium')
      await session.browser.waitForTarget((target) => target.url().includes('/dashboard.html'))
  })
  afterAll(async () => {
    await session?.close()
    await site?.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('takes an offer from the start page to a confirmed answer', async () => {
    const start = await session.visit(`${site.address}/`)
    const faults = watch(start)
    await seeText(start, demoWords.nb['start.title'] as string)
    await click(start, 'a[href="popup.html"]')

    // The popup, with the example in it and nothing asked.
    await click(start, '[data-id="new-purchase"]')
    await click(start, choice('Snøhetta Sport AS'))
    await click(start, '.maker input[type="search"]')
    await start.keyboard.type('Microsoft Teams EEA')
    await click(start, choice('Microsoft Teams EEA'))
    await click(start, '[data-id="next"]')
    await click(start, '[data-id="create"]')
    await seeText(start, 'Tilbudet er klart og lenken er kopiert')
    const link = await start.$eval('input.link', (input) => input.value)
    expect(link).toMatch(new RegExp(`^${site.address}/4839201/[-0-9a-z]{21}/#r=[0-9a-f]{16}$`))
    expect(await textOf(start, '[data-id="badge"]')).toMatch(/^Utvidelsen ville nå vist \d+ på knappen/)
    await click(start, '[data-id="maker-close"]')

    // The dashboard, in a tab of its own that is found again.
    // By its product: before eight in the morning the example has newer ones of the same customer.
    const offer = byText('button', 'Microsoft Teams EEA')
    const dashboard = await opened(session, () => click(start, offer))
    faults.push(...watch(dashboard))
    await seeText(dashboard, 'Microsoft Teams EEA')
    const hasPage = () =>
      dashboard.$eval('iframe.preview', (frame) => {
        const page = frame.contentDocument!
        const sheet = page.querySelector<HTMLLinkElement>('link[rel="stylesheet"]')?.sheet
        return !!sheet?.cssRules.length && page.body.innerText.includes('Nordlys IT AS tilbyr dere')
      })
    await see(dashboard, 'iframe.preview')
    await eventually('the page is shown as its customer sees it', hasPage)
    const count = (await session.browser.pages()).length
    await start.bringToFront()
    await click(start, '[data-id="open-dashboard"]')
    await dashboard.waitForFunction(() => location.hash === '#/', { polling: 50 })
    if (name === 'chromium')
      await eventually('the dashboard’s tab is in front', () =>
        dashboard.evaluate(() => document.visibilityState === 'visible'),
      )
    else {
      await seeText(start, demoWords.nb['demo.behind'] as string)
      await dashboard.bringToFront()
    }
    expect((await session.browser.pages()).length).toBe(count)

    // What was copied is what is pasted.
    await go(dashboard, '/replies')
    await click(dashboard, '.take-in textarea')
    await paste(dashboard)
    expect(await dashboard.$eval('.take-in textarea', (field) => field.value)).toBe(link)

    // It is online nowhere.
    const missing = await session.visit(link)
    await seeText(missing, demoWords.nb['missing.title'] as string)
    expect(await axe(missing)).toEqual([])

    // The customer.
    const page = await session.visit(`${site.address}/`)
    const pageFaults = watch(page)
    await click(page, openPage('purchase', 'Polar Expeditions Ltd'))
    await answer(page)

    // Home again.
    await dashboard.bringToFront()
    await dashboard.$eval('.take-in textarea', (field) => field.select())
    await paste(dashboard)
    await click(dashboard, '[data-id="take"]')
    await seeText(dashboard, 'Et svar er mottatt')
    await seeText(dashboard, 'emma@polar-expeditions.example')
    await click(dashboard, '::-p-xpath(//article[contains(., "Emma Wright")]//*[@data-id="confirm"])')
    await seeText(dashboard, 'Svaret er bekreftet')
    expect([...faults, ...pageFaults]).toEqual([])
    await seeInOrder(dashboard)
  })

  it('draws the site into a zip, with links to where the demo lies', async () => {
    const page = await session.visit(`${site.address}/dashboard.html#/publish`)
    const { name: archive, path } = await session.downloaded(() => click(page, '[data-id="zip"]'))
    expect(archive).toMatch(/-publication-\d+\.zip$/)
    const paths = await unpackSite(path, folder)
    const pages = paths.filter((each) => each.startsWith('4839201/'))
    expect(pages.length).toBeGreaterThan(20)
    expect(await readFile(join(folder, pages[0]!), 'utf8')).toContain('Nordlys IT AS')
    // Browsers write over a file of the same name, so that the next one would not be seen.
    await rm(path)
  })

  it('leaves the example for the welcome, and starts over with it', async () => {
    const page = await session.visit(`${site.address}/dashboard.html#/settings/leave`)
    const other = await session.visit(`${site.address}/popup.html`)
    await see(other, '[data-id="new-purchase"]')
    await page.bringToFront()
    await click(page, '[data-id="leave"]')
    await page.evaluate(() => Object.assign(globalThis, { isBefore: true }))
    await click(page, '[data-id="leave-sure"]')
    // The page loads itself again, and does not bring the example back.
    await page.waitForFunction(
      () => !('isBefore' in globalThis) && document.querySelector('[data-id="load-example"]') !== null,
      { polling: 50 },
    )
    await click(page, '[data-id="start-over"]')
    await click(page, '[data-id="start-over-sure"]')
    await see(page, '.charts')
    // The other tab has followed. Nothing is drawn in a tab that is hidden.
    await other.bringToFront()
    await see(other, '[data-id="new-purchase"]')
    await page.bringToFront()
    await go(page, '/replies')
    await seeText(page, 'kari@fjordbygg.example')
    expect(await page.evaluate(() => document.body.innerText)).not.toContain('emma@polar-expeditions.example')
  })

  it('says when the example’s pages have been drawn for another day than its own', async () => {
    const page = await session.visit(`${site.address}/dashboard.html`)
    await see(page, '.charts')
    const older = demoWords.nb['demo.older'] as string
    expect(await page.evaluate(() => document.body.innerText)).not.toContain(older)
    const day = await page.evaluate(() => {
      const before = localStorage.getItem('tilbud-demo.begun.day')!
      localStorage.setItem('tilbud-demo.begun.day', '"2026-01-02"')
      return before
    })
    await page.reload()
    await seeText(page, older)
    await page.evaluate((before) => localStorage.setItem('tilbud-demo.begun.day', before), day)
  })

  it('works below a path of another host', async () => {
    await cp(demo, join(folder, 'host/some/where'), { recursive: true })
    await writeFile(join(folder, 'none.conf'), '')
    await chmod(folder, 0o755)
    const nginx = await serveWithNginx(join(folder, 'host'), join(folder, 'none.conf'))
    const address = `${nginx.address}/some/where`
    try {
      const page = await session.visit(`${address}/`)
      const faults = watch(page)
      await click(page, openPage('purchase', 'Polar Expeditions Ltd'))
      await answer(page)
      const here = await page.evaluate(() => location.href)
      expect(here).toContain(`${address}/4839201/`)
      expect(await page.$eval('.address', (said) => said.textContent)).toBe(here)
      expect(await page.$('.qr')).toBeNull()
      const colours = await page.evaluate(() =>
        getComputedStyle(document.documentElement).getPropertyValue('--accent'),
      )
      expect(colours).not.toBe('')

      const dashboard = await session.visit(`${address}/dashboard.html#/offers/example-offer-polar`)
      faults.push(...watch(dashboard))
      await see(dashboard, 'iframe.preview')
      expect(await dashboard.$eval('input.link', (input) => input.value)).toContain(`${address}/4839201/`)
      await go(dashboard, '/replies')
      await click(dashboard, '.take-in textarea')
      await paste(dashboard)
      await click(dashboard, '[data-id="take"]')
      await seeText(dashboard, 'emma@polar-expeditions.example')
      await seeText(dashboard, 'Et svar er mottatt')
      await go(dashboard, '/publish')
      const { path } = await session.downloaded(() => click(dashboard, '[data-id="zip"]'))
      expect(await unpackSite(path, join(folder, 'zip'))).toContain('company.css')

      // An earlier version leads to the newest, where it lies.
      const start = await session.visit(`${address}/`)
      await click(start, '[data-kind="trial"] [data-state="superseded"] a')
      await click(start, 'main a.button')
      await see(start, '[data-submit]')
      expect(await start.evaluate(() => location.href)).toContain(`${address}/4839201/`)
      expect(faults).toEqual([])
    } finally {
      await nginx.close()
    }
  })

  it.each(looksIn(name))(
    'is accessible and fits, %s, %d px wide, in each language',
    async (scheme, width) => {
      for (const file of ['', 'popup.html', 'dashboard.html']) {
        const page = await session.visit(`${site.address}/${file}`)
        await page.setViewport({ width, height: 800 })
        if (name === 'chromium')
          await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
        if (!file) await see(page, 'header select')
        for (const language of file ? [null] : languages) {
          if (language) await page.select('header select', language)
          await see(page, file ? 'aside.demo a' : 'main h1')
          await see(page, { '': '#load', 'popup.html': '.kinds', 'dashboard.html': '.charts' }[file]!)
          if (language) await seeText(page, demoWords[language]['start.load'] as string)
          else await click(page, 'aside.demo summary')
          expect(await axe(page), `${file} ${language}`).toEqual([])
          expect(await overflow(page), `${file} ${language}`).toBeLessThanOrEqual(0)
          if (name === 'chromium') expect(await nameless(page), file).toEqual([])
        }
        await page.close()
      }
    },
  )

  it('shows every kind and state of the example’s pages, each under an address that answers', async () => {
    const page = await session.visit(`${site.address}/`)
    await see(page, '[data-kind]')
    for (const kind of ['trial', 'purchase', 'delegation'])
      for (const state of ['open', 'expired', 'withdrawn', 'superseded'])
        expect(
          await page.$(`[data-kind="${kind}"] [data-state="${state}"] a`),
          `${kind} ${state}`,
        ).not.toBeNull()
    const links = await page.$$eval('[data-kind] a', (all) => all.map((each) => each.href))
    expect(links).toHaveLength(22)
    for (const link of links) expect((await fetch(link)).status, link).toBe(200)
  })
})

describe('a built site', () => {
  it('has nothing of the demo in it', async () => {
    const list = async (of: string) =>
      (await readdir(join(root, 'dist', of), { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(root, 'dist', of).length + 1))
    const [site, shown] = [await list('site'), new Set(await list('demo'))]
    const shared = site.filter((path) => shown.has(path))
    const isOfTheExample = (path: string) => /^(_astro\/|4839201\/|company\.css$|\.nojekyll$)/.test(path)
    expect(shared.filter((path) => !isOfTheExample(path)).sort()).toEqual(['404.html', 'index.html'])
    for (const path of ['404.html', 'index.html'])
      expect(await readFile(join(root, 'dist/site', path), 'utf8')).not.toMatch(
        /popup\.html|dashboard\.html|assets\/|class="start"/,
      )
    expect(site.filter((path) => /^(assets|renderer)\/|popup|dashboard|preview/.test(path))).toEqual([])
  })
})
