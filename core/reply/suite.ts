import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'

/**
 * HPKE (RFC 9180): DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM.
 * P-256 because customers come with old browsers too. It opens what the page
 * sealed by core/reply/hpke.ts.
 */
export const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes128Gcm(),
})

/** Arrays that own their memory, as WebCrypto's types want them. */
export const own = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer
