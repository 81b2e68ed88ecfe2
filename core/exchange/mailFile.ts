import PostalMime from 'postal-mime'
import { compoundSignature } from '#core/exchange/compoundFile.ts'
import { decode } from '#core/exchange/csv.ts'
import { textOfHtml } from '#core/exchange/htmlText.ts'
import { readOutlook } from '#core/exchange/outlook.ts'
import { withoutBinary } from '#core/exchange/withoutBinary.ts'
import { utf8 } from '#core/model/bytes.ts'
import { emailPattern } from '#core/model/email.ts'
import { findArmor, replyMarker } from '#core/reply/armor.ts'

/** A text that may hold replies, and the address that its mail came from, where it was a mail that names one. */
export type Incoming = Readonly<{ text: string; from: string | null }>

/** One text of a file: where it stands among the others, its bytes, and the reading of it. */
export type MailPart = Readonly<{ at: number; size: number; read: () => Promise<Incoming> }>

/** Bytes of a file, or characters of a text, that are read at most. */
export const largestMailFile = 100_000_000

/** Mails forwarded in mails forwarded in mails: more of them hide something. */
const deepestForward = 8

const latin1 = new TextDecoder('latin1')
/** Whether these bytes stand at this place. */
const startsWith = (bytes: Uint8Array, signature: Uint8Array, at = 0) =>
  signature.every((byte, index) => bytes[at + index] === byte)

/** Names of attachments that may hold a reply. */
const textFile = /\.(txt|tilbud)$/i

/** The form of a text that has the reply; programs write the other one carelessly, or not at all. */
const bodyOf = (plain: string | undefined, html: string | undefined) =>
  plain && replyMarker.test(plain) ? plain : `${plain ?? ''}\n${textOfHtml(html ?? '')}`

/** A sender as it is kept; null when it is no address, or one that hides what it is. */
function senderOf(address: string | undefined): string | null {
  const from = address?.trim().normalize('NFC').toLowerCase() ?? ''
  return from.length <= 254 && emailPattern.test(from) ? from : null
}

/** One mail as RFC 5322 has it: transfer encodings, parts and attached text files undone. */
async function readMail(bytes: Uint8Array<ArrayBuffer>, depth = 0): Promise<Incoming> {
  const mail = await PostalMime.parse(withoutBinary(bytes), { forceRfc822Attachments: true })
  const attached: string[] = []
  for (const { mimeType, filename, content } of mail.attachments) {
    const data = typeof content === 'string' ? utf8(content) : new Uint8Array(content as ArrayBuffer)
    // A mail that was forwarded as it is.
    if (mimeType === 'message/rfc822' && depth < deepestForward)
      attached.push((await readMail(data, depth + 1)).text)
    else if (mimeType.startsWith('text/') || textFile.test(filename ?? '')) attached.push(decode(data))
  }
  return { text: [bodyOf(mail.text, mail.html), ...attached].join('\n'), from: senderOf(mail.from?.address) }
}

/** A mail of a mailbox. One that its reader does not take, by its headers or its nesting, is searched as it is. */
const readMailAnyway = (bytes: Uint8Array<ArrayBuffer>) =>
  readMail(bytes).catch(() => ({ text: decode(bytes), from: null }))

function readOutlookMail(bytes: Uint8Array<ArrayBuffer>): Incoming {
  const { plain, html, from, attachments } = readOutlook(bytes)
  const attached = attachments.filter(({ name }) => textFile.test(name)).map(({ content }) => decode(content))
  return { text: [bodyOf(plain, html), ...attached].join('\n'), from: senderOf(from) }
}

const newline = 10
const fromBlank = utf8('From ')
/** A line is longer only when it is no separator. */
const longestSeparator = 300

/**
 * Whether a mail of a mailbox begins at this place: *From*, an address and a
 * date, and the mail's first header in the next line. Not every program marks
 * a line of a text that begins so.
 */
function isSeparator(bytes: Uint8Array, at: number): boolean {
  if (!startsWith(bytes, fromBlank, at)) return false
  const text = latin1.decode(bytes.subarray(at, at + longestSeparator))
  const end = text.indexOf('\n')
  return (
    end > 0 && /^From \S.*\d{4}$/.test(text.slice(0, end).trimEnd()) && /^>?[\w-]+:/.test(text.slice(end + 1))
  )
}

/** The mails of a mailbox file (RFC 4155). */
function mailsOf(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const starts: number[] = []
  for (let at = 0; ;) {
    if (bytes[at] === fromBlank[0] && isSeparator(bytes, at)) starts.push(at)
    const end = bytes.indexOf(newline, at)
    if (end < 0) break
    at = end + 1
  }
  return starts.map((start, index) =>
    bytes.subarray(bytes.indexOf(newline, start) + 1, starts[index + 1] ?? bytes.length),
  )
}

/** Two headers, one after the other. */
const mailHead = /^(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2}/

/**
 * The texts of a file that may hold replies: plain text, a mail (.eml), an
 * Outlook message (.msg) or a whole mailbox (.mbox). What it is is seen by its
 * content, since names get lost on the way.
 *
 * Those that seem to have a reply come first, then the smallest: what takes
 * long keeps no answer waiting. `read` rejects for an Outlook message that is
 * damaged, and for a single mail that cannot be read.
 */
export function mailParts(bytes: Uint8Array<ArrayBuffer>): MailPart[] {
  const only = (read: MailPart['read']) => [{ at: 0, size: bytes.length, read }]
  if (startsWith(bytes, compoundSignature)) return only(async () => readOutlookMail(bytes))
  if (isSeparator(bytes, 0))
    return mailsOf(bytes)
      .map((mail, at) => {
        const likely = replyMarker.test(latin1.decode(mail))
        return { at, size: mail.length, read: () => readMailAnyway(mail), likely }
      })
      .sort((a, b) => Number(b.likely) - Number(a.likely) || a.size - b.size)
  if (mailHead.test(latin1.decode(bytes.subarray(0, 4096)))) return only(() => readMail(bytes))
  return only(async () => ({ text: decode(bytes), from: null }))
}

/** A text without anything but its replies, each once: a mailbox is large, what is wanted of it is not. */
export function onlyReplies(text: string): string {
  // What cannot be opened is told as such, but nobody needs its text.
  const shortest = { damaged: '[TILBUD1:]', newer: '[TILBUD2::00000000]' }
  const found = findArmor(text).map((each) => (each.ok ? each.armor : shortest[each.why]))
  return [...new Set(found)].join('\n')
}
