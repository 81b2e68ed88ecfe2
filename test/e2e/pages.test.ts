import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { today } from '#core/clock/clock.ts'
import { examplePublication, exampleSize } from '#core/exchange/example/publication.ts'
import { serve } from '#scripts/serve.ts'
import { buildSite } from '#site/build.ts'
import { axe, overflow } from '#test/e2e/support/axe.ts'
import { launch, type Session } from '#test/e2e/support/browser.ts'
import { click, fill, see, seeText, textOf } from '#test/e2e/support/screen.ts'

describe.each(['chromium', 'firefox'] as const)('the customer’s page in %s', (name) => {
  let session: Session
  let folder: string
  let site: Awaited<ReturnType<typeof serve>>
  let pages: { url: string; html: string }[]
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tilbud-pages-'))
    const file = join(folder, 'a.jsonl')
    await writeFile(file, await examplePublication(exampleSize, today(Date.now(), 'Europe/Oslo')))
    expect((await buildSite({ publication: file, out: join(folder, 'out') })).ok).toBe(true)
    site = await serve(join(folder, 'out'))
    const codes = await readdir(join(folder, 'out/4839201'))
    pages = await Promise.all(codes.map(async (code) => ({
      url: `${site.address}/4839201/${code}/`,
      html: await readFile(join(folder, 'out/4839201', code, 'index.html'), 'utf8'),
    })))
    session = await launch(name)
  })
  afterAll(async () => {
    await session?.close()
    await site?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const find = (...marks: string[]) => pages.find(({ html }) => marks.every((mark) => html.includes(mark)))!.url

  /** Opens a page and collects what its policy refuses and its script throws. */
  async function visit(url: string): Promise<{ page: Page; faults: string[] }> {
    const faults: string[] = []
    const page = await session.browser.newPage()
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    page.on('pageerror', (error) => faults.push(String(error)))
    await page.goto(url)
    await page.bringToFront()
    return { page, faults }
  }

  it('is accessible and fits in every state, light and dark, phone and desktop', async () => {
    const kinds = [
      find('data-line', 'data-form', 'lang="nb"'), find('data-form', 'lang="en"'), find('i 30 dager', 'data-form'), find('seg å ta hånd', 'data-form'),
      find('trukket tilbake'), find('erstattet av et nyere'), find('data-expired', 'utløpt</strong>'), `${site.address}/`, `${site.address}/nothing/`,
    ]
    for (const url of kinds) {
      const { page, faults } = await visit(url)
      for (const width of [320, 768, 1280]) {
        await page.setViewport({ width, height: 800 })
        for (const scheme of name === 'chromium' ? ['light', 'dark'] : ['light']) {
          if (name === 'chromium') await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
          expect(await axe(page), `${url} ${width} ${scheme}`).toEqual([])
          expect(await overflow(page), `${url} ${width}`).toBeLessThanOrEqual(0)
        }
      }
      expect(faults.filter((fault) => !fault.includes('404'))).toEqual([])
      await page.close()
    }
  })

  it('loads nothing from elsewhere, and sealing only when the customer starts to answer', async () => {
    const { page } = await visit(find('data-line', 'data-form', 'lang="nb"'))
    const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname + (entry.name.startsWith(location.origin) ? '' : entry.name)))
    expect((await loaded()).filter((url) => !/^\/(_astro\/(Page|Answer)[^/]*|company\.css)$/.test(url))).toEqual([])
    await click(page, '#name')
    await page.waitForFunction(() => performance.getEntriesByType('resource').some((entry) => entry.name.includes('/seal')), { polling: 50 })
    await page.close()
  })

  it('keeps counts within their range, by buttons, keys and typing, and totals follow', async () => {
    const { page } = await visit(find('data-line', 'data-form', 'lang="nb"', 'data-total'))
    const input = '[data-line]:nth-of-type(1) .stepper input'
    const [min, max] = (await textOf(page, '[data-line]:nth-of-type(1) small')).split(' til ').map(Number) as [number, number]
    const before = await textOf(page, '[data-total]')
    await click(page, '[data-line]:nth-of-type(1) .stepper button:last-child')
    expect(await textOf(page, '[data-total]')).not.toBe(before)
    await page.focus(input)
    await page.keyboard.press('ArrowDown')
    expect(await textOf(page, '[data-total]')).toBe(before)
    for (const wrong of [String(max + 1), String(min - 1 || 0), '2,5', 'ti']) {
      await page.$eval(input, (field) => (field).select())
      await page.keyboard.type(wrong)
      expect(await page.$eval(input, (field) => field.getAttribute('aria-invalid')), wrong).toBe('true')
      await seeText(page, `Velg fra ${min} til ${max} lisenser`)
    }
    await page.close()
  })

  it('says what is missing, beside its field, and goes there', async () => {
    const { page } = await visit(find('data-line', 'data-form', 'name="delegation"'))
    await click(page, '[data-submit]')
    await seeText(page, 'Skriv navnet ditt.')
    await seeText(page, 'Velg med eller uten delegert administrasjon.')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('name')
    expect(await axe(page)).toEqual([])
    await fill(page, 'name', 'Kari')
    await fill(page, 'email', 'kari')
    await click(page, '[data-submit]')
    await seeText(page, 'Skriv en e-postadresse')
    await page.close()
  })

  it('declines with a reason and asks with a question', async () => {
    const { page } = await visit(find('data-line', 'data-form', 'lang="nb"'))
    await click(page, '[data-mode="decline"]')
    await seeText(page, 'Dere avslår tilbudet.')
    expect(await textOf(page, '[data-message-label]')).toBe('Begrunnelse (valgfritt)')
    await click(page, '[data-mode="accept"]')
    await click(page, '[data-mode="question"]')
    await fill(page, 'name', 'Kari')
    await fill(page, 'email', 'kari@fjordbygg.example')
    await click(page, '[data-submit]')
    await seeText(page, 'Skriv spørsmålet ditt.')
    await fill(page, 'message', 'Kan vi få færre?')
    await click(page, '[data-submit]')
    await seeText(page, 'Ingenting er sendt ennå')
    expect(await axe(page)).toEqual([])
    const mail = await page.$eval('[data-mail]', (link) => (link as HTMLAnchorElement).href)
    expect(mail.length).toBeLessThanOrEqual(1500)
    expect(decodeURIComponent(mail)).toContain('[TILBUD1:')
    await page.close()
  })

  it('asks for the company where more than one may answer', async () => {
    const { page } = await visit(find('name="company"', 'data-form'))
    await click(page, '[data-submit]')
    await seeText(page, 'Skriv navnet på firmaet ditt.')
    await page.close()
  })

  it('takes the recipient’s token out of the address bar', async () => {
    const { page } = await visit(`${find('data-line', 'data-form', 'lang="nb"')}#r=0123456789abcdef`)
    await see(page, '[data-form]')
    expect(await page.evaluate(() => location.hash)).toBe('')
    await page.close()
  })

  it('closes by the customer’s own clock', async () => {
    const url = find('data-line', 'data-form', 'lang="nb"')
    const page = await session.browser.newPage()
    await page.evaluateOnNewDocument(() => {
      const real = Date.now.bind(Date)
      Date.now = () => real() + 400 * 86_400_000
    })
    await page.goto(url)
    await seeText(page, 'Dette tilbudet er utløpt')
    expect(await page.$eval('[data-offer]', (section) => (section as HTMLElement).hidden)).toBe(true)
    await page.close()
  })

  if (name === 'chromium')
    it('reads in full without a script, and says how to answer', async () => {
      const page = await session.browser.newPage()
      await page.setJavaScriptEnabled(false)
      await page.goto(find('data-line', 'data-form', 'lang="nb"', 'name="delegation"'))
      const text = await textOf(page, 'body')
      expect(text).toContain('Gyldig til og med')
      expect(text).toMatch(/send en e-post til post@nordlys-it\.example og oppgi koden [0-9A-Z-]{21}/)
      expect(text).not.toContain('dager igjen')
      expect(await page.$eval('[data-form]', (form) => (form as HTMLElement).hidden)).toBe(true)
      await page.close()
    })
})
