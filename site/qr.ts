import encodeQR from 'qr'

/**
 * The page's address as an image for paper, in the page itself. One mask for
 * all: any mask can be read, and trying all eight costs three times as much,
 * for every page.
 */
export const qrImage = (address: string): string => encodeQR(address, 'data-url', { ecc: 'low', mask: 0 })
