import { fromBase64, toBase64 } from '#core/model/bytes.ts'
import { longestArmor } from '#core/model/limits.ts'

/**
 * The text form of a sealed reply: `[TILBUD1:` + base64 + `:` + CRC-32 + `]`.
 *
 * Made to survive mail and chat: standard base64 without padding has no dash,
 * underscore or equals sign that clients "improve", so everything else between
 * the markers (quote signs, line breaks, odd blanks, soft breaks of
 * quoted-printable) can be dropped on reading.
 */
const lineLength = 60
const marker = 'TILBUD1'

/** Whether a text may hold a reply, at a glance. */
export const replyMarker = /TILBUD\d+:/i

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** CRC-32 as in zlib. It tells a damaged text from one sealed to another key; the seal is what protects. */
function crc32(bytes: Uint8Array): string {
  let crc = 0xffffffff
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0')
}

/** The one writing of sealed bytes, in a single line. */
const flatArmor = (sealed: Uint8Array) => `[${marker}:${toBase64(sealed)}:${crc32(sealed)}]`

/** The text form of sealed bytes, in lines of 60 symbols. */
export const toArmor = (sealed: Uint8Array) =>
  flatArmor(sealed).replace(new RegExp(`.{${lineLength}}(?=.)`, 'g'), '$&\n')

/** `armor` is without line breaks and at most `longestArmor` symbols long. */
export type ArmorFound =
  | { ok: true; sealed: Uint8Array; armor: string }
  | { ok: false; why: 'damaged' | 'newer' }

/**
 * Every reply in a text, in its order: a mail, a chat, several at once.
 * Damaged ones are told apart from none at all.
 */
export function findArmor(text: string): ArmorFound[] {
  const flat = text.replace(/[^A-Za-z0-9+/:[\]]/g, '')
  const found: ArmorFound[] = []
  for (const { index } of flat.matchAll(/\[?TILBUD\d+:/gi)) {
    const match = /^\[?TILBUD(\d+):([A-Za-z0-9+/]*):([0-9a-f]{8})\]?/i.exec(
      flat.slice(index, index + longestArmor),
    )
    if (!match) found.push({ ok: false, why: 'damaged' })
    else if (match[1] !== '1') found.push({ ok: false, why: 'newer' })
    else found.push(check(match[2]!, match[3]!))
  }
  return found
}

function check(base64: string, crc: string): ArmorFound {
  try {
    const sealed = fromBase64(base64)
    const armor = flatArmor(sealed)
    // The last symbol has bits to spare: one writing of the same bytes is enough.
    const isCanonical = armor === `[${marker}:${base64}:${crc.toLowerCase()}]`
    if (isCanonical && armor.length <= longestArmor) return { ok: true, sealed, armor }
  } catch {
    // Not base64: the same as a wrong sum.
  }
  return { ok: false, why: 'damaged' }
}
