import { concat, utf8 } from '#core/model/bytes.ts'

/**
 * Sealing by HPKE (RFC 9180), base mode, with the one suite that replies use:
 * DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM. Only what a page needs
 * to seal once, on WebCrypto: a tenth of a library that can do all of it.
 * The extension opens with such a library (core/reply/suite.ts), so that
 * neither side is its own proof.
 */

type Bytes = Uint8Array<ArrayBuffer>

const curve = { name: 'ECDH', namedCurve: 'P-256' }
const none: Bytes = new Uint8Array()

/** Names of the key encapsulation and of the whole suite, which every derived value is bound to (section 4.1, 5.1). */
const kemId = concat(utf8('KEM'), Uint8Array.of(0x00, 0x10))
const suiteId = concat(utf8('HPKE'), Uint8Array.of(0x00, 0x10, 0x00, 0x01, 0x00, 0x01))

async function hmac(key: Bytes, data: Bytes): Promise<Bytes> {
  // No key at all is 32 zero bytes (RFC 5869, 2.2), and some browsers take no empty one.
  const imported = await crypto.subtle.importKey(
    'raw',
    key.length ? key : new Uint8Array(32),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data))
}

const labelled = (id: Bytes, label: string, value: Bytes) => concat(utf8('HPKE-v1'), id, utf8(label), value)

const extract = (id: Bytes, salt: Bytes, label: string, value: Bytes) =>
  hmac(salt, labelled(id, label, value))

/** At most 32 bytes are ever asked for: one round of HKDF-Expand. */
async function expand(id: Bytes, key: Bytes, label: string, info: Bytes, length: number): Promise<Bytes> {
  const block = await hmac(key, concat(Uint8Array.of(0, length), labelled(id, label, info), Uint8Array.of(1)))
  return block.slice(0, length)
}

/**
 * Seals a text to a public key.
 *
 * @param recipient the public point, uncompressed (65 bytes)
 * @param ephemeral a pair of the curve, for this one seal; a fresh one unless a test says which
 * @returns `enc`, the encapsulated key (65 bytes), and the ciphertext
 * @throws DOMException when the point is none of the curve
 */
export async function hpkeSeal(
  recipient: Bytes,
  info: Bytes,
  aad: Bytes,
  plaintext: Bytes,
  ephemeral?: CryptoKeyPair,
): Promise<Readonly<{ enc: Bytes; ciphertext: Bytes }>> {
  const { subtle } = crypto
  const pair = ephemeral ?? (await subtle.generateKey(curve, false, ['deriveBits']))
  const enc = new Uint8Array(await subtle.exportKey('raw', pair.publicKey))
  const point = await subtle.importKey('raw', recipient, curve, false, [])
  const shared = new Uint8Array(
    await subtle.deriveBits({ name: 'ECDH', public: point }, pair.privateKey, 256),
  )

  // Encapsulation (4.1), then the key schedule (5.1) without a pre-shared key.
  const secret = await expand(
    kemId,
    await extract(kemId, none, 'eae_prk', shared),
    'shared_secret',
    concat(enc, recipient),
    32,
  )
  const context = concat(
    Uint8Array.of(0),
    await extract(suiteId, none, 'psk_id_hash', none),
    await extract(suiteId, none, 'info_hash', info),
  )
  const schedule = await extract(suiteId, secret, 'secret', none)
  const key = await expand(suiteId, schedule, 'key', context, 16)
  const nonce = await expand(suiteId, schedule, 'base_nonce', context, 12)

  const aes = await subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
  return {
    enc,
    ciphertext: new Uint8Array(
      await subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: aad }, aes, plaintext),
    ),
  }
}
