import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeFromBytes, newCode, readCode } from '#core/model/code.ts'
import { groupCode, offerPath } from '#core/model/grouping.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 })

describe('offer codes', () => {
  it('hold 80 bits and a check symbol', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const code = codeFromBytes(value)
        expect(code).toHaveLength(17)
        let bits = 0n
        for (const symbol of code.slice(0, 16)) bits = (bits << 5n) | BigInt(alphabet.indexOf(symbol))
        let given = 0n
        for (const byte of value) given = (given << 8n) | BigInt(byte)
        expect(bits).toBe(given)
        expect(readCode(code)).toBe(code)
      }),
    )
  })

  it('catch every wrong symbol, in every place', () => {
    for (let round = 0; round < 20; round++) {
      const code = newCode()
      for (let place = 0; place < 17; place++)
        for (const symbol of alphabet)
          if (symbol !== code[place])
            expect(readCode(code.slice(0, place) + symbol + code.slice(place + 1))).toBeNull()
    }
  })

  it('catch every swap of two different symbols, at any distance', () => {
    for (let round = 0; round < 100; round++) {
      const code = newCode()
      for (let a = 0; a < 17; a++)
        for (let b = a + 1; b < 17; b++) {
          if (code[a] === code[b]) continue
          const symbols = code.split('')
          ;[symbols[a], symbols[b]] = [symbols[b]!, symbols[a]!]
          expect(readCode(symbols.join(''))).toBeNull()
        }
    }
  })

  it('are read as people type them', () => {
    const code = codeFromBytes(new Uint8Array([0, 0, 0x84, 0x10, 0, 0, 0, 0, 0, 1]))
    expect(code).toContain('0')
    expect(code).toContain('1')
    const typed = groupCode(code).toLowerCase().replace(/0/g, 'o').replace(/1/g, 'l').replace(/-/g, ' – ')
    expect(readCode(typed)).toBe(code)
    expect(readCode('')).toBeNull()
    expect(readCode('U'.repeat(17))).toBeNull()
  })

  it('are grouped in fours and stand in lower case in the address', () => {
    expect(groupCode('7K3QX9M2RDH5TW8CN')).toBe('7K3Q-X9M2-RDH5-TW8C-N')
    expect(offerPath('4839201', '7K3QX9M2RDH5TW8CN')).toBe('/4839201/7k3q-x9m2-rdh5-tw8c-n/')
  })
})
