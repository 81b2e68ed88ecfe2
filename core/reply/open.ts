import * as v from 'valibot'
import { fromHex, fromUtf8, toHex } from '#core/model/bytes.ts'
import { replyContentSchema, type ReplyContent } from '#core/model/reply.ts'
import { headLength, layout, own, sealInfo, suite } from '#core/reply/suite.ts'

/** What the outside of a sealed reply tells: the key's id and how the offer's hash begins, both in hex. */
export type Envelope = Readonly<{ keyId: string; offer: string; enc: Uint8Array; ciphertext: Uint8Array }>

/** Null when the format, suite or mode is not ours. */
export function readEnvelope(sealed: Uint8Array): Envelope | null {
  if (sealed.length <= headLength) return null
  if (sealed[0] !== layout.format || sealed[1] !== layout.suite || sealed[2] !== layout.mode) return null
  const offerAt = 3 + layout.keyId
  const encAt = offerAt + layout.offer
  return {
    keyId: toHex(sealed.subarray(3, offerAt)),
    offer: toHex(sealed.subarray(offerAt, encAt)),
    enc: sealed.subarray(encAt, headLength),
    ciphertext: sealed.subarray(headLength),
  }
}

/**
 * Opens a reply with the workspace's reply key.
 *
 * @param offerHash of the exact version; another version's hash does not open it
 * @returns null when the seal does not fit or the inside is no answer to this format
 */
export async function openReply(envelope: Envelope, keys: CryptoKeyPair, offerHash: string): Promise<ReplyContent | null> {
  try {
    const recipient = await suite.createRecipientContext({
      recipientKey: keys,
      enc: own(envelope.enc),
      info: own(sealInfo(envelope.keyId)),
    })
    const opened = await recipient.open(own(envelope.ciphertext), own(fromHex(offerHash)))
    const content = v.safeParse(replyContentSchema, JSON.parse(fromUtf8(new Uint8Array(opened))))
    return content.success ? content.output : null
  } catch {
    return null
  }
}
