import PostalMime from 'postal-mime'
import { decode } from '#core/exchange/csv.ts'
import { utf8 } from '#core/model/bytes.ts'
import { replyMarker } from '#core/reply/armor.ts'

/** A text that may hold replies, and the address that its mail came from, where it was a mail. */
export type Incoming = Readonly<{ text: string; from: string | null }>

/** A whole mailbox of years would not fit into memory. */
export const largestMailFile = 200_000_000

const latin1 = new TextDecoder('latin1')
const startsWith = (bytes: Uint8Array, signature: readonly number[]) => signature.every((byte, index) => bytes[index] === byte)

/** The signature of Microsoft's compound files, which an Outlook message is. */
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/** Names of attachments that may hold a reply. */
const textFile = /\.(txt|tilbud)$/i

/** What a numeric reference of HTML stands for; there are numbers that are no character. */
const character = (point: number) => (point <= 0x10ffff ? String.fromCodePoint(point) : ' ')

/** Text of HTML for finding a reply in it: tags would put letters between its own. */
const textOfHtml = (html: string) =>
  html
    .replace(/<(style|script|head)\b.*?<\/\1>/gis, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => character(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => character(parseInt(code, 16)))
    .replace(/&\w+;/g, ' ')

/** The form of a text that has the reply; programs write the other one carelessly, or not at all. */
const bodyOf = (plain: string | null | undefined, html: string | null | undefined) =>
  plain && replyMarker.test(plain) ? plain : `${plain ?? ''}\n${textOfHtml(html ?? '')}`

/** One mail as RFC 5322 has it: transfer encodings, parts and attached text files undone. */
async function readMail(bytes: Uint8Array<ArrayBuffer>): Promise<Incoming> {
  const mail = await PostalMime.parse(bytes, { forceRfc822Attachments: true })
  const attached: string[] = []
  for (const { mimeType, filename, content } of mail.attachments) {
    const data = typeof content === 'string' ? utf8(content) : new Uint8Array(content as ArrayBuffer)
    // A mail that was forwarded as it is.
    if (mimeType === 'message/rfc822') attached.push((await readMail(data)).text)
    else if (mimeType.startsWith('text/') || textFile.test(filename ?? '')) attached.push(decode(data))
  }
  return { text: [bodyOf(mail.text, mail.html), ...attached].join('\n'), from: mail.from?.address?.toLowerCase() ?? null }
}

/** The line before each mail of a mailbox file, with a date, and the mail's first header after it. Not every program marks such a line in a text. */
const separator = /^From \S+.*\d{4}\s*\n>?[\w-]+:/

/** The mails of a mailbox file (RFC 4155). */
function* mailsOf(bytes: Uint8Array<ArrayBuffer>): Generator<Uint8Array<ArrayBuffer>> {
  const newline = 10
  const starts: number[] = []
  for (let at = 0; ; ) {
    if (bytes[at] === 70 && separator.test(latin1.decode(bytes.subarray(at, at + 300)))) starts.push(at)
    const end = bytes.indexOf(newline, at)
    if (end < 0) break
    at = end + 1
  }
  for (const [index, start] of starts.entries()) yield bytes.subarray(bytes.indexOf(newline, start) + 1, starts[index + 1] ?? bytes.length)
}

/** An Outlook message. Its reader is loaded only for one. */
async function readOutlook(bytes: Uint8Array<ArrayBuffer>): Promise<Incoming> {
  const { default: reader } = await import('@kenjiuno/msgreader')
  // A CommonJS package: bundlers and Node wrap its default differently.
  const MsgReader = (reader as unknown as { default?: typeof reader }).default ?? reader
  const message = new MsgReader(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  const data = message.getFileData()
  if (data.error) throw new Error(data.error)
  const attached = (data.attachments ?? [])
    .map((attachment) => message.getAttachment(attachment))
    .filter(({ fileName }) => textFile.test(fileName ?? ''))
    .map(({ content }) => decode(new Uint8Array(content)))
  const html = data.bodyHtml ?? (data.html ? decode(new Uint8Array(data.html)) : '')
  const text = [bodyOf(data.body, html), ...attached].join('\n')
  // Damaged, or written in a form of Outlook's own that the reader does not know.
  if (!text.trim()) throw new Error('The message has no text.')
  return { text, from: (data.senderSmtpAddress ?? data.senderEmail ?? null)?.toLowerCase() ?? null }
}

/**
 * The texts of a file that may hold replies: plain text, a mail (.eml), an
 * Outlook message (.msg) or a whole mailbox (.mbox). What it is is seen by its
 * content, since names get lost on the way.
 *
 * @throws Error when an Outlook message cannot be read
 */
export async function readMailFile(bytes: Uint8Array<ArrayBuffer>): Promise<Incoming[]> {
  if (startsWith(bytes, compoundFile)) return [await readOutlook(bytes)]
  const head = latin1.decode(bytes.subarray(0, 4096))
  if (separator.test(head)) {
    const found: Incoming[] = []
    // One that its reader does not take, by its size or its nesting, keeps none of the others out.
    for (const mail of mailsOf(bytes)) found.push(await readMail(mail).catch(() => ({ text: decode(mail), from: null })))
    return found
  }
  if (/^(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2}/.test(head)) return [await readMail(bytes)]
  return [{ text: decode(bytes), from: null }]
}
