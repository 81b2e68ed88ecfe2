import { fromHex, toHex } from '#core/model/bytes.ts'
import { readContent, type ContentRead } from '#core/reply/content.ts'
import { headLength, layout, sealInfo } from '#core/reply/layout.ts'
import { own, suite } from '#core/reply/suite.ts'

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
 * @param takenAt an instant, for an answer whose own time cannot be read
 * @returns null when the seal does not fit; `unreadable` when it does, and no answer is inside
 */
export async function openReply(
  envelope: Envelope,
  keys: CryptoKeyPair,
  offerHash: string,
  takenAt: string,
): Promise<ContentRead | 'unreadable' | null> {
  const opened = await unseal(envelope, keys, offerHash)
  return opened && (readContent(opened, takenAt) ?? 'unreadable')
}

async function unseal(
  envelope: Envelope,
  keys: CryptoKeyPair,
  offerHash: string,
): Promise<Uint8Array | null> {
  try {
    const recipient = await suite.createRecipientContext({
      recipientKey: keys,
      enc: own(envelope.enc),
      info: own(sealInfo(envelope.keyId)),
    })
    return new Uint8Array(await recipient.open(own(envelope.ciphertext), own(fromHex(offerHash))))
  } catch {
    return null
  }
}
