import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElementHandle } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Version } from '#core/model/offer.ts'
import type { ReplyContent } from '#core/model/reply.ts'
import { findArmor, toArmor } from '#core/reply/armor.ts'
import { headLength, layout } from '#core/reply/layout.ts'
import { sealReply } from '#core/reply/seal.ts'
import { serve } from '#scripts/serve.ts'
import { unpackSite } from '#test/e2e/support/archive.ts'
import { axe } from '#test/e2e/support/axe.ts'
import { click, fill, see, seeText } from '#test/e2e/support/screen.ts'
import { openExample, workIn } from '#test/e2e/support/workplace.ts'
import { go } from '#test/e2e/support/workspace.ts'

/** A mail as programs send it: quoted-printable, with the reply wrapped by a quote of ours. */
const mailOf = (from: string, body: string) =>
  [
    `From: =?utf-8?Q?K=C3=A5re?= <${from}>`,
    'To: post@nordlys-it.example',
    'Subject: Svar',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset="utf-8"',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    ...body
      .split('\n')
      .map((line) =>
        `> ${line}`
          .replace(/[^\x20-\x7e]/g, (sign) =>
            Buffer.from(sign).reduce((text, byte) => `${text}=${byte.toString(16).toUpperCase()}`, ''),
          )
          .replace(/(.{60})(?=.)/g, '$1=\r\n'),
      ),
    '',
  ].join('\r\n')

/** An Outlook message of 1,536 bytes whose chain of sectors leads in a circle. */
function circularMessage(): Buffer {
  const file = Buffer.alloc(1536)
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  file.writeUInt16LE(9, 0x1e)
  for (const [at, value] of [
    [0x2c, 1],
    [0x30, 1],
    [0x38, 4096],
    [0x3c, -2],
    [0x44, -2],
    [512, -3],
    [516, 1],
  ] as const)
    file.writeInt32LE(value, at)
  return file
}

describe.each(['chromium', 'firefox'] as const)('replies by mail in %s', (name) =>
  workIn(name, 'nb-NO', openExample, (work) => {
    let site: Awaited<ReturnType<typeof serve>>
    let path: string
    beforeAll(async () => {
      const { folder, page, session } = work
      await go(page, '/publish')
      const zip = await session.downloaded(() => click(page, '[data-id="zip"]'))
      await unpackSite(zip.path, join(folder, 'site'))
      site = await serve(join(folder, 'site'))
      for (const code of await readdir(join(folder, 'site/4839201'))) {
        const html = await readFile(join(folder, 'site/4839201', code, 'index.html'), 'utf8')
        if (
          html.includes('data-form') &&
          html.includes('id="order"') &&
          html.includes('lang="nb"') &&
          html.includes('<small>')
        )
          path = `/4839201/${code}/`
      }
    })
    afterAll(() => site?.close())

    /** Answers on the page. @returns the sealed text */
    async function answer(numbers: string | null, message: string): Promise<string> {
      const { session } = work
      const customer = await session.visit(site.address + path)
      await see(customer, '[data-form]')
      if (numbers) {
        const field = await see(customer, '.stepper input')
        await field.evaluate((input) => (input as HTMLInputElement).select())
        await field.focus()
        await customer.keyboard.type(numbers)
      }
      if (!numbers && (await customer.$('[name="delegation"]')))
        await click(customer, '[name="delegation"][value="without"]')
      await fill(customer, 'name', 'Kåre Ås')
      await fill(customer, 'email', 'kare@ukjent.example')
      if (await customer.$('#company')) await fill(customer, 'company', 'Ukjent AS')
      await fill(customer, 'message', message)
      await click(customer, '[data-submit]')
      await see(customer, '[data-sealed]')
      const sealed = await customer.$eval('[data-sealed]', (field) => (field as HTMLTextAreaElement).value)
      await customer.close()
      return sealed
    }

    async function choose(...files: string[]): Promise<void> {
      const { page } = work
      await go(page, '/replies')
      const input = (await see(page, '[name="reply-files"]')) as ElementHandle<HTMLInputElement>
      await input.uploadFile(...files)
    }

    it('come in from several files at once: a mail, a mailbox, and one that cannot be read', async () => {
      const { folder, page } = work
      const request = await answer('900', 'Vi er blitt flere.')
      const question = await answer(null, 'Når kan dere begynne?')
      const files = ['request.eml', 'inbox.mbox', 'broken.msg'].map((each) => join(folder, each))
      await writeFile(
        files[0]!,
        mailOf('en.annen@mellommann.example', `Dere ber om et nytt tilbud. «Hilsen»\n\n${request}`),
      )
      const separator = 'From kare@ukjent.example Mon Nov 23 10:00:00 2026\r\n'
      await writeFile(
        files[1]!,
        `${separator}${mailOf('kare@ukjent.example', `Hei\n${question}`)}\r\n${separator}${mailOf('nyhetsbrev@ukjent.example', 'Kjøp nå!')}`,
      )
      await writeFile(
        files[2]!,
        Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]),
      )
      await choose(...files)
      await seeText(page, '2 svar er mottatt')
      await seeText(page, 'broken.msg kunne ikke leses. Lagre e-posten som .eml')
      await seeText(page, 'Ber om nytt tilbud')
      await seeText(page, 'E-posten kom fra en.annen@mellommann.example')
      await seeText(page, 'ukjent adresse')
      await seeText(page, 'Vi er blitt flere.')
      await seeText(page, 'Når kan dere begynne?')
      expect(await axe(page)).toEqual([])
      // The same again is told apart, and kept once.
      await choose(files[0]!)
      await seeText(page, 'Dette svaret ble importert')
    })

    it('come out of hostile files whole, within ten seconds for each, and the tab lives on (A10)', async () => {
      const { folder, page } = work
      const question = await answer(null, 'Er support med i prisen?')
      const files = ['circular.msg', 'slow.mbox', 'mine.txt'].map((each) => join(folder, each))
      await writeFile(files[0]!, circularMessage())
      const separator = 'From x@ukjent.example Mon Nov 23 10:00:00 2026\r\n'
      const blank = `${separator}From: x@ukjent.example\r\nTo: a@b.example\r\n\r\n${'\n'.repeat(12_000_000)}`
      await writeFile(files[1]!, `${blank}${separator}${mailOf('kare@ukjent.example', question)}`)
      await writeFile(files[2]!, await answer(null, 'Når er dere framme?'))
      await choose(...files)
      await seeText(page, 'Det tok mer enn 10 sekunder å lese slow.mbox, så 1 e-post ble utelatt.')
      await seeText(page, 'circular.msg kunne ikke leses. Lagre e-posten som .eml')
      await seeText(page, 'Er support med i prisen?')
      await seeText(page, 'Når er dere framme?')
      expect(await axe(page)).toEqual([])
    })

    it('of a mailbox that takes long stop when a person says so, and what was found is kept (A10)', async () => {
      const { folder, page } = work
      const question = await answer(null, 'Kan vi ringe dere?')
      const file = join(folder, 'long.mbox')
      const separator = 'From x@ukjent.example Mon Nov 23 10:00:00 2026\r\n'
      const mails = Array.from(
        { length: 40 },
        () => `${separator}From: x@ukjent.example\r\nTo: a@b.example\r\n\r\n${'\n'.repeat(100_000)}`,
      )
      await writeFile(file, `${mails.join('')}${separator}${mailOf('kare@ukjent.example', question)}`)
      await choose(file)
      await seeText(page, 'Leser long.mbox')
      await click(page, '[data-id="stop-reading"]')
      await seeText(page, 'long.mbox ble ikke lest, fordi du stoppet.')
      await seeText(page, 'Kan vi ringe dere?')
    })

    it('that ask for other numbers become the next version with one click', async () => {
      const { page } = work
      await click(page, '[data-id="counter-offer"]')
      await see(page, 'dialog .stepper input')
      const counts = await page.$$eval('dialog .stepper input', (inputs) =>
        inputs.map((input) => input.value),
      )
      expect(counts).toContain('900')
      await click(page, 'dialog header fluent-button:last-child')
    })
  }),
)

/** As many replies in one text as an attacker may send. */
const flood = 20_000

/** A well-formed reply that is sealed to nobody, or that has the head of a real one and opens as little. */
function fakeReply(head?: Uint8Array): string {
  const bytes = crypto.getRandomValues(new Uint8Array(420))
  bytes.set(head ?? [1, 1, 0])
  return toArmor(bytes)
}

describe('a flood of replies in chromium (A12)', () =>
  workIn('chromium', 'nb-NO', openExample, (work) => {
    let version: Version
    beforeAll(async () => {
      const { page, session } = work
      await go(page, '/settings')
      const { text } = await session.downloaded(() => click(page, '[data-id="backup"]'))
      const lines = text
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => JSON.parse(line) as { t: string; r: Version })
      version = lines.find(({ t, r }) => t === 'versions' && r.state === 'published')!.r
    })

    /** Drops a file with these replies. @returns how long it takes until the screen says what became of them, in milliseconds */
    async function takeIn(name: string, armors: readonly string[], result: string): Promise<number> {
      const { folder, page } = work
      const file = join(folder, name)
      await writeFile(file, armors.join('\n\n'))
      await go(page, '/replies')
      const input = (await see(page, '[name="reply-files"]')) as ElementHandle<HTMLInputElement>
      const start = Date.now()
      await input.uploadFile(file)
      await page.waitForFunction(
        (wanted: string) => document.body.innerText.includes(wanted),
        { timeout: 100_000, polling: 50 },
        result,
      )
      return Date.now() - start
    }

    it('to keys that nobody knows is taken in as far as it goes, within 20 seconds', async () => {
      const { page } = work
      const took = await takeIn(
        'unknown.txt',
        Array.from({ length: flood }, () => fakeReply()),
        '1\u00a0000 svar gjelder tilbud som dette arbeidsområdet ikke har',
      )
      await seeText(page, '19\u00a0000 svar er ikke med')
      expect(took).toBeLessThan(20_000)
    })

    it('to the right key with nonsense inside is taken in or refused within 20 seconds', async () => {
      const content = { nonsense: 'x'.repeat(200) } as unknown as ReplyContent
      const sealed = await Promise.all(
        Array.from({ length: 300 }, () => sealReply(content, version.binding.replyKey, version.hash)),
      )
      const [found] = findArmor(sealed[0]!)
      const head = found!.ok ? found!.sealed.slice(0, headLength) : new Uint8Array()
      // Every other one for an offer that there is none of.
      const otherHead = () => {
        const bytes = head.slice()
        bytes.set(crypto.getRandomValues(new Uint8Array(layout.offer)), 3 + layout.keyId)
        return bytes
      }
      const others = Array.from({ length: flood - sealed.length }, (_, index) =>
        fakeReply(index % 2 ? head : otherHead()),
      )
      const took = await takeIn('nonsense.txt', [...sealed, ...others], '300 meldinger var kryptert til deg')
      expect(took).toBeLessThan(20_000)
    })

    it('leaves a screen that is there within a second, and that shows more when asked', async () => {
      const { page } = work
      await go(page, '/')
      await page.waitForFunction(() => !document.querySelector('[name="reply-files"]'))
      const start = Date.now()
      await go(page, '/replies')
      await see(page, 'article.card')
      expect(Date.now() - start).toBeLessThan(1000)
      const cards = () => page.$$eval('#waiting ~ article.card', (all) => all.length)
      expect(await cards()).toBe(50)
      expect(await axe(page)).toEqual([])
      await click(page, '[data-id="more-unopened"]')
      await page.waitForFunction(() => document.querySelectorAll('#waiting ~ article.card').length === 100)
    })

    it('is deleted at once, after a question', async () => {
      const { page } = work
      await click(page, '[data-id="delete-unopened"]')
      expect(await axe(page)).toEqual([])
      await click(page, 'dialog [data-id="delete"]')
      await seeText(page, 'Slettet.')
      await page.waitForFunction(() => document.querySelectorAll('article.card').length < 50)
    })
  }))
