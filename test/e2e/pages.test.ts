import decodeQR from 'qr/decode.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, overflow } from '#test/e2e/support/axe.ts'
import { publishExample, type PublishedExample } from '#test/e2e/support/pages.ts'
import { click, fill, see, seeText, textOf } from '#test/e2e/support/screen.ts'

describe.each(['chromium', 'firefox'] as const)('the customer’s page in %s', (name) => {
  let site: PublishedExample
  beforeAll(async () => void (site = await publishExample(name)))
  afterAll(() => site?.close())

  it('is accessible and fits in every state, light and dark, phone and desktop', async () => {
    const kinds = [
      site.find('data-line', 'data-form', 'lang="nb"'),
      site.find('data-form', 'lang="en"'),
      site.find('i 30 dager', 'data-form'),
      site.find('seg å ta hånd', 'data-form'),
      site.find('trukket tilbake'),
      site.find('erstattet av et nyere'),
      site.find('data-expired', 'utløpt</strong>'),
      `${site.address}/`,
      `${site.address}/nothing/`,
    ]
    for (const url of kinds) {
      const { page, faults } = await site.visit(url)
      for (const width of [320, 768, 1280]) {
        await page.setViewport({ width, height: 800 })
        for (const scheme of name === 'chromium' ? ['light', 'dark'] : ['light']) {
          if (name === 'chromium')
            await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
          expect(await axe(page), `${url} ${width} ${scheme}`).toEqual([])
          expect(await overflow(page), `${url} ${width}`).toBeLessThanOrEqual(0)
        }
      }
      expect(faults.filter((fault) => !fault.includes('404'))).toEqual([])
      await page.close()
    }
  })

  it('can be read and answered at 200 % and 400 %, from right to left, and with longer words', async () => {
    for (const url of [
      site.find('data-line', 'data-form', 'lang="nb"', 'name="delegation"'),
      site.find('i 30 dager', 'data-form'),
    ]) {
      const { page } = await site.visit(url)
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
        for (const node of document.querySelectorAll('h1, h2, p, li, label, button, legend'))
          if (!node.querySelector('input, textarea')) node.append(` ${'utvidelse '.repeat(3)}`)
      })
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      await page.close()
    }
  })

  if (name === 'chromium')
    it('keeps its choices and buttons visible in forced colours', async () => {
      const { page } = await site.visit(site.find('data-line', 'data-form', 'lang="nb"', 'name="delegation"'))
      const session = await page.createCDPSession()
      await session.send('Emulation.setEmulatedMedia', {
        features: [{ name: 'forced-colors', value: 'active' }],
      })
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

  it('loads nothing from elsewhere, and sealing only when the customer starts to answer', async () => {
    const { page } = await site.visit(site.find('data-line', 'data-form', 'lang="nb"'))
    const loaded = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(
            (entry) =>
              new URL(entry.name).pathname + (entry.name.startsWith(location.origin) ? '' : entry.name),
          ),
      )
    expect(
      (await loaded()).filter((url) => !/^\/(_astro\/([\w-]+\.css|Answer[^/]*)|company\.css)$/.test(url)),
    ).toEqual([])
    await click(page, '#name')
    await page.waitForFunction(
      () => performance.getEntriesByType('resource').some((entry) => entry.name.includes('/answer.')),
      { polling: 50 },
    )
    await page.close()
  })

  it('counts the days that are left by the customer’s own clock, and stresses the last ones', async () => {
    const { page } = await site.visit(site.find('data-line', 'data-form', 'lang="nb"'))
    const closes = Date.parse(await page.$eval('.facts time', (time) => time.dateTime))
    for (const [days, words, soon] of [
      [5, '5 dager igjen', false],
      [3, '3 dager igjen', true],
      [1, 'I dag er siste dag', true],
    ] as const) {
      await page.evaluate((now) => void (Date.now = () => now), closes - days * 86_400_000 + 3_600_000)
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
      await seeText(page, words)
      expect(await page.$eval('[data-days-left]', (place) => place.classList.contains('soon'))).toBe(soon)
    }
    await page.close()
  })

  it('says of which time zone the last day is, and never a time left that contradicts the customer’s date (B6)', async () => {
    const { page } = await site.visit(site.find('data-line', 'data-form', 'lang="nb"'))
    expect(await textOf(page, '.facts time')).toMatch(
      /^Gyldig til og med \S+ \d+\. \S+ \d{4} kl\. 24\.00 \(Oslo-tid\)$/,
    )
    const { closesAt, lastDay } = await page.$eval(
      '[data-offer]',
      (section) =>
        JSON.parse((section as HTMLElement).dataset.offer!) as { closesAt: string; lastDay: string },
    )
    // Twenty hours before the end it is the last day in Oslo; whether it is here depends on this machine's clock.
    for (const hours of [20, 2]) {
      const now = Date.parse(closesAt) - hours * 3_600_000
      const said = await page.evaluate((moment) => {
        Date.now = () => moment
        document.dispatchEvent(new Event('visibilitychange'))
        const here = new Date(moment)
        return {
          text: document.querySelector<HTMLElement>('[data-days-left]')!.innerText,
          day: here.getDate(),
        }
      }, now)
      expect(said.text).toBe(
        said.day === Number(lastDay.slice(8)) ? 'I dag er siste dag' : `${hours} timer igjen`,
      )
    }
    // Nobody reads on paper what was left when it was printed (B9).
    if (name === 'chromium') {
      await page.emulateMediaType('print')
      expect(await page.$eval('.left', (left) => getComputedStyle(left).display)).toBe('none')
    }
    await page.close()
  })

  it('has its address as a QR code on paper that a reader reads', async () => {
    const { page } = await site.visit(site.find('data-line', 'data-form', 'lang="nb"'))
    const { data, width, height } = await page.$eval('img.qr', (image) => {
      // As on paper: white around it.
      const [scale, margin] = [4, 16]
      const drawn = Object.assign(document.createElement('canvas'), {
        width: image.naturalWidth * scale + 2 * margin,
        height: image.naturalHeight * scale + 2 * margin,
      })
      const context = drawn.getContext('2d')!
      context.imageSmoothingEnabled = false
      context.fillStyle = '#fff'
      context.fillRect(0, 0, drawn.width, drawn.height)
      context.drawImage(image, margin, margin, drawn.width - 2 * margin, drawn.height - 2 * margin)
      return {
        data: [...context.getImageData(0, 0, drawn.width, drawn.height).data],
        width: drawn.width,
        height: drawn.height,
      }
    })
    expect(decodeQR({ data: Uint8ClampedArray.from(data), width, height })).toBe(
      await textOf(page, '.address'),
    )
    expect(await page.$eval('.qr', (image) => getComputedStyle(image).display)).toBe('none')
    await page.close()
  })

  if (name === 'chromium')
    it('fits one sheet of A4 with everything but the form, before and after the answer', async () => {
      const { page } = await site.visit(site.find('data-line', 'data-form', 'lang="nb"', 'name="delegation"'))
      const sheets = async () =>
        (
          Buffer.from(await page.pdf({ format: 'A4', preferCSSPageSize: true }))
            .toString('latin1')
            .match(/\/Type \/Page\b/g) ?? []
        ).length
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
    const { page } = await site.visit(
      `${site.find('data-line', 'data-form', 'lang="nb"')}#r=0123456789abcdef`,
    )
    await see(page, '[data-form]')
    expect(await page.evaluate(() => location.hash)).toBe('')
    await page.close()
  })

  it('is found under an address typed in capitals, with O for 0 and I for 1, and no other (B9)', async () => {
    const url = site.find('data-line', 'data-form', 'lang="nb"')
    const [, code] = /\/([0-9a-z-]{21})\/$/.exec(url)!
    const { page } = await site.visit(
      `${url.replace(code!, code!.toUpperCase().replace(/0/g, 'O').replace(/1/g, 'I'))}#r=0123456789abcdef`,
    )
    await see(page, '[data-form]')
    expect(page.url()).toBe(url)
    await page.goto(`${site.address}/4839201/0000-0000-0000-0000-0/`)
    await seeText(page, 'Det finnes ikke noe tilbud på denne adressen')
    await page.close()
  })

  it('closes by the customer’s own clock', async () => {
    const url = site.find('data-line', 'data-form', 'lang="nb"')
    const page = await site.browser.newPage()
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
      const page = await site.browser.newPage()
      await page.setJavaScriptEnabled(false)
      await page.goto(site.find('data-line', 'data-form', 'lang="nb"', 'name="delegation"'))
      const text = await textOf(page, 'body')
      expect(text).toContain('Gyldig til og med')
      expect(text).toMatch(/Send en e-post til post@nordlys-it\.example, oppgi koden [0-9A-Z-]{21}/)
      expect(text).not.toContain('dager igjen')
      expect(await page.$eval('[data-form]', (form) => (form as HTMLElement).hidden)).toBe(true)
      await page.close()
    })
})
