import { below } from '#core/hosting/azure/sign.ts'
import { escapeXml, insides, textIn } from '#core/hosting/azure/xml.ts'
import { ask } from '#core/hosting/request.ts'

/** Answers in an Azure queue: pages hand them in, the extension looks, takes and drops them. */

/** The most that one request gives. */
const atOnce = '32'

/** 90 days in seconds: without it Azure drops a message after seven. */
const keptFor = '7776000'

/** A message: anybody who has a page may have written it. */
export type Message = Readonly<{ id: string; text: string }>

/** A message that nobody else is given for a while; its receipt drops it. */
export type TakenMessage = Message & Readonly<{ receipt: string }>

/** What a page is given to hand answers over to: it adds how long they are kept. @param hand the grant */
export const handedTo = (hand: string) => below(hand, 'messages')

/**
 * Where a page sends an answer, by POST as `text/plain`, which a browser sends
 * without asking first.
 *
 * @param hand the grant
 */
export const handAddress = (hand: string) => below(hand, 'messages', { messagettl: keptFor })

/** An answer as the inbox takes it. */
export const handBody = (text: string) =>
  `<QueueMessage><MessageText>${escapeXml(text)}</MessageText></QueueMessage>`

/** Puts an answer in, the way a page does. */
export async function hand(granted: string, text: string): Promise<void> {
  const headers = { 'content-type': 'text/plain' }
  await ask(handAddress(granted), { method: 'POST', headers, body: handBody(text) })
}

async function read(granted: string, query: Readonly<Record<string, string>>): Promise<TakenMessage[]> {
  const address = below(granted, 'messages', { numofmessages: atOnce, ...query })
  const xml = await (await ask(address, { method: 'GET' })).text()
  return insides(xml, 'QueueMessage').map((inside) => ({
    id: textIn(inside, 'MessageId'),
    text: textIn(inside, 'MessageText'),
    receipt: textIn(inside, 'PopReceipt'),
  }))
}

/** The first messages, which stay as they are. */
export const peek = async (look: string): Promise<Message[]> =>
  (await read(look, { peekonly: 'true' })).map(({ id, text }) => ({ id, text }))

/**
 * Takes up to 32 messages. Those that are not dropped in time are there again,
 * so that nothing is lost where a browser ends between.
 *
 * @param seconds that nobody else is given them
 */
export const take = (granted: string, seconds = 300): Promise<TakenMessage[]> =>
  read(granted, { visibilitytimeout: String(seconds) })

/** Deletes a message that was taken. One that is gone, or that was given to somebody else meanwhile, is no fault. */
export async function drop(take: string, { id, receipt }: TakenMessage): Promise<void> {
  const address = below(take, `messages/${id}`, { popreceipt: receipt })
  const response = await ask(address, { method: 'DELETE', expected: [400, 404] })
  await response.body?.cancel()
}
