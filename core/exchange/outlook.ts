import { readCompoundFile, type Storage } from '#core/exchange/compoundFile.ts'
import { decode } from '#core/exchange/csv.ts'

/** What an Outlook message says that may lead to a reply. */
export type OutlookMessage = Readonly<{
  plain: string
  html: string
  from: string
  attachments: readonly Readonly<{ name: string; content: Uint8Array<ArrayBuffer> }>[]
}>

/** Properties of MS-OXPROPS by their number. */
const property = {
  plain: '1000',
  html: '1013',
  smtpAddress: '5D01',
  senderAddress: '0C1F',
  longName: '3707',
  name: '3704',
  data: '3701',
} as const

const unicode = new TextDecoder('utf-16le')

/** A property's text, in the form that the message has it. */
function textOf({ streams }: Storage, id: string): string {
  const named = (type: string) => streams.get(`__substg1.0_${id}${type}`)
  const wide = named('001F')
  const bytes = named('001E') ?? named('0102')
  const text = wide ? unicode.decode(wide) : bytes ? decode(bytes) : ''
  return text.split('\0', 1)[0]!
}

const empty = new Uint8Array()

function attachmentOf(storage: Storage) {
  const content = storage.streams.get(`__substg1.0_${property.data}0102`) ?? empty
  return { name: textOf(storage, property.longName) || textOf(storage, property.name), content }
}

/**
 * Reads an Outlook message (MS-OXMSG).
 *
 * @throws Error when it is damaged, or has no text in a form that is read here
 */
export function readOutlook(bytes: Uint8Array<ArrayBuffer>): OutlookMessage {
  const root = readCompoundFile(bytes)
  const message = {
    plain: textOf(root, property.plain),
    html: textOf(root, property.html),
    from: textOf(root, property.smtpAddress) || textOf(root, property.senderAddress),
    attachments: root.storages
      .filter(({ name }) => name.startsWith('__attach_version1.0_'))
      .map(attachmentOf),
  }
  if (!message.plain.trim() && !message.html.trim() && !message.attachments.length)
    throw new Error('The message has no text.')
  return message
}
