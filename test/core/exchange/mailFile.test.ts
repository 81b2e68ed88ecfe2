import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mailParts, onlyReplies } from '#core/exchange/mailFile.ts'
import { withoutBinary } from '#core/exchange/withoutBinary.ts'
import { findArmor } from '#core/reply/armor.ts'
import { root } from '#scripts/paths.ts'
import { outlook, utf16 } from '#test/core/exchange/outlook.ts'
import { readMailFile } from '#test/core/exchange/support.ts'

/** Mails as Python's `email` and `mailbox` write them; `reply.txt` has the reply that lies in each. */
const folder = join(root, 'test/core/exchange/mails')
const bytes = async (name: string) => new Uint8Array(await readFile(join(folder, name)))
const armor = (await readFile(join(folder, 'reply.txt'), 'utf8')).replace(/\s/g, '')
const found = (text: string) => findArmor(text).map((each) => (each.ok ? each.armor : each.why))

const mail = (...lines: string[]) => new Uint8Array(Buffer.from(lines.join('\r\n')))

const mails = (await readdir(folder)).filter((name) => name.endsWith('.eml'))

describe('a mail file', () => {
  it.each(mails)('%s gives its reply and who sent it', async (name) => {
    const [only, ...more] = await readMailFile(await bytes(name))
    expect(more).toEqual([])
    expect(new Set(found(only!.text))).toEqual(new Set([armor]))
    expect(only!.from).toBe(
      name === 'forwarded.eml' ? 'sjef@fjordbygg.example' : 'kare.ostby@fjordbygg.example',
    )
  })

  it('that holds a whole mailbox gives each mail, also where a text has lines that look like the next one', async () => {
    const box = await readMailFile(await bytes('inbox.mbox'))
    expect(box.map(({ text }) => found(text))).toEqual([[armor], [armor], [armor], []])
    const unmarked = (await readFile(join(folder, 'inbox.mbox'), 'latin1')).replaceAll('>From', 'From')
    expect(await readMailFile(new Uint8Array(Buffer.from(unmarked, 'latin1')))).toHaveLength(4)
    const windows = (await readFile(join(folder, 'inbox.mbox'), 'latin1')).replaceAll('\n', '\r\n')
    expect(
      (await readMailFile(new Uint8Array(Buffer.from(windows, 'latin1')))).flatMap(({ text }) => found(text)),
    ).toEqual([armor, armor, armor])
  })

  it('whose plain text says nothing gives the reply in its HTML', async () => {
    const mail = (await readFile(join(folder, 'alternative.eml'), 'latin1')).replace(
      /\[TILBUD1:[^\]]+\]/,
      'Your program shows no HTML.',
    )
    expect(found((await readMailFile(new Uint8Array(Buffer.from(mail, 'latin1'))))[0]!.text)).toEqual([armor])
  })

  it('with references to characters that are none is read all the same', async () => {
    const mail = `From: kari@fjordbygg.example\nTo: a@b.example\nContent-Type: text/html\n\n<p>&#99999999; &#xfffffff; ${armor}</p>\n`
    expect(found((await readMailFile(new Uint8Array(Buffer.from(mail))))[0]!.text)).toEqual([armor])
  })

  it('of a mailbox with one mail that nobody can read gives the others', async () => {
    const nested = Array.from(
      { length: 400 },
      (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\n\n--b${n}\n`,
    ).join('')
    const hostile = `From x@y.example Mon Nov 23 10:00:00 2026\nFrom: x@y.example\nTo: a@b.example\n${nested}\n\n`
    const box = Buffer.concat([Buffer.from(hostile), await readFile(join(folder, 'inbox.mbox'))])
    expect((await readMailFile(new Uint8Array(box))).flatMap(({ text }) => found(text))).toEqual([
      armor,
      armor,
      armor,
    ])
  })

  it('of Outlook gives its reply and who sent it', async () => {
    const [only] = await readMailFile(
      outlook({
        '1000': `Dere godtar.\r\n\r\n${armor}\r\n`,
        '5D01': 'Kari@fjordbygg.example',
        '0037': 'Svar',
      }),
    )
    expect(found(only!.text)).toEqual([armor])
    expect(only!.from).toBe('kari@fjordbygg.example')
  })

  it('of Outlook that is damaged is refused, and never passes as text', async () => {
    const whole = outlook({ '1000': armor })
    await expect(readMailFile(whole.slice(0, 600))).rejects.toThrow()
  })

  it('that is plain text, in any encoding that Windows writes, is taken as it is', async () => {
    expect(found((await readMailFile(await bytes('reply.txt')))[0]!.text)).toEqual([armor])
    const wide = new Uint8Array(Buffer.from(`\ufeff${armor}`, 'utf16le'))
    expect(found((await readMailFile(wide))[0]!.text)).toEqual([armor])
    expect(await readMailFile(new Uint8Array())).toEqual([{ text: '', from: null }])
  })

  it('gives no sender that is no address, hides characters or is longer than any address (A11)', async () => {
    const senders = [
      `${'a'.repeat(250)}@fjordbygg.example`,
      'Fjord Bygg',
      'kari\x7f@fjordbygg.example',
      'kari\u202e@fjordbygg.example',
      'kari@localhost',
      'a?b=c@x.example',
    ]
    for (const from of senders)
      expect(await readMailFile(mail(`From: <${from}>`, 'To: a@b.example', '', armor)), from).toMatchObject([
        { from: null },
      ])
    expect(
      await readMailFile(outlook({ '1000': armor, '0C1F': '/O=FJORD/OU=EXCHANGE/CN=KARI' })),
    ).toMatchObject([{ from: null }])
  })

  it('of a mailbox gives answers first and then the smallest, so that a large mail keeps none waiting (A10)', async () => {
    const separator = 'From x@y.example Mon Nov 23 10:00:00 2026'
    const head = ['From: kari@fjordbygg.example', 'To: a@b.example', '']
    const box = mail(
      separator,
      ...head,
      'x'.repeat(50_000),
      '',
      separator,
      ...head,
      'Hei',
      '',
      separator,
      ...head,
      armor,
      '',
    )
    expect(mailParts(box).map(({ at }) => at)).toEqual([2, 1, 0])
    expect((await readMailFile(box)).map(({ text }) => found(text))).toEqual([[], [], [armor]])
  })

  it('with pictures and documents is read without them, and texts between them are kept', async () => {
    const part = (type: string, name: string, content: string) => [
      '--b',
      `Content-Type: ${type}; name="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      ...Buffer.from(content)
        .toString('base64')
        .match(/.{1,76}/g)!,
    ]
    const file = mail(
      'From: kari@fjordbygg.example',
      'To: a@b.example',
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Hilsen',
      '-- ',
      'Kari',
      '',
      ...part('image/png', 'logo.png', 'x'.repeat(9000)),
      ...part('application/octet-stream', 'svar.txt', armor),
      ...part('application/pdf', 'a.pdf', 'y'.repeat(9000)),
      '--b--',
      '',
    )
    expect(withoutBinary(file).size).toBeLessThan(file.length - 20_000)
    const [read] = await readMailFile(file)
    expect(found(read!.text)).toEqual([armor])
    expect(read!.text).toContain('Kari')
  })

  it('with mails forwarded in mails without end is read as deep as people forward (A10)', async () => {
    let inner = ['From: kari@fjordbygg.example', 'To: a@b.example', '', armor]
    const forward = (levels: number) => {
      for (let level = 0; level < levels; level++)
        inner = [
          'From: a@b.example',
          'To: b@c.example',
          `Content-Type: multipart/mixed; boundary="b${level}"`,
          '',
          `--b${level}`,
          'Content-Type: message/rfc822',
          '',
          ...inner,
          `--b${level}--`,
          '',
        ]
      return mail(...inner)
    }
    const [three, hundred] = [forward(3), forward(97)]
    expect(found((await readMailFile(three))[0]!.text)).toEqual([armor])
    expect(found((await readMailFile(hundred))[0]!.text)).toEqual([])
  })

  it.each([
    '<',
    '<style ',
    '<script>',
    '<!--',
    '<a href=',
    '<head',
    '</style',
    '&#',
    '&#x',
    '&a',
    '> ',
    ' ',
    '"',
    '(',
    '<br',
  ])('of HTML that repeats “%s” for a megabyte is read at once (A10)', async (piece) => {
    const body = piece.repeat(1_000_000 / piece.length)
    const file = mail(
      'From: kari@fjordbygg.example',
      'To: a@b.example',
      'Content-Type: text/html',
      '',
      `<p>${armor}</p>`,
      body,
    )
    expect(found((await readMailFile(file))[0]!.text)).toEqual([armor])
  })
})

describe('a hostile Outlook message (A10)', () => {
  /** A header, one sector of the table of chains and one of the directory: 1,536 bytes. */
  function tiny(chain: number): Uint8Array<ArrayBuffer> {
    const file = new Uint8Array(1536)
    const view = new DataView(file.buffer)
    file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    view.setUint16(0x1e, 9, true)
    view.setInt32(0x2c, 1, true)
    view.setInt32(0x30, 1, true)
    view.setInt32(0x38, 4096, true)
    view.setInt32(0x3c, -2, true)
    view.setInt32(0x44, -2, true)
    for (let slot = 1; slot < 109; slot++) view.setInt32(0x4c + 4 * slot, -1, true)
    view.setInt32(512, -3, true)
    view.setInt32(516, chain, true)
    file[1024 + 0x42] = 5
    for (const link of [0x44, 0x48, 0x4c]) view.setInt32(1024 + link, -1, true)
    return file
  }

  it('whose chain of sectors leads in a circle is refused', async () => {
    await expect(readMailFile(tiny(1))).rejects.toThrow('damaged')
    await expect(readMailFile(tiny(-2))).rejects.toThrow('no text')
  })

  it.each([
    ['counts more sectors of its table than it has', 0x2c, 0x7fffffff],
    ['goes on with its table in a circle', 0x44, 1],
    ['begins its directory outside', 0x30, 99_999],
  ])('that %s is refused', async (_name, at, value) => {
    const file = tiny(1)
    const view = new DataView(file.buffer)
    view.setInt32(at, value, true)
    view.setInt32(0x48, 0x7fffffff, true)
    await expect(readMailFile(file)).rejects.toThrow()
  })

  it('whose directory is no tree, or whose text is larger than the file, is refused', async () => {
    const whole = outlook({ '1000': armor })
    const name = Buffer.from(whole).indexOf(utf16('__substg1.0_1000001F'))
    for (const [field, value] of [
      [0x44, 1],
      [0x48, 0],
      [0x44, 9999],
      [0x78, 0x7fffffff],
      [0x78, -5],
      [0x74, 9999],
    ] as const) {
      const file = whole.slice()
      new DataView(file.buffer).setInt32(name + field, value, true)
      await expect(readMailFile(file), `${field} ${value}`).rejects.toThrow('damaged')
    }
  })
})

describe('the replies of a text', () => {
  it('are all that is kept of it, each once, and what is damaged or newer is still told', () => {
    const text = `Hei!\n> ${armor}\n${armor}\n[TILBUD1:abc\n[TILBUD2:abcd:00000000]`
    expect(onlyReplies(text).length).toBeLessThan(armor.length + 60)
    expect(new Set(found(onlyReplies(text)))).toEqual(new Set(found(text)))
    expect(onlyReplies('Kjøp nå!')).toBe('')
  })
})
