import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { findArmor, toArmor } from '#core/reply/armor.ts'
import { importKeyPair, newReplyKey, type ReplyKeyPair } from '#core/reply/key.ts'
import { openReply, readEnvelope } from '#core/reply/open.ts'
import { sealReply } from '#core/reply/seal.ts'
import { content } from '#test/core/reply/support.ts'

const hash = 'ab'.repeat(32)

let key: ReplyKeyPair
let keys: CryptoKeyPair
let armor: string
beforeAll(async () => {
  key = await newReplyKey()
  keys = await importKeyPair(key.privateKey)
  armor = await sealReply(content, key, hash)
})

async function open(text: string, offerHash = hash) {
  const [found] = findArmor(text)
  if (!found?.ok) return null
  const envelope = readEnvelope(found.sealed)
  return envelope && contentOf(await openReply(envelope, keys, offerHash, content.at))
}

const contentOf = (opened: Awaited<ReturnType<typeof openReply>>) =>
  typeof opened === 'string' ? opened : (opened?.content ?? null)

describe('a sealed reply', () => {
  it('comes out as it went in', async () => {
    expect(await open(armor)).toEqual(content)
    const [found] = findArmor(armor)
    const envelope = readEnvelope(found!.ok ? found!.sealed : new Uint8Array())!
    expect(envelope.keyId).toBe(key.id)
    expect(envelope.offer).toBe(hash.slice(0, 16))
  })
  it('opens with every key, not with half of them', async () => {
    for (let round = 0; round < 20; round++) {
      const pair = await newReplyKey()
      const [found] = findArmor(await sealReply(content, pair, hash))
      const envelope = readEnvelope(found!.ok ? found!.sealed : new Uint8Array())!
      expect(
        contentOf(await openReply(envelope, await importKeyPair(pair.privateKey), hash, content.at)),
      ).toEqual(content)
    }
  })
  it('is never the same twice', async () => {
    expect(await sealReply(content, key, hash)).not.toBe(armor)
  })
  it('opens for the exact offer and the right key only', async () => {
    expect(await open(armor, `${hash.slice(0, -1)}a`)).toBeNull()
    const other = await importKeyPair((await newReplyKey()).privateKey)
    const [found] = findArmor(armor)
    expect(
      await openReply(readEnvelope(found!.ok ? found!.sealed : new Uint8Array())!, other, hash, content.at),
    ).toBeNull()
  })
  it('stays short enough for a mail link', () => {
    expect(armor.length).toBeLessThan(900)
  })
  it('of another suite, mode or format is not ours to open', () => {
    const [found] = findArmor(armor)
    const sealed = found!.ok ? found!.sealed : new Uint8Array()
    for (const place of [0, 1, 2]) {
      const changed = sealed.slice()
      changed[place]! += 1
      expect(readEnvelope(changed)).toBeNull()
    }
    expect(readEnvelope(sealed.slice(0, 40))).toBeNull()
  })
})

/** What mail programs do to a text. */
const mangles: Record<string, (text: string) => string> = {
  quoting: (text) => text.replace(/^/gm, '> '),
  'quoting twice': (text) => text.replace(/^/gm, '>> '),
  'quoting with bars': (text) => text.replace(/^/gm, '| '),
  'wrapping at 40': (text) => text.replace(/\n/g, '').replace(/(.{40})/g, '$1\r\n'),
  'wrapping and quoting': (text) =>
    text
      .replace(/\n/g, '')
      .replace(/(.{37})/g, '$1\n')
      .replace(/^/gm, '> > '),
  'joining all lines': (text) => text.replace(/\n/g, ''),
  'joining with blanks': (text) => text.replace(/\n/g, ' '),
  'non-breaking spaces': (text) => text.replace(/\n/g, '\u00a0\n\u00a0'),
  'zero-width characters': (text) => text.replace(/(.{10})/g, '$1\u200b'),
  'soft hyphens': (text) => text.replace(/(.{10})/g, '$1\u00ad'),
  'soft breaks of quoted-printable': (text) => text.replace(/(.{30})/g, '$1=\r\n'),
  'Windows line ends': (text) => text.replace(/\n/g, '\r\n'),
  'text before and after': (text) =>
    `Hei!\n\nHer er svaret:\n\n${text}\n\nHilsen Kåre [mobil: 900 00 000]\n-- \nSendt fra min telefon`,
  'lower-case marker': (text) => text.replace('TILBUD1', 'tilbud1'),
  'lost opening bracket': (text) => text.replace('[', ''),
  'lost closing bracket': (text) => text.replace(/\]$/, ''),
}

describe('the text of a reply', () => {
  it.each(Object.entries(mangles))('survives %s', async (_, mangle) => {
    expect(await open(mangle(armor))).toEqual(content)
  })

  it('survives any mixture of them', async () => {
    const names = Object.keys(mangles).filter((name) => !name.startsWith('lost'))
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(names, { maxLength: 4 }), async (chosen) => {
        let text = armor
        for (const name of chosen) text = mangles[name]!(text)
        expect(await open(text)).toEqual(content)
      }),
      { numRuns: 100 },
    )
  })

  it('is found several times in one text, in order', () => {
    const twice = `${armor}\n> ${armor.replace(/\n/g, '\n> ')}`
    expect(findArmor(twice).map((each) => each.ok)).toEqual([true, true])
  })

  it('is told apart from no reply and from a newer one', () => {
    expect(findArmor('Hei, takk for tilbudet!')).toEqual([])
    expect(findArmor('[TILBUD2:abcd:00000000]')).toEqual([{ ok: false, why: 'newer' }])
    expect(findArmor(armor.slice(0, 200))).toEqual([{ ok: false, why: 'damaged' }])
  })

  it('never opens as anything but itself, however it was damaged: 10,000 times', async () => {
    const body = armor.replace(/\n/g, '')
    const start = body.indexOf(':') + 1
    const end = body.lastIndexOf(':')
    const damages: Record<string, (place: number, symbol: string, other: number) => string> = {
      'a symbol changed': (place, symbol) => body.slice(0, place) + symbol + body.slice(place + 1),
      'a symbol lost': (place) => body.slice(0, place) + body.slice(place + 1),
      'a symbol added': (place, symbol) => body.slice(0, place) + symbol + body.slice(place),
      'two symbols changed': (place, symbol, other) =>
        damages['a symbol changed']!(place, symbol, other).slice(0, other) + symbol + body.slice(other + 1),
      'neighbours swapped': (place) =>
        body.slice(0, place) + body[place + 1] + body[place] + body.slice(place + 2),
      'a piece lost': (place, _, other) =>
        body.slice(0, Math.min(place, other)) + body.slice(Math.max(place, other)),
      'a piece doubled': (place, _, other) =>
        body.slice(0, Math.max(place, other)) + body.slice(Math.min(place, other)),
      'cut off': (place) => body.slice(0, place),
      'the case lost': (place) => body.slice(0, place) + body.slice(place).toLowerCase(),
    }
    const place = fc.integer({ min: start, max: end - 2 })
    const symbol = fc.constantFrom('A', 'B', 'a', '0', '7', '+', '/')
    let damaged = 0
    await fc.assert(
      fc.asyncProperty(
        place,
        symbol,
        place,
        fc.constantFrom(...Object.keys(damages)),
        async (at, sign, other, how) => {
          const text = damages[how]!(at, sign, other)
          // Losing one of two equal neighbours, or swapping them, gives the same text.
          if (text === body) return
          damaged++
          expect(await open(text), how).toBeNull()
        },
      ),
      { numRuns: 10_000 },
    )
    expect(damaged).toBeGreaterThan(9000)
  })

  it('reads any bytes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        const [found] = findArmor(toArmor(bytes))
        expect(found).toMatchObject({ ok: true, sealed: bytes })
      }),
    )
  })

  it('of any length of nonsense is refused quickly', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5000 }), (text) => {
        expect(findArmor(text).every((each) => !each.ok)).toBe(true)
      }),
    )
    expect(findArmor(`[TILBUD1:${'A'.repeat(1_000_000)}:00000000]`)).toEqual([{ ok: false, why: 'damaged' }])
  })
})
