import encodeQR from 'qr'

/** A bitmap's two headers and its two colours, before the pixels. */
const headerBytes = 62

/**
 * One bit a pixel, without compression (BMP): a fifth of what the smallest
 * GIF or SVG of the same squares takes, and every browser shows it.
 */
function bitmap(squares: readonly (readonly boolean[])[]): Uint8Array {
  const size = squares.length
  // Rows fill whole groups of four bytes.
  const row = Math.ceil(size / 32) * 4
  const bytes = new Uint8Array(headerBytes + row * size)
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
  squares.forEach((line, y) =>
    line.forEach((dark, x) => {
      if (dark) bytes[headerBytes + y * row + (x >> 3)]! |= 128 >> (x & 7)
    }),
  )
  return bytes
}

/**
 * The page's address as an image for paper, in the page itself, without the
 * white margin that it needs around it. One mask for all: any mask can be
 * read, and trying all eight costs three times as much, for every page.
 */
export function qrImage(address: string): string {
  const framed = encodeQR(address, 'raw', { ecc: 'low', mask: 0, border: 1 })
  const squares = framed.slice(1, -1).map((line) => line.slice(1, -1))
  return `data:image/bmp;base64,${btoa(String.fromCharCode(...bitmap(squares)))}`
}
