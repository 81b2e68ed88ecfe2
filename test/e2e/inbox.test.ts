import type { ServerResponse } from 'node:http'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findArmor } from '#core/reply/armor.ts'
import { serve } from '#scripts/serve.ts'
import { answer, answering, endpoint, fillAnswer, type Answering } from '#test/e2e/support/answering.ts'
import { axe } from '#test/e2e/support/axe.ts'
import { click, fill, see, seeText, textOf } from '#test/e2e/support/screen.ts'

const grant = 'sv=2021-12-02&si=hand&sr=q&sig=aZ0%2Bq%2F8%3D'

/** Azure names the origin that its rule allows, in refusals too. */
const xml = (response: ServerResponse, status: number, body: string) =>
  void response
    .writeHead(status, {
      'access-control-allow-origin': response.req.headers.origin,
      'content-type': 'application/xml',
      vary: 'Origin',
    })
    .end(body)

describe.each(['chromium', 'firefox'] as const)('the partner’s inbox, in %s', (name) => {
  let pages: Answering
  const closing: (() => Promise<void>)[] = []
  beforeAll(async () => {
    pages = await answering(name)
  })
  afterAll(async () => {
    await pages?.close()
    for (const close of closing) await close()
  })

  /**
   * A queue as Azure Storage has it: it takes plain text without being asked
   * first, knows a grant by its signature, and says 201.
   *
   * @param mishaps how it answers the first requests instead
   * @param wait milliseconds
   */
  async function queue({ mishaps = [], wait = 0 }: { mishaps?: number[]; wait?: number } = {}) {
    const taken: string[] = []
    const server = await endpoint((request, response) => {
      const { pathname, searchParams } = new URL(request.url!, 'http://localhost')
      const { body } = server.asked.at(-1)!
      const [, message] =
        /^<QueueMessage><MessageText>([^<&]*)<\/MessageText><\/QueueMessage>$/.exec(body) ?? []
      const mishap = mishaps.shift()
      if (mishap) xml(response, mishap, '')
      else if (request.method !== 'POST' || pathname !== '/inbox/messages') xml(response, 405, '')
      else if (searchParams.get('sig') !== 'aZ0+q/8=' || searchParams.get('si') !== 'hand')
        xml(response, 403, '<Error><Code>AuthenticationFailed</Code></Error>')
      else if (!message) xml(response, 400, '<Error><Code>InvalidXmlDocument</Code></Error>')
      else
        setTimeout(() => {
          taken.push(message)
          xml(response, 201, '<QueueMessagesList></QueueMessagesList>')
        }, wait)
    })
    closing.push(server.close)
    return { ...server, taken }
  }

  const open = (port: number, by = grant, after = '') =>
    pages.open({ kind: 'queue', address: `http://localhost:${port}/inbox/messages?${by}` }, after)

  const handed = 'Svaret er overlevert til Nordlys IT AS.'

  async function expectWays(page: Page) {
    await seeText(page, 'Det kunne ikke overleveres fra denne siden.')
    await seeText(page, 'Svaret er klart. Nå må det sendes til Nordlys IT AS.')
    for (const way of ['mail', 'copy', 'save']) await see(page, `[data-${way}]`)
    await page.close()
  }

  it('gets the answer by one press, which is all that it is told, and nothing is called received', async () => {
    const inbox = await queue()
    const { page, faults } = await open(inbox.port)
    await answer(page)
    await seeText(page, handed)
    const [asked, ...more] = inbox.asked
    expect(more).toEqual([])
    expect(asked).toMatchObject({
      method: 'POST',
      url: `/inbox/messages?${grant}&messagettl=7776000`,
      type: 'text/plain',
      referer: '',
    })
    expect(asked!.body).not.toMatch(/Nordmann|fjordbygg|PO-4711/i)
    expect(findArmor(inbox.taken[0]!)).toMatchObject([{ ok: true }])
    expect(await textOf(page, '[data-sent]')).not.toMatch(/mottatt/i)
    const receipt = await textOf(page, '[data-sent] dl')
    for (const part of ['Dere godtar', 'Kari Nordmann', 'PO-4711']) expect(receipt).toContain(part)
    for (const way of ['mail', 'copy', 'save', 'print']) await see(page, `[data-${way}]`)
    // The sealed text is folded away, and still there for whoever wants it.
    expect(await page.$eval('[data-sealed]', (field) => field.checkVisibility())).toBe(false)
    await click(page, '[data-sent] summary')
    await see(page, '[data-sealed]')
    expect(await axe(page)).toEqual([])
    expect(faults).toEqual([])
    await page.close()
  })

  it('is named before the press, with all that will be sent, and the button does not move away from a press', async () => {
    const inbox = await queue()
    const { page } = await open(inbox.port)
    await fillAnswer(page)
    await page.focus('.stepper input')
    await page.keyboard.type('7')
    await page.focus('#message')
    await page.keyboard.type('Vi ringer på mandag.')
    const shown = await textOf(page, '.statement')
    for (const part of [
      /^Dere godtar .*7\u00a0× .*uten delegert administrasjon\.$/m,
      /^Bestillingsnummeret deres: PO-4711$/m,
      /^Melding: Vi ringer på mandag\.$/m,
      /^Når du trykker på «Godta», sendes dette kryptert til Nordlys IT AS/m,
    ])
      expect(shown.replace(/(\d) ×/g, '$1\u00a0×')).toMatch(part)
    expect(await axe(page)).toEqual([])
    // Nothing has left yet.
    expect(inbox.asked).toEqual([])
    await click(page, '[data-mode="question"]')
    await seeText(page, 'Når du trykker på «Send spørsmålet», sendes dette')
    expect(await textOf(page, '.statement')).not.toContain('PO-4711')
    await click(page, '[data-mode="accept"]')
    // The mouse is pressed while the field still has the focus.
    await fill(page, 'message', 'Vi ringer på tirsdag.')
    await click(page, '[data-submit]')
    await seeText(page, handed)
    expect(inbox.taken).toHaveLength(1)
    await page.close()
  })

  it('is tried once more when it failed, with the same answer', async () => {
    const inbox = await queue({ mishaps: [503] })
    const { page } = await open(inbox.port)
    await answer(page)
    await seeText(page, handed)
    expect(inbox.asked.map(({ body }) => body)).toEqual([inbox.asked[0]!.body, inbox.asked[0]!.body])
    expect(inbox.taken).toHaveLength(1)
    await page.close()
  })

  it('that has taken its grant back is asked once, and mail, clipboard and file are left', async () => {
    const inbox = await queue()
    const { page } = await open(inbox.port, grant.replace('hand', 'hand2'))
    await answer(page)
    await expectWays(page)
    expect(inbox.asked).toHaveLength(1)
    expect(inbox.taken).toEqual([])
  })

  it('that is gone or goes on failing leaves mail, clipboard and file', async () => {
    const failing = await queue({ mishaps: [500, 500, 500] })
    const gone = await queue()
    await gone.close()
    for (const { port } of [failing, gone]) {
      const { page } = await open(port)
      await answer(page)
      await expectWays(page)
    }
    expect(failing.asked).toHaveLength(2)
  })

  it('that is slow gets one answer, however often the button is pressed, and the page says what goes on', async () => {
    const inbox = await queue({ wait: 2000 })
    const { page } = await open(inbox.port)
    await fillAnswer(page)
    await page.evaluate(() => {
      const button = document.querySelector<HTMLElement>('[data-submit]')!
      for (let times = 0; times < 5; times++) button.click()
    })
    await seeText(page, 'Overleverer svaret …')
    expect(inbox.taken).toEqual([])
    await seeText(page, handed)
    expect(inbox.taken).toHaveLength(1)
    await page.close()
  })

  it('gets nothing from a page inside another one, which says why and leads to the page itself', async () => {
    const inbox = await queue()
    const { page } = await open(inbox.port)
    const address = page.url()
    const around = await serve(pages.folder(), 0, {
      answer: (path, response) => {
        if (path !== '/around/') return false
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end(`<h1>Around</h1><iframe src="${address}#r=token-1" width="700" height="700"></iframe>`)
        return true
      },
    })
    closing.push(around.close)
    await page.goto(`${around.address}/around/`)
    const element = await see(page, 'iframe')
    const frame = (await element.contentFrame())!
    const link = (await frame.waitForSelector('[data-status] a', { visible: true }))!
    expect(await frame.$eval('[data-status]', (status) => (status as HTMLElement).innerText)).toContain(
      'Siden vises inne i en annen side',
    )
    expect(await frame.$eval('[data-form]', (form) => (form as HTMLElement).checkVisibility())).toBe(false)
    expect(await link.evaluate(({ target }) => target)).toBe('_blank')
    await page.goto(await link.evaluate(({ href }) => href))
    // The token came along: the answer is still known to be this customer's.
    expect(page.url()).toBe(address)
    expect(await page.evaluate(() => Object.values(sessionStorage))).toContain('token-1')
    await see(page, '[data-form]')
    await page.close()
  })
})
