import { readdir, readFile, rename } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleReplyKey } from '#core/exchange/example/data.ts'
import type { Endpoint } from '#core/model/company.ts'
import { findArmor } from '#core/reply/armor.ts'
import { importKeyPair } from '#core/reply/key.ts'
import { openReply, readEnvelope } from '#core/reply/open.ts'
import {
  answer,
  answering,
  endpoint,
  noting,
  type Answering,
  type Asked,
} from '#test/e2e/support/answering.ts'
import { axe } from '#test/e2e/support/axe.ts'
import { plainHost, type Session } from '#test/e2e/support/browser.ts'
import { click, fill, see, seeText, textOf } from '#test/e2e/support/screen.ts'

/** Formspree and its like: JSON for those who ask for it, readable from anywhere. */
const formService = (status: number) => (_: IncomingMessage, response: ServerResponse) =>
  void response
    .writeHead(status, { 'access-control-allow-origin': '*', 'content-type': 'application/json' })
    .end(JSON.stringify({ ok: status === 200 }))

/** Power Automate's "When an HTTP request is received": 202, and nothing that a page may read. */
const flow = (_: IncomingMessage, response: ServerResponse) => void response.writeHead(202).end()

describe.each(['chromium', 'firefox'] as const)('an answer’s way home in %s', (name) => {
  let pages: Answering
  let session: Session
  const closing: (() => Promise<void>)[] = []
  beforeAll(async () => {
    pages = await answering(name)
    session = pages.session
  })
  afterAll(async () => {
    await pages?.close()
    for (const close of closing) await close()
  })
  const open = (given: Endpoint | null) => pages.open(given)

  /** What an endpoint was told: one form, that says nothing to whoever cannot open it. */
  function expectSealed(asked: readonly Asked[]) {
    expect(asked).toHaveLength(1)
    const [{ method, type, referer, form }] = asked as [Asked]
    expect(referer).toBe('')
    expect(method).toBe('POST')
    expect(type).toMatch(/^application\/x-www-form-urlencoded/)
    expect([...form.keys()].sort()).toEqual(['form-name', 'message', 'subject'])
    expect(form.get('message')).toMatch(/^\[TILBUD1:[\sA-Za-z0-9+/]+:[0-9a-f\s]{8,9}\]$/)
    expect(form.get('subject')).toBe('Svar på et tilbud')
    // Neither the code nor, in its sealed text, …
    expect(form.get('subject')! + form.get('form-name')!).not.toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/i)
    // Words too long, or with signs too strange, to stand in sealed text by chance.
    expect(form.toString()).not.toMatch(/Nordmann|fjordbygg|PO-4711/i)
  }

  it('is handed over to a form service, and can still go by mail', async () => {
    const service = await endpoint(formService(200))
    closing.push(service.close)
    const { page, faults } = await open({ kind: 'form', address: `http://localhost:${service.port}/f/abc` })
    await answer(page)
    await seeText(page, 'Svaret er overlevert til Nordlys IT AS.')
    expect(await textOf(page, '[data-sent]')).not.toMatch(/mottatt/i)
    expectSealed(service.asked)
    await see(page, '[data-mail]')
    expect(await axe(page)).toEqual([])
    expect(faults).toEqual([])
    await page.close()
  })

  it('is handed over to a flow whose answer nobody can read', async () => {
    const service = await endpoint(flow)
    closing.push(service.close)
    const { page, faults } = await open({
      kind: 'flow',
      address: `http://localhost:${service.port}/workflows/12/triggers/manual/paths/invoke?api-version=2016-10-01&sig=a%2Bb`,
    })
    await answer(page)
    await seeText(page, 'Svaret er overlevert til Nordlys IT AS.')
    expectSealed(service.asked)
    expect(faults).toEqual([])
    await page.close()
  })

  it('says that it was not handed over when the service refuses or is not there, and offers mail, clipboard and file', async () => {
    const refusing = await endpoint(formService(500))
    closing.push(refusing.close)
    const gone = await endpoint(flow)
    await gone.close()
    for (const given of [
      { kind: 'form', port: refusing.port },
      { kind: 'flow', port: gone.port },
    ] as const) {
      const { page } = await open({ kind: given.kind, address: `http://localhost:${given.port}/f/abc` })
      await answer(page)
      await seeText(page, 'Det kunne ikke overleveres fra denne siden.')
      await seeText(page, 'Svaret er klart. Nå må det sendes til Nordlys IT AS.')
      for (const way of ['mail', 'copy', 'save']) await see(page, `[data-${way}]`)
      await page.close()
    }
  })

  it('goes to Netlify at the page’s own host, and the build shows it the form', async () => {
    const { page, site } = await open({ kind: 'netlify' })
    const asked: Asked[] = []
    site.server.on('request', noting(asked))
    await answer(page)
    await seeText(page, 'Svaret er overlevert til Nordlys IT AS.')
    const sent = asked.filter(({ method }) => method === 'POST')
    expectSealed(sent)
    expect(sent[0]!.form.get('form-name')).toBe('tilbud')
    const index = await readFile(join(pages.folder(), 'index.html'), 'utf8')
    expect(index).toMatch(/<form name="tilbud" data-netlify="true" hidden>/)
    await page.close()
  })

  it('keeps whatever is pasted, in one line where the field is one, and nothing is lost on the way (A2)', async () => {
    const { page } = await open(null)
    const paste = (selector: string, text: string) =>
      page.$eval(
        selector,
        (field, value) => {
          const input = field as HTMLInputElement
          input.focus()
          input.value = value
          input.dispatchEvent(new Event('input', { bubbles: true }))
        },
        text,
      )
    await see(page, '[data-form]')
    await fill(page, 'email', 'kari@fjordbygg.example')
    await paste('#name', 'Kari\u000bNordmann\u202e')
    await paste('#message', `Det\u0092s\u000bgreit \ud800 ${'x'.repeat(10_000)}`)
    await click(page, '[data-mode="question"]')
    await click(page, '[data-submit]')
    await seeText(page, 'Bruk høyst 2 000 tegn.'.replace(' 000', '\u00a0000'))
    expect(await page.$('[data-sealed]')).toBeNull()
    await paste('#message', 'Det\u0092s\u000bgreit \ud800')
    await click(page, '[data-submit]')
    const sealed = await see(page, '[data-sealed]').then((field) =>
      field.evaluate((each) => (each as HTMLTextAreaElement).value),
    )
    const [found] = findArmor(sealed)
    if (!found?.ok) throw new Error('no armor')
    const envelope = readEnvelope(found.sealed)!
    const { hash } = await page.$eval(
      '[data-offer]',
      (section) => JSON.parse((section as HTMLElement).dataset.offer!) as { hash: string },
    )
    const read = await openReply(
      envelope,
      await importKeyPair(exampleReplyKey),
      hash,
      new Date().toISOString(),
    )
    expect(read).toMatchObject({ content: { by: { name: 'Kari Nordmann' }, message: 'Det’s\ngreit \ufffd' } })
    await page.close()
  })

  it('fixes the numbers of an answer until the customer goes back, and calls it a receipt only when it has left (B4)', async () => {
    const { page } = await open(null)
    await answer(page)
    expect(
      await page.$$eval('.stepper *', (all) => all.every((each) => (each as HTMLInputElement).disabled)),
    ).toBe(true)
    expect(await textOf(page, '[data-sent]')).not.toContain('Kvittering')
    await click(page, '[data-copy]')
    await seeText(page, 'Kvitteringen din')
    await see(page, '[data-print]')
    await click(page, '[data-again]')
    expect(await page.$eval('.stepper input', (input) => input.disabled)).toBe(false)
    await page.focus('.stepper input')
    await page.keyboard.type('7')
    expect(await page.$eval('.stepper input', (input) => input.value)).toBe('7')
    await page.close()
  })

  it('stays on screen when the offer closes before it was sent (B3)', async () => {
    const { page } = await open(null)
    await answer(page)
    await page.evaluate(() => {
      const closed = Date.now() + 400 * 86_400_000
      Date.now = () => closed
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await seeText(page, 'Dere kan fortsatt sende svaret')
    await see(page, '[data-sealed]')
    await see(page, '[data-expired]')
    expect(await page.$('[data-again]')).toBeNull()
    await page.close()
  })

  it('loads answering again after a failure, keeps what was typed, and offers mail meanwhile (B2)', async () => {
    const { page } = await open(null)
    const scripts = join(pages.folder(), '_astro')
    const missing = (await readdir(scripts)).filter((file) => /^(?:answer|nb)\./.test(file))
    expect(missing).toHaveLength(2)
    await see(page, '[data-form]')
    // First the script is not there, then its words are not.
    for (const file of missing) {
      await rename(join(scripts, file), join(scripts, `${file}.away`))
      await fill(page, 'name', 'Kari Nordmann')
      await click(page, '[data-submit]')
      await seeText(page, 'Det dere har skrevet, er ikke tapt: Sjekk nettforbindelsen og prøv igjen.')
      expect(await page.$eval('[data-status] a', (link) => link.href)).toMatch(
        /^mailto:post@nordlys-it\.example\?subject=/,
      )
      await page.waitForFunction(() => !document.querySelector('[aria-busy]'), { polling: 50 })
      await rename(join(scripts, `${file}.away`), join(scripts, file))
    }
    expect(await page.$eval('#name', (field) => (field as HTMLInputElement).value)).toBe('Kari Nordmann')
    await answer(page)
    await page.close()
  })

  it('says when the browser cannot encrypt, before anybody has written much (B2)', async () => {
    const { page } = await open(null)
    await page.evaluateOnNewDocument(() =>
      Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined }),
    )
    await page.reload()
    await click(page, '#name')
    await seeText(page, 'Denne nettleseren kan ikke kryptere svaret.')
    await see(page, '[data-status] a')
    await click(page, '[data-submit]')
    expect(await page.$('[data-sealed]')).toBeNull()
    await page.close()
  })

  it('says that the page was not opened over https, and keeps what was typed (B2)', async () => {
    const { page } = await open(null)
    await page.goto(page.url().replace('localhost', plainHost))
    expect(await page.evaluate(() => [isSecureContext, typeof crypto.subtle])).toEqual([false, 'undefined'])
    const typed = {
      name: 'Kari Nordmann',
      email: 'kari@fjordbygg.example',
      order: 'PO-4711',
      message: 'Vi ringer på mandag.',
    }
    for (const [field, text] of Object.entries(typed)) await fill(page, field, text)
    await page.focus('.stepper input')
    await page.keyboard.type('7')
    await click(page, '[data-submit]')
    await seeText(page, 'Siden ble åpnet uten https, så svaret kan ikke krypteres.')
    expect(await page.$eval('[data-status] a', (link) => link.href)).toMatch(
      /^mailto:post@nordlys-it\.example\?subject=/,
    )
    expect(await page.$('[data-sealed]')).toBeNull()
    for (const [field, text] of Object.entries(typed))
      expect(await page.$eval(`#${field}`, (input) => (input as HTMLInputElement).value)).toBe(text)
    expect(await page.$eval('.stepper input', (input) => input.value)).toBe('7')
    await page.close()
  })

  it('is given once, however often the button is pressed, and never by Enter (B9)', async () => {
    const service = await endpoint((request, response) =>
      setTimeout(() => formService(200)(request, response), 300),
    )
    closing.push(service.close)
    const { page } = await open({ kind: 'form', address: `http://localhost:${service.port}/f/abc` })
    await see(page, '[data-form]')
    // What is wrong is said at the field that it is about, for whoever hears the page too.
    await click(page, '[data-submit]')
    await seeText(page, 'Oppgi navnet ditt.')
    if (await page.$('[name="delegation"]')) {
      expect(
        await page.$eval('[role="radiogroup"]', (group) => [
          group.getAttribute('aria-invalid'),
          group.getAttribute('aria-describedby'),
        ]),
      ).toEqual(['true', 'delegation-error'])
      expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('delegation')
      await click(page, '[name="delegation"][value="without"]')
    }
    await fill(page, 'name', 'Kari Nordmann')
    await fill(page, 'email', 'kari@fjordbygg.example')
    if (await page.$('#company')) await fill(page, 'company', 'Fjord Bygg AS')
    await page.focus('#email')
    await page.keyboard.press('Enter')
    await page.evaluate(() => {
      const button = document.querySelector<HTMLElement>('[data-submit]')!
      for (let times = 0; times < 5; times++) button.click()
    })
    await see(page, '[data-sent] .ways')
    expect(service.asked).toHaveLength(1)
    expect(await page.$$('[data-sealed]')).toHaveLength(1)
    await click(page, '[data-again]')
    expect(await page.evaluate(() => document.activeElement?.matches('[data-submit]'))).toBe(true)
    await page.close()
  })

  it('leaves a receipt: on the page, in the file and on paper', async () => {
    const { page } = await open(null)
    expect(await page.$eval('meta[http-equiv]', (meta) => meta.content)).not.toContain('connect-src')
    await answer(page)
    const receipt = await textOf(page, '[data-sent] dl')
    for (const part of [
      'Dere godtar',
      'Kari Nordmann',
      'kari@fjordbygg.example',
      'PO-4711',
      new Date().toISOString().slice(0, 4),
    ])
      expect(receipt).toContain(part)
    const file = await session.downloaded(() => click(page, '[data-save]'))
    expect(file.name).toMatch(/^[0-9A-Z-]{21}\.tilbud\.txt$/)
    for (const part of ['Kari Nordmann', 'PO-4711', '[TILBUD1:']) expect(file.text).toContain(part)
    // All that somebody needs who finds the file years later (B13).
    for (const part of [
      /^Tilbud fra: Nordlys IT AS$/m,
      /: Periode: 1 år, Pris per lisens: [\d\s]+,\d\d\skr per \S+, Lisenser: \d+, Delsum: /,
      /^Totalt: .*kr per /m,
      /^Adressen til siden: http:\/\/localhost:\d+\/4839201\/[0-9a-z-]{21}\/$/m,
      /^Tilbudets kontrollsum \(SHA-256\): [0-9a-f]{64}$/m,
      /^Tid på enheten din: \d{4}-\d\d-\d\d \d\d:\d\d \(UTC[+-]\d\d:\d\d\)$/m,
    ])
      expect(file.text).toMatch(part)
    if (name === 'chromium') {
      await page.emulateMediaType('print')
      expect(await page.$('[data-sent] dl').then((list) => list!.isVisible())).toBe(true)
      expect(await page.$('[data-sealed]').then((field) => field!.isVisible())).toBe(false)
      await page.emulateMediaType('screen')
    }
    await click(page, '[data-again]')
    await see(page, '[data-form]')
    expect(await page.$eval('#name', (field) => (field as HTMLInputElement).value)).toBe('Kari Nordmann')
    await page.close()
  })
})
