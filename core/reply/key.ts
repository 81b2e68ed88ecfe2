import { sha256, toBase64url, toHex } from '#core/model/bytes.ts'

const ecdh = { name: 'ECDH', namedCurve: 'P-256' }

/** The pair that replies are sealed to. The private half is a JSON Web Key and leaves memory only sealed. */
export type ReplyKeyPair = Readonly<{ id: string; publicKey: string; privateKey: JsonWebKey }>

/** A key's id: the first four bytes of the public point's SHA-256, in hex. */
const keyId = async (point: Uint8Array<ArrayBuffer>) => toHex((await sha256(point)).subarray(0, 4))

/** A fresh pair for a workspace. */
export async function newReplyKey(): Promise<ReplyKeyPair> {
  const pair = await crypto.subtle.generateKey(ecdh, true, ['deriveBits'])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  return {
    id: await keyId(point),
    publicKey: toBase64url(point),
    privateKey: await crypto.subtle.exportKey('jwk', pair.privateKey),
  }
}

/**
 * The pair for opening; its private half can never be exported. The public half goes with it
 * because @hpke/core, given a private key that it cannot export, works the point out from its
 * x alone and takes the wrong one of two for half of all keys.
 */
export async function importKeyPair({ kty, crv, x, y, d }: JsonWebKey): Promise<CryptoKeyPair> {
  const point = { kty, crv, x, y } as JsonWebKey
  const [privateKey, publicKey] = await Promise.all([
    crypto.subtle.importKey('jwk', { ...point, d } as JsonWebKey, ecdh, false, ['deriveBits']),
    crypto.subtle.importKey('jwk', point, ecdh, true, []),
  ])
  return { privateKey, publicKey }
}
