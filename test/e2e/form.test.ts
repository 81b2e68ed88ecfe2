import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '#test/e2e/support/axe.ts'
import { publishExample, type PublishedExample } from '#test/e2e/support/pages.ts'
import { click, fill, see, seeText, textOf } from '#test/e2e/support/screen.ts'

describe.each(['chromium', 'firefox'] as const)('the form on the customer’s page in %s', (name) => {
  let site: PublishedExample
  beforeAll(async () => void (site = await publishExample(name)))
  afterAll(() => site?.close())

  it('is answered by keyboard alone, in the order that it is read', async () => {
    const { page } = await site.visit(
      site.find('data-line', 'data-form', 'lang="nb"', 'name="delegation"', 'class="button"'),
    )
    const visited: string[] = []
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate(() => {
        const { activeElement: element } = document
        if (element?.hasAttribute('data-submit')) return 'submit'
        return element === document.body
          ? ''
          : (element?.getAttribute('name') ??
              element?.getAttribute('data-mode') ??
              element?.getAttribute('aria-label') ??
              element?.getAttribute('href') ??
              element?.getAttribute('type') ??
              '')
      })
      if (at) visited.push(at)
      if (at === 'question') break
    }
    const wanted = [
      'delegation',
      'name',
      'email',
      'order',
      'message',
      'submit',
      'decline',
      'change',
      'question',
    ]
    expect(visited.filter((each) => wanted.includes(each))).toEqual(wanted)
    // The numbers of the table come before the form.
    expect(visited.findIndex((each) => each.startsWith('Lisenser for'))).toBeGreaterThanOrEqual(0)
    expect(visited.findIndex((each) => each.startsWith('Lisenser for'))).toBeLessThan(
      visited.indexOf('delegation'),
    )
    await page.close()
  })

  it('takes counts by buttons, keys and typing, totals follow, and what is outside the range asks for a new offer', async () => {
    const { page } = await site.visit(site.find('data-line', 'data-form', 'lang="nb"', 'data-total'))
    const input = '[data-line]:nth-of-type(1) .stepper input'
    const [min, max] = (await textOf(page, '[data-line]:nth-of-type(1) small'))
      .split(' til ')
      .map(Number) as [number, number]
    const before = await textOf(page, '[data-total]')
    await click(page, '[data-line]:nth-of-type(1) .stepper button:last-child')
    expect(await textOf(page, '[data-total]')).not.toBe(before)
    await page.focus(input)
    await page.keyboard.press('ArrowDown')
    expect(await textOf(page, '[data-total]')).toBe(before)
    const type = async (text: string) => {
      await page.$eval(input, (field) => field.select())
      await page.keyboard.type(text)
    }
    // A click or the Tab key chooses the whole number: typing replaces it (B7).
    await click(page, input)
    await page.keyboard.type(String(min))
    expect(await page.$eval(input, (field) => field.value)).toBe(String(min))
    for (const wrong of ['2,5', '1,5', 'ti', '']) {
      await type(wrong || ' ')
      expect(await page.$eval(input, (field) => field.getAttribute('aria-invalid')), wrong).toBe('true')
      await seeText(page, 'Oppgi et helt tall.')
    }
    for (const outside of [max + 1, min - 1]) {
      await type(String(outside))
      await seeText(page, `Utenfor ${min} til ${max}: Svaret blir en forespørsel om et nytt tilbud.`)
      expect(await page.$eval(input, (field) => field.getAttribute('aria-invalid'))).toBe('false')
      await seeText(page, 'Det betyr ikke at dere godtar tilbudet.')
      expect(await textOf(page, '[data-submit]')).toBe('Be om nytt tilbud')
      expect(await axe(page)).toEqual([])
    }
    await type(String(min))
    await seeText(page, 'Dere godtar')
    expect(await textOf(page, '[data-submit]')).toBe('Godta')
    await page.close()
  })

  it('asks for another number where the offer has a fixed one', async () => {
    const { page } = await site.visit(site.find('data-line', 'data-form', 'lang="nb"', 'data-total'))
    await click(page, '[data-mode="change"]')
    await see(page, '[data-mode="accept"]:not([hidden])')
    expect(
      await page.$$eval('[data-line]', (rows) => rows.filter((row) => !row.querySelector('.stepper')).length),
    ).toBe(0)
    expect(await page.$('#order').then((field) => field!.isVisible())).toBe(false)
    await fill(page, 'name', 'Kari')
    await fill(page, 'email', 'kari@fjordbygg.example')
    await click(page, '[data-submit]')
    await seeText(page, 'Endre et antall, eller skriv hva dere ønsker i stedet.')
    await fill(page, 'message', 'Vi er blitt flere.')
    await click(page, '[data-submit]')
    await seeText(page, 'Ingenting er sendt ennå')
    await seeText(page, 'Dere ber om et nytt tilbud:')
    await page.close()
  })

  it('says what is missing, beside its field, and goes there', async () => {
    const { page } = await site.visit(site.find('data-line', 'data-form', 'name="delegation"'))
    await click(page, '[data-submit]')
    await seeText(page, 'Oppgi navnet ditt.')
    await seeText(page, 'Velg med eller uten delegert administrasjon.')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('delegation')
    expect(await axe(page)).toEqual([])
    await fill(page, 'name', 'Kari')
    await fill(page, 'email', 'kari')
    await click(page, '[data-submit]')
    await seeText(page, 'Oppgi en e-postadresse')
    await page.close()
  })

  it('says that a trial is accepted, with delegated administration or without (B5)', async () => {
    const { page } = await site.visit(site.find('i 30 dager', 'data-form', 'name="delegation"', 'lang="nb"'))
    await click(page, '[name="delegation"][value="with"]')
    await seeText(page, 'Dere godtar å prøve Microsoft Intune, med delegert administrasjon.')
    await page.close()
  })

  it('declines with a reason and asks with a question', async () => {
    const { page } = await site.visit(site.find('data-line', 'data-form', 'lang="nb"'))
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
    const { page } = await site.visit(site.find('name="company"', 'data-form'))
    await click(page, '[data-submit]')
    await seeText(page, 'Oppgi navnet på firmaet ditt.')
    await page.close()
  })
})
