import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { burn, type Entry } from '@kenjiuno/msgreader/lib/Burner.js'
import { TypeEnum } from '@kenjiuno/msgreader/lib/Reader.js'
import { describe, expect, it } from 'vitest'
import { readMailFile } from '#core/exchange/mailFile.ts'
import { findArmor } from '#core/reply/armor.ts'
import { root } from '#scripts/paths.ts'

/** Mails as Python's `email` and `mailbox` write them; `reply.txt` has the reply that lies in each. */
const folder = join(root, 'test/core/exchange/mails')
const bytes = async (name: string) => new Uint8Array(await readFile(join(folder, name)))
const armor = (await readFile(join(folder, 'reply.txt'), 'utf8')).trim()
const found = (text: string) => findArmor(text).map((each) => (each.ok ? each.armor : each.why))

const mails = (await readdir(folder)).filter((name) => name.endsWith('.eml'))

const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))

/** An Outlook message of a few properties, written by the reader's own writer of compound files: Outlook itself does not run here. */
function outlook(properties: Record<string, string>): Uint8Array<ArrayBuffer> {
  const streams = Object.entries(properties).map(([id, text]): Entry => {
    const data = utf16(text)
    return { name: `__substg1.0_${id}001F`, type: TypeEnum.DOCUMENT, length: data.length, binaryProvider: () => data }
  })
  const fixed = new Uint8Array(32)
  const entries: Entry[] = [
    { name: 'Root Entry', type: TypeEnum.ROOT, length: 0, children: [...streams.keys(), streams.length].map((index) => index + 1) },
    ...streams,
    { name: '__properties_version1.0', type: TypeEnum.DOCUMENT, length: fixed.length, binaryProvider: () => fixed },
  ]
  return new Uint8Array(burn(entries))
}

describe('a mail file', () => {
  it.each(mails)('%s gives its reply and who sent it', async (name) => {
    const [only, ...more] = await readMailFile(await bytes(name))
    expect(more).toEqual([])
    expect(new Set(found(only!.text))).toEqual(new Set([armor]))
    expect(only!.from).toBe(name === 'forwarded.eml' ? 'sjef@fjordbygg.example' : 'kare.ostby@fjordbygg.example')
  })

  it('that holds a whole mailbox gives each mail, also where a text has lines that look like the next one', async () => {
    const box = await readMailFile(await bytes('inbox.mbox'))
    expect(box.map(({ text }) => found(text))).toEqual([[armor], [armor], [armor], []])
    const unmarked = (await readFile(join(folder, 'inbox.mbox'), 'latin1')).replaceAll('>From', 'From')
    expect(await readMailFile(new Uint8Array(Buffer.from(unmarked, 'latin1')))).toHaveLength(4)
    const windows = (await readFile(join(folder, 'inbox.mbox'), 'latin1')).replaceAll('\n', '\r\n')
    expect((await readMailFile(new Uint8Array(Buffer.from(windows, 'latin1')))).flatMap(({ text }) => found(text))).toEqual([armor, armor, armor])
  })

  it('whose plain text says nothing gives the reply in its HTML', async () => {
    const mail = (await readFile(join(folder, 'alternative.eml'), 'latin1')).replace(/\[TILBUD1:[^\]]+\]/, 'Your program shows no HTML.')
    expect(found((await readMailFile(new Uint8Array(Buffer.from(mail, 'latin1'))))[0]!.text)).toEqual([armor])
  })

  it('with references to characters that are none is read all the same', async () => {
    const mail = `From: kari@fjordbygg.example\nTo: a@b.example\nContent-Type: text/html\n\n<p>&#99999999; &#xfffffff; ${armor}</p>\n`
    expect(found((await readMailFile(new Uint8Array(Buffer.from(mail))))[0]!.text)).toEqual([armor])
  })

  it('of a mailbox with one mail that nobody can read gives the others', async () => {
    const nested = Array.from({ length: 400 }, (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\n\n--b${n}\n`).join('')
    const hostile = `From x@y.example Mon Nov 23 10:00:00 2026\nFrom: x@y.example\nTo: a@b.example\n${nested}\n\n`
    const box = Buffer.concat([Buffer.from(hostile), await readFile(join(folder, 'inbox.mbox'))])
    expect((await readMailFile(new Uint8Array(box))).flatMap(({ text }) => found(text))).toEqual([armor, armor, armor])
  })

  it('of Outlook gives its reply and who sent it', async () => {
    const [only] = await readMailFile(outlook({ '1000': `Dere godtar.\r\n\r\n${armor.replace(/\n/g, '\r\n')}\r\n`, '5D01': 'Kari@fjordbygg.example', '0037': 'Svar' }))
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
})
