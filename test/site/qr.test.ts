import encodeQR from 'qr'
import decodeQR from 'qr/decode.js'
import { describe, expect, it } from 'vitest'
import { qrImage } from '#site/qr.ts'

/** The squares of a bitmap with one bit a pixel, as dark or not. */
function squaresOf(image: string): boolean[][] {
  const bytes = Buffer.from(image.slice(image.indexOf(',') + 1), 'base64')
  const size = bytes.readInt32LE(18)
  const row = Math.ceil(size / 32) * 4
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (__, x) => Boolean(bytes[62 + y * row + (x >> 3)]! & (128 >> (x & 7)))),
  )
}

/** Drawn as on paper: squares of some pixels, with the white margin that a reader needs. */
function drawn(squares: boolean[][]) {
  const [scale, margin] = [4, 4]
  const width = (squares.length + 2 * margin) * scale
  const data = new Uint8ClampedArray(width * width * 4).fill(255)
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      if (squares[Math.floor(y / scale) - margin]?.[Math.floor(x / scale) - margin])
        data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  }
  return { data, width, height: width }
}

describe('the QR code of an address', () => {
  it('is base64 with its padding and can be read, for addresses of 20 to 400 characters (B8)', () => {
    for (let length = 20; length <= 400; length++) {
      const address = `https://tilbud.example/${'abcdefghij/'.repeat(40)}`.slice(0, length)
      const image = qrImage(address)
      expect(image, `${length}`).toMatch(
        /^data:image\/bmp;base64,(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
      )
      if (length % 20 === 0) expect(decodeQR(drawn(squaresOf(image)))).toBe(address)
    }
  })

  it('is the same for the thousandth address as for the first', () => {
    const alphabet = '0123456789abcdefghjkmnpqrstvwxyz-'
    let at = 1
    const letters = (count: number) =>
      Array.from(
        { length: count },
        () => alphabet[(at = (at * 48_271) % 2_147_483_647) % alphabet.length],
      ).join('')
    for (let turn = 0; turn < 500; turn++)
      for (const address of [
        `https://tilbud.example/4839201/${letters(21)}/`,
        `https://tilbud.example/offers/12345/${letters(21)}/`,
        // Takes more bytes than it has letters.
        `https://tilbud.example/${turn % 3 ? 'a' : 'å'}/${letters(9)}`,
      ]) {
        const alone = encodeQR(address, 'raw', { ecc: 'low', mask: 0, border: 1 })
        expect(squaresOf(qrImage(address)), address).toEqual(
          alone.slice(1, -1).map((line) => line.slice(1, -1)),
        )
      }
  })
})
