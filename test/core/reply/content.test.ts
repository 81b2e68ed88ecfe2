import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { toHex, utf8 } from '#core/model/bytes.ts'
import { replySchema } from '#core/model/reply.ts'
import { findArmor, toArmor } from '#core/reply/armor.ts'
import { readContent } from '#core/reply/content.ts'
import { readEnvelope } from '#core/reply/open.ts'
import { content } from '#test/core/reply/support.ts'

const takenAt = '2026-11-21T08:00:00.000Z'
const honest = { ...content, message: 'Ring meg' }
const read = (content: unknown) => readContent(utf8(JSON.stringify(content)), takenAt)

/** Whether what was read can be stored. */
const fits = (content: unknown) => v.is(replySchema.entries.content, content)

describe('what is inside a seal', () => {
  it('is read as it is when it fits', () => {
    expect(read(honest)).toEqual({ content: honest, repaired: false })
  })

  it.each([
    ['a vertical tab of Word', { message: 'Linje 1\vLinje 2' }, 'Linje 1\nLinje 2'],
    ['an apostrophe of Windows', { message: 'We\u0092re in' }, 'We’re in'],
  ])('with %s is an honest answer like any other (A2)', (_, change, message) => {
    expect(read({ ...honest, ...change })).toEqual({ content: { ...honest, message }, repaired: false })
  })

  it('is not lost when a field is too long: its text stands in whole at the end of the message (A2)', () => {
    const name = 'K'.repeat(200)
    const result = read({
      ...honest,
      by: { ...honest.by, name, email: 'kåre (på jobb)' },
      orderNumber: '9'.repeat(80),
      message: 'x'.repeat(9000),
    })
    expect(result).toMatchObject({
      repaired: true,
      content: { by: { name: '', email: '', company: 'Ålesund Verft AS' }, answer: 'accept' },
    })
    expect(result!.content.message).toBe(
      `${'x'.repeat(9000)}\n\n${name}\n\nkåre (på jobb)\n\n${'9'.repeat(80)}`,
    )
    expect(fits(result!.content)).toBe(true)
  })

  it.each([
    ['2026-11-20T10:00:00+05', takenAt],
    ['2026-11-20T10:00:00+05:00', '2026-11-20T05:00:00.000Z'],
    ['2026-02-31T10:00:00Z', takenAt],
    ['+275760-09-13T00:00:00.000Z', takenAt],
    [null, takenAt],
  ])('written at %s has a time that can be compared (A16)', (at, after) => {
    expect(read({ ...honest, at })).toMatchObject({ content: { at: after }, repaired: true })
  })

  it.each([
    ['of another format', { format: 2 }],
    ['without a kind of answer', { answer: 'perhaps' }],
    ['without a code', { code: null }],
  ])('%s is no answer', (_, change) => {
    expect(read({ ...honest, ...change })).toBeNull()
  })

  it('never throws, and what is read can always be stored', () => {
    const fields = fc.constantFrom(...Object.keys(honest))
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.string({ unit: 'binary', maxLength: 3000 }),
      fc.double(),
      fc.constant(1e308 * 10),
    )
    fc.assert(
      fc.property(fields, value, fields, value, (first, one, second, other) => {
        const result = read({ ...honest, [first]: one, [second]: other })
        if (result) expect(fits(result.content)).toBe(true)
      }),
      { numRuns: 2000 },
    )
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 500 }), fc.json().map(utf8)), (bytes) => {
        readContent(bytes, takenAt)
      }),
      { numRuns: 1000 },
    )
    expect(read({ ...honest, at: { toString: 0 } })).toMatchObject({
      repaired: true,
      content: { at: takenAt },
    })
    expect(readContent(utf8('['.repeat(15_000)), takenAt)).toBeNull()
    expect(readContent(utf8(`${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`), takenAt)).toBeNull()
    expect(read({ ...honest, by: JSON.parse('{"__proto__":{"name":"x"}}') as unknown })).toMatchObject({
      repaired: true,
      content: { by: { name: '' } },
    })
  })
})

describe('the text of a reply', () => {
  it('has one writing, in one line, and none that could not be stored (A1)', () => {
    const armorOf = (bytes: number) => findArmor(toArmor(new Uint8Array(bytes).fill(7)))[0]
    const found = armorOf(14_750)
    expect(found).toMatchObject({ ok: true })
    expect(found!.ok && found!.armor).toMatch(/^\[TILBUD1:[A-Za-z0-9+/]+:[0-9a-f]{8}\]$/)
    for (let bytes = 14_900; bytes < 15_100; bytes++) {
      const each = armorOf(bytes)!
      expect(each.ok ? each.armor.length <= 20_000 : each.why === 'damaged').toBe(true)
    }
  })

  it('stands in XML as it is: pages hand it over in a message of a queue', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(toArmor(bytes)).toMatch(/^[\][A-Za-z0-9+/:\n]+$/)
      }),
    )
  })
  it('of any bytes never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const [found] = findArmor(toArmor(bytes))
        const envelope = found?.ok ? readEnvelope(found.sealed) : null
        if (envelope) expect(envelope.keyId).toBe(toHex(bytes.subarray(3, 7)))
      }),
    )
  })
})
