import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, hashOf, toNfc, type Json } from '#core/publication/canonical.ts'

describe('the canonical form (RFC 8785)', () => {
  it('writes the example of section 3.2.2 and 3.2.3', () => {
    const value = {
      // It has more digits than a double holds.
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonical(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('sorts keys by UTF-16 code units, as section 3.2.3 shows', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect(Object.values(JSON.parse(canonical(value)) as object)).toEqual(
      // Parsing puts the key that is a whole number first.
      [
        'One',
        'Carriage Return',
        'Control',
        'Latin Small Letter O With Diaeresis',
        'Euro Sign',
        'Emoji: Grinning Face',
        'Hebrew Letter Dalet With Dagesh',
      ],
    )
    expect(canonical(value).indexOf('Carriage')).toBeLessThan(canonical(value).indexOf('One'))
  })

  it('writes the numbers of appendix B', () => {
    const numbers: [number, string][] = [
      [0, '0'],
      [-0, '0'],
      [5e-324, '5e-324'],
      [-5e-324, '-5e-324'],
      [1.7976931348623157e308, '1.7976931348623157e+308'],
      [9007199254740992, '9007199254740992'],
      [295147905179352830000, '295147905179352830000'],
      [9.999999999999997e22, '9.999999999999997e+22'],
      [1e23, '1e+23'],
      [1.0000000000000001e23, '1.0000000000000001e+23'],
      [999999999999999700000, '999999999999999700000'],
      [999999999999999900000, '999999999999999900000'],
      [1e21, '1e+21'],
      [9.999999999999997e-7, '9.999999999999997e-7'],
      [0.000001, '0.000001'],
      [333333333.3333332, '333333333.3333332'],
      [333333333.33333325, '333333333.33333325'],
      [-0.0000033333333333333333, '-0.0000033333333333333333'],
      [Number('1424953923781206.25'), '1424953923781206.2'],
    ]
    for (const [value, text] of numbers) expect(canonical([value])).toBe(`[${text}]`)
  })

  it('refuses what has no JSON form', () => {
    expect(() => canonical(NaN)).toThrow()
    expect(() => canonical('\ud800')).toThrow()
  })

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse())
        expect(canonical(turned as Json)).toBe(canonical(value as Json))
        expect(JSON.parse(canonical(value as Json))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})

describe('the hash', () => {
  it('is the same for the same letters, however they were typed', async () => {
    expect(await hashOf({ name: 'A\u030alesund' })).toBe(await hashOf({ name: '\u00c5lesund' }))
    expect(toNfc({ a: ['o\u0308'] })).toEqual({ a: ['ö'] })
  })
  it('is SHA-256 of the canonical bytes', async () => {
    // printf '{"a":1}' | sha256sum
    expect(await hashOf({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862')
  })
})
