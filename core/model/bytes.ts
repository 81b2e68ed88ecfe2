/** Small conversions between bytes and text, the same in Node, pages and workers. */

export const utf8 = (text: string) => new TextEncoder().encode(text)

/** @throws TypeError when the bytes are not UTF-8 */
export const fromUtf8 = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

/** Lower-case hexadecimal, two digits a byte. */
export const toHex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Bytes of an even number of hexadecimal digits; the caller has checked that they are. */
export const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))

/** Standard base64 with padding, as other programs want it. */
export function toPaddedBase64(bytes: Uint8Array): string {
  let binary = ''
  // As many at once as every engine takes as arguments.
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary)
}

/** Standard base64 without padding. */
export const toBase64 = (bytes: Uint8Array) => toPaddedBase64(bytes).replace(/=+$/, '')

/** @throws DOMException when the text is not base64 */
export const fromBase64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

/** base64url of RFC 4648 without padding. */
export const toBase64url = (bytes: Uint8Array) => toBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_')

export const fromBase64url = (text: string) => fromBase64(text.replace(/-/g, '+').replace(/_/g, '/'))

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** The same for a few that have names. More than some ten thousand are too many for one call. */
export const concat = (...parts: readonly Uint8Array[]) => joined(parts)

export const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))

export const sha256 = async (bytes: Uint8Array<ArrayBuffer>) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))

/**
 * An identifier of a record that begins with its time (UUID version 7): what
 * is made one after another lies together, and a large table is written and
 * restored quicker.
 */
export function newId(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
}
