import encodeQR from 'qr'
import { toBase64 } from '#core/model/bytes.ts'

/**
 * The page's address as an image for paper, in the page itself. One mask for
 * all: any mask can be read, and trying all eight costs three times as much,
 * for every page.
 */
export const qrImage = (address: string): string => `data:image/gif;base64,${toBase64(encodeQR(address, 'gif', { ecc: 'low', mask: 0 }))}`
