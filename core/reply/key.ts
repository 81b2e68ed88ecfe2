import { fromBase64url, sha256, toBase64url, toHex } from '#core/model/bytes.ts'
import { own, suite } from '#core/reply/suite.ts'

/** The pair that replies are sealed to. The private half is a JSON Web Key and leaves memory only sealed. */
export type ReplyKeyPair = Readonly<{ id: string; publicKey: string; privateKey: JsonWebKey }>

/** A key's id: the first four bytes of the public point's SHA-256, in hex. */
const keyId = async (point: Uint8Array<ArrayBuffer>) => toHex((await sha256(point)).subarray(0, 4))

export async function newReplyKey(): Promise<ReplyKeyPair> {
  const pair = (await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']))
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  return {
    id: await keyId(point),
    publicKey: toBase64url(point),
    privateKey: await crypto.subtle.exportKey('jwk', pair.privateKey),
  }
}

/** For opening, never for exporting. */
export const importPrivateKey = (key: JsonWebKey) =>
  crypto.subtle.importKey('jwk', key, { name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])

/** Whether a public key is a point of the curve; a damaged one would make pages that nobody can answer. */
export async function isPublicKey(publicKey: string): Promise<boolean> {
  try {
    await suite.kem.deserializePublicKey(own(fromBase64url(publicKey)))
    return true
  } catch {
    return false
  }
}
