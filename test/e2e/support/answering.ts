import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { expect } from 'vitest'
import { today } from '#core/clock/clock.ts'
import { examplePublication, exampleSize } from '#core/exchange/example/publication.ts'
import type { Endpoint } from '#core/model/company.ts'
import type { BrowserName } from '#scripts/browsers.ts'
import { serve } from '#scripts/serve.ts'
import { buildSite } from '#site/build.ts'
import { launch, type Session } from '#test/e2e/support/browser.ts'
import { click, fill, see } from '#test/e2e/support/screen.ts'

/** What an endpoint was asked. */
export type Asked = Readonly<{
  method: string
  url: string
  type: string
  referer: string
  body: string
  form: URLSearchParams
}>

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** Writes down what a server is asked, and then lets it answer. */
export const noting =
  (asked: Asked[], answer: Answer = () => {}): Answer =>
  (request, response) => {
    let body = ''
    request.on('data', (piece: Buffer) => (body += piece.toString()))
    request.on('end', () => {
      asked.push({
        method: request.method!,
        url: request.url!,
        type: request.headers['content-type'] ?? '',
        referer: request.headers.referer ?? '',
        body,
        form: new URLSearchParams(body),
      })
      answer(request, response)
    })
  }

/** A small HTTP server that takes answers the way of one service. Plain http, on this machine: the page is served the same way. */
export async function endpoint(answer: Answer) {
  const asked: Asked[] = []
  const server = createServer(noting(asked, answer))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  return { asked, port, close: () => new Promise<void>((done) => server.close(() => done())) }
}

/** A page of the example that can be answered, in a browser. */
export type Opened = Readonly<{ page: Page; faults: string[]; site: Awaited<ReturnType<typeof serve>> }>

export type Answering = Readonly<{
  session: Session
  /** Builds the example with an endpoint and opens its first purchase offer with a range. @param after the address */
  open: (given: Endpoint | null, after?: string) => Promise<Opened>
  /** Where the pages lie that were built last. */
  folder: () => string
  close: () => Promise<void>
}>

/** Pages of the example in a browser, built anew with each endpoint. */
export async function answering(name: BrowserName): Promise<Answering> {
  const work = await mkdtemp(join(tmpdir(), 'tilbud-answer-'))
  const session = await launch(name)
  const closing: (() => Promise<void>)[] = []
  let built = 0
  const folder = () => join(work, `out-${built}`)
  return {
    session,
    folder,
    async open(given, after = '') {
      built++
      const out = folder()
      const file = join(work, `${built}.jsonl`)
      const [header, company, ...offers] = (
        await examplePublication(exampleSize, today(Date.now(), 'Europe/Oslo'))
      ).split('\n')
      // The schema wants https, as a company's screen does; this machine has none to offer, so the pages get the address afterwards.
      const secure =
        given && 'address' in given ? { ...given, address: given.address.replace('http:', 'https:') } : given
      await writeFile(
        file,
        [
          header,
          JSON.stringify({ ...JSON.parse(company!), ...(secure && { endpoint: secure }) }),
          ...offers,
        ].join('\n'),
      )
      expect(await buildSite({ publication: file, out })).toMatchObject({ ok: true })
      const codes = await readdir(join(out, '4839201'))
      let path = ''
      for (const code of codes) {
        const index = join(out, '4839201', code, 'index.html')
        const html = await readFile(index, 'utf8')
        if (given && 'address' in given)
          await writeFile(index, html.replaceAll('https://localhost', 'http://localhost'))
        if (html.includes('data-form') && html.includes('id="order"') && html.includes('lang="nb"'))
          path = `/4839201/${code}/`
      }
      const site = await serve(out)
      closing.push(site.close)
      const faults: string[] = []
      const page = await session.browser.newPage()
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
      await page.goto(site.address + path + after)
      await page.bringToFront()
      return { page, faults, site }
    },
    async close() {
      await session.close()
      for (const close of closing) await close()
      await rm(work, { recursive: true, force: true })
    },
  }
}

/** Fills the form in, as somebody who accepts would. */
export async function fillAnswer(page: Page): Promise<void> {
  await see(page, '[data-form]')
  if (await page.$('[name="delegation"]')) await click(page, '[name="delegation"][value="without"]')
  await fill(page, 'name', 'Kari Nordmann')
  await fill(page, 'email', 'kari@fjordbygg.example')
  if (await page.$('#company')) await fill(page, 'company', 'Fjord Bygg AS')
  await fill(page, 'order', 'PO-4711')
}

/** Fills the form in and presses its button. */
export async function answer(page: Page): Promise<void> {
  await fillAnswer(page)
  await click(page, '[data-submit]')
  await see(page, '[data-sent] .ways')
}
