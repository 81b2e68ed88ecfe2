import { utf8 } from '#core/model/bytes.ts'

/** What the sealed text is, and to which key: so that a seal of another format or key never opens. */
export const sealInfo = (keyId: string) => utf8(`tilbud/reply/1/${keyId}`)

/**
 * Before the ciphertext: format, suite and mode (a byte each, to leave room),
 * the key's id (4 bytes), the first 8 bytes of the offer's hash, the
 * encapsulated key (65 bytes).
 */
export const layout = { format: 1, suite: 1, mode: 0, keyId: 4, offer: 8, enc: 65 } as const
export const headLength = 3 + layout.keyId + layout.offer + layout.enc
