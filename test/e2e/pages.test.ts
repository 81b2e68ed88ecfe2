import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import decodeQR from 'qr/decode.js'
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

  it('can be read and answered at 200 % and 400 %, from right to left, and with longer words', async () => {
    for (const url of [find('data-line', 'data-form', 'lang="nb"', 'name="delegation"'), find('i 30 dager', 'data-form')]) {
      const { page } = await visit(url)
      // A window of 1280 px at 200 % and 400 %.
      for (const width of [640, 320]) {
        await page.setViewport({ width, height: 256 })
        for (const direction of ['ltr', 'rtl']) {
          await page.evaluate((dir) => void (document.documentElement.dir = dir), direction)
          expect(await overflow(page), `${url} ${width} ${direction}`).toBeLessThanOrEqual(0)
          expect(await axe(page)).toEqual([])
          await see(page, '[data-submit]')
        }
      }
      await page.evaluate(() => {
        for (const node of document.querySelectorAll('h1, h2, p, li, label, button, legend')) if (!node.querySelector('input, textarea')) node.append(` ${'utvidelse '.repeat(3)}`)
      })
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      await page.close()
    }
  })

  if (name === 'chromium')
    it('keeps its choices and buttons visible in forced colours', async () => {
      const { page } = await visit(find('data-line', 'data-form', 'lang="nb"', 'name="delegation"'))
      const session = await page.createCDPSession()
      await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] })
      await click(page, '[name="delegation"][value="with"]')
      const drawn = await page.evaluate(() => ({
        choice: getComputedStyle(document.querySelector('.choice:has(:checked)')!).outlineStyle,
        button: getComputedStyle(document.querySelector('[data-submit]')!).borderTopColor,
        ground: getComputedStyle(document.querySelector('[data-submit]')!).backgroundColor,
      }))
      expect(drawn.choice).toBe('solid')
      expect(drawn.button).not.toBe(drawn.ground)
      expect(await axe(page)).toEqual([])
      await page.close()
    })

  it('is answered by keyboard alone, in the order that it is read', async () => {
    const { page } = await visit(find('data-line', 'data-form', 'lang="nb"', 'name="delegation"', 'class="button"'))
    const visited: string[] = []
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate(() => {
        const { activeElement: element } = document
        return element === document.body ? '' : (element?.getAttribute('name') ?? element?.getAttribute('data-mode') ?? element?.getAttribute('aria-label') ?? element?.getAttribute('href') ?? element?.getAttribute('type') ?? '')
      })
      if (at) visited.push(at)
      if (at === 'question') break
    }
    const wanted = ['delegation', 'name', 'email', 'order', 'message', 'submit', 'decline', 'change', 'question']
    expect(visited.filter((each) => wanted.includes(each))).toEqual(wanted)
    // The numbers of the table come before the form.
    expect(visited.findIndex((each) => each.startsWith('Lisenser av'))).toBeLessThan(visited.indexOf('delegation'))
    await page.close()
  })

  it('loads nothing from elsewhere, and sealing only when the customer starts to answer', async () => {
    const { page } = await visit(find('data-line', 'data-form', 'lang="nb"'))
    const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname + (entry.name.startsWith(location.origin) ? '' : entry.name)))
    expect((await loaded()).filter((url) => !/^\/(_astro\/([\w-]+\.css|Answer[^/]*)|company\.css)$/.test(url))).toEqual([])
    await click(page, '#name')
    await page.waitForFunction(() => performance.getEntriesByType('resource').some((entry) => entry.name.includes('/answer.')), { polling: 50 })
    await page.close()
  })

  it('takes counts by buttons, keys and typing, totals follow, and what is outside the range asks for a new offer', async () => {
    const { page } = await visit(find('data-line', 'data-form', 'lang="nb"', 'data-total'))
    const input = '[data-line]:nth-of-type(1) .stepper input'
    const [min, max] = (await textOf(page, '[data-line]:nth-of-type(1) small')).split(' til ').map(Number) as [number, number]
    const before = await textOf(page, '[data-total]')
    await click(page, '[data-line]:nth-of-type(1) .stepper button:last-child')
    expect(await textOf(page, '[data-total]')).not.toBe(before)
    await page.focus(input)
    await page.keyboard.press('ArrowDown')
    expect(await textOf(page, '[data-total]')).toBe(before)
    const type = async (text: string) => {
      await page.$eval(input, (field) => (field).select())
      await page.keyboard.type(text)
    }
    for (const wrong of ['2,5', 'ti', '']) {
      await type(wrong || ' ')
      expect(await page.$eval(input, (field) => field.getAttribute('aria-invalid')), wrong).toBe('true')
      await seeText(page, 'Skriv et helt antall lisenser.')
    }
    for (const outside of [max + 1, min - 1]) {
      await type(String(outside))
      await seeText(page, `Utenfor ${min} til ${max}: svaret blir en forespørsel om et nytt tilbud.`)
      expect(await page.$eval(input, (field) => field.getAttribute('aria-invalid'))).toBe('false')
      await seeText(page, 'Det er ingen aksept.')
      expect(await textOf(page, '[data-submit]')).toBe('Be om nytt tilbud')
      expect(await axe(page)).toEqual([])
    }
    await type(String(min))
    await seeText(page, 'Dere godtar')
    expect(await textOf(page, '[data-submit]')).toBe('Godta')
    await page.close()
  })

  it('asks for another number where the offer has a fixed one', async () => {
    const { page } = await visit(find('data-line', 'data-form', 'lang="nb"', 'data-total'))
    await click(page, '[data-mode="change"]')
    await see(page, '[data-mode="accept"]:not([hidden])')
    expect(await page.$$eval('[data-line]', (rows) => rows.filter((row) => !row.querySelector('.stepper')).length)).toBe(0)
    expect(await page.$('#order').then((field) => field!.isVisible())).toBe(false)
    await fill(page, 'name', 'Kari')
    await fill(page, 'email', 'kari@fjordbygg.example')
    await click(page, '[data-submit]')
    await seeText(page, 'Endre et antall, eller skriv hva dere heller vil ha.')
    await fill(page, 'message', 'Vi er blitt flere.')
    await click(page, '[data-submit]')
    await seeText(page, 'Ingenting er sendt ennå')
    await seeText(page, 'Dere ber om et nytt tilbud på')
    await page.close()
  })

  it('counts the days that are left by the customer’s own clock, and stresses the last ones', async () => {
    const { page } = await visit(find('data-line', 'data-form', 'lang="nb"'))
    const closes = Date.parse(await page.$eval('.facts time', (time) => time.dateTime))
    for (const [days, words, soon] of [[5, '5 dager igjen', false], [3, '3 dager igjen', true], [1, 'Siste dag i dag', true]] as const) {
      await page.evaluate((now) => void (Date.now = () => now), closes - days * 86_400_000 + 3_600_000)
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
      await seeText(page, words)
      expect(await page.$eval('[data-days-left]', (place) => place.classList.contains('soon'))).toBe(soon)
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

  it('has its address as a QR code on paper that a reader reads', async () => {
    const { page } = await visit(find('data-line', 'data-form', 'lang="nb"'))
    const { data, width, height } = await page.$eval('img.qr', (image) => {
      const scale = 4
      const drawn = Object.assign(document.createElement('canvas'), { width: image.naturalWidth * scale, height: image.naturalHeight * scale })
      const context = drawn.getContext('2d')!
      context.imageSmoothingEnabled = false
      context.drawImage(image, 0, 0, drawn.width, drawn.height)
      return { data: [...context.getImageData(0, 0, drawn.width, drawn.height).data], width: drawn.width, height: drawn.height }
    })
    expect(decodeQR({ data: Uint8ClampedArray.from(data), width, height })).toBe(await textOf(page, '.address'))
    expect(await page.$eval('.qr', (image) => getComputedStyle(image).display)).toBe('none')
    await page.close()
  })

  if (name === 'chromium')
    it('fits one sheet of A4 with everything but the form, before and after the answer', async () => {
      const { page } = await visit(find('data-line', 'data-form', 'lang="nb"', 'name="delegation"'))
      const sheets = async () => (Buffer.from(await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1').match(/\/Type \/Page\b/g) ?? []).length
      expect(await sheets()).toBe(1)
      await click(page, '[name="delegation"][value="with"]')
      await fill(page, 'name', 'Kari')
      await fill(page, 'email', 'kari@fjordbygg.example')
      if (await page.$('#company')) await fill(page, 'company', 'Fjord Bygg AS')
      await click(page, '[data-submit]')
      await see(page, '[data-sealed]')
      expect(await sheets()).toBe(1)
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
