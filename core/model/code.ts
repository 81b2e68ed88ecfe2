/**
 * Offer codes: 80 random bits and a check symbol in Crockford's base32
 * (https://www.crockford.com/base32.html), without I, L, O and U.
 *
 * The check is a weighted sum over GF(32), a field in which no weight repeats
 * within 31 places: every single wrong symbol and every swap of two symbols,
 * next to each other or not, changes it.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const dataSymbols = 16
export const codePattern = /^[0-9A-HJKMNP-TV-Z]{17}$/

/** Multiplication by the field's generator: a shift, reduced by x^5 + x^2 + 1. */
const timesGenerator = (value: number) => (value & 16 ? ((value << 1) ^ 0b100101) & 31 : value << 1)

/** Horner's rule: the sum of symbol i times the generator to the power (16 - i). */
const checksum = (symbols: readonly number[]) =>
  symbols.reduce((sum, symbol) => timesGenerator(sum ^ symbol), 0)

/** A code of 17 symbols from ten random bytes. */
export function codeFromBytes(bytes: Uint8Array): string {
  if (bytes.length !== 10) throw new RangeError('An offer code holds exactly 10 bytes.')
  let bits = 0n
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte)
  const symbols: number[] = []
  for (let place = dataSymbols - 1; place >= 0; place--)
    symbols.push(Number((bits >> BigInt(5 * place)) & 31n))
  symbols.push(checksum(symbols))
  return symbols.map((symbol) => alphabet[symbol]).join('')
}

/** A code of 80 fresh random bits. */
export const newCode = () => codeFromBytes(crypto.getRandomValues(new Uint8Array(10)))

/**
 * The code in what a person typed or read aloud: any case, blanks and dashes
 * anywhere, O for 0, I and L for 1. Null when it is no code or has a typing error.
 */
export function readCode(typed: string): string | null {
  const code = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  if (!codePattern.test(code)) return null
  const symbols = code.split('').map((symbol) => alphabet.indexOf(symbol))
  return checksum(symbols.slice(0, dataSymbols)) === symbols[dataSymbols] ? code : null
}
