import encodeQR from 'qr'

/** A bitmap's two headers and its two colours, before the pixels. */
const headerBytes = 62

/** The squares of a code, one bit each, in rows of whole words as a bitmap has them. */
type Squares = Readonly<{ size: number; words: Int32Array<ArrayBuffer> }>

/** One mask for all: any mask can be read, and trying all eight costs three times as much, for every page. */
function encoded(address: string): Squares {
  const framed = encodeQR(address, 'raw', { ecc: 'low', mask: 0, border: 1, encoding: 'byte' })
  const size = framed.length - 2
  const perRow = Math.ceil(size / 32)
  const words = new Int32Array(perRow * size)
  const bytes = new Uint8Array(words.buffer)
  for (let y = 0; y < size; y++) {
    const line = framed[y + 1]!
    for (let x = 0; x < size; x++) if (line[x + 1]) bytes[y * perRow * 4 + (x >> 3)]! |= 128 >> (x & 7)
  }
  return { size, words }
}

/**
 * What addresses of one length have in common. Everything in a QR code is
 * linear over GF(2), its correction too: when a bit of the address turns, the
 * same squares turn, whatever the others are.
 */
type Pattern = {
  readonly text: string
  readonly squares: Squares
  /** The squares that turn with a bit, by its place. */
  readonly turns: Map<number, Int32Array>
  drawn: number
}

const patterns = new Map<number, Pattern>()

/** As many codes are drawn one by one: to know what turns with which bit takes about as many. */
const worthPattern = 100

function turnedBy({ text, squares: { words }, turns }: Pattern, at: number, bit: number): Int32Array {
  const known = turns.get(at * 128 + bit)
  if (known) return known
  const letter = String.fromCharCode(text.charCodeAt(at) ^ bit)
  const turned = encoded(text.slice(0, at) + letter + text.slice(at + 1)).words
  for (let word = 0; word < words.length; word++) turned[word]! ^= words[word]!
  turns.set(at * 128 + bit, turned)
  return turned
}

/** The squares of an address. Thousands of a publication differ in their codes alone, which costs a tenth of drawing each. */
function squaresOf(address: string): Squares {
  let pattern = patterns.get(address.length)
  if (!pattern) {
    pattern = { text: address, squares: encoded(address), turns: new Map(), drawn: 0 }
    patterns.set(address.length, pattern)
  }
  if (++pattern.drawn < worthPattern) return encoded(address)
  const words = pattern.squares.words.slice()
  for (let at = 0; at < address.length; at++) {
    const [is, was] = [address.charCodeAt(at), pattern.text.charCodeAt(at)]
    if (is === was) continue
    // Other letters take several bytes each.
    if ((is | was) > 127) return encoded(address)
    for (let bit = 1; bit < 128; bit <<= 1) {
      if (!((is ^ was) & bit)) continue
      const turned = turnedBy(pattern, at, bit)
      for (let word = 0; word < words.length; word++) words[word]! ^= turned[word]!
    }
  }
  return { size: pattern.squares.size, words }
}

/**
 * One bit a pixel, without compression (BMP): a fifth of what the smallest
 * GIF or SVG of the same squares takes, and every browser shows it.
 */
function bitmap({ size, words }: Squares): Uint8Array {
  const bytes = new Uint8Array(headerBytes + words.byteLength)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0x424d) // BM
  view.setUint32(2, bytes.length, true)
  view.setUint32(10, headerBytes, true)
  view.setUint32(14, 40, true)
  view.setInt32(18, size, true)
  // Negative: the first row is the top one.
  view.setInt32(22, -size, true)
  view.setUint16(26, 1, true)
  view.setUint16(28, 1, true)
  // Colour 0 is white; colour 1 is black, all zeros.
  view.setUint32(54, 0xffffff, true)
  bytes.set(new Uint8Array(words.buffer), headerBytes)
  return bytes
}

/**
 * The page's address as an image for paper, in the page itself, without the
 * white margin that it needs around it.
 */
export function qrImage(address: string): string {
  const bytes = bitmap(squaresOf(address)) as unknown as number[]
  // Spread, the bytes would be put into a list one by one, which takes seven times as long.
  // oxlint-disable-next-line prefer-spread
  return `data:image/bmp;base64,${btoa(String.fromCharCode.apply(null, bytes))}`
}
