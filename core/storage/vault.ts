import { argon2id } from 'hash-wasm'
import { fromBase64, fromUtf8, randomBytes, toBase64, toHex, utf8 } from '#core/model/bytes.ts'
import { Problem } from '#core/model/problem.ts'

/**
 * The vault: a random key (the data key) seals each secret; the passphrase,
 * through Argon2id, seals the data key. Changing the passphrase seals one
 * thing again, not every secret.
 */
export type Vault = Readonly<{
  kdf: Readonly<{ name: 'argon2id'; memory: number; passes: number; lanes: number; salt: string }>
  dataKey: Sealed
}>

/** AES-256-GCM with a random 96-bit nonce; both in base64. */
export type Sealed = Readonly<{ nonce: string; ciphertext: string }>

/** 64 MiB, 3 passes, 4 lanes: about half a second on an office machine, above OWASP's minimum of 19 MiB, 2, 1. */
const cost = { memory: 65_536, passes: 3, lanes: 4 } as const

/** A file from elsewhere may not ask for more than this, or opening it would hang the browser. */
const costLimit = { memory: 1_048_576, passes: 20, lanes: 16 }

export const shortestPassphrase = 10

async function derive(passphrase: string, kdf: Vault['kdf']): Promise<Uint8Array<ArrayBuffer>> {
  if (kdf.memory > costLimit.memory || kdf.passes > costLimit.passes || kdf.lanes > costLimit.lanes)
    throw new Problem('backupDamaged', { line: 1 })
  return new Uint8Array(
    await argon2id({
      password: utf8(passphrase.normalize('NFKC')),
      salt: fromBase64(kdf.salt),
      memorySize: kdf.memory,
      iterations: kdf.passes,
      parallelism: kdf.lanes,
      hashLength: 32,
      outputType: 'binary',
    }),
  )
}

const importKey = (raw: Uint8Array<ArrayBuffer>) => crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

/** @param purpose bound to the seal, so that one secret cannot stand in for another */
async function sealBytes(key: Uint8Array<ArrayBuffer>, bytes: Uint8Array<ArrayBuffer>, purpose: string): Promise<Sealed> {
  const iv = randomBytes(12)
  const algorithm = { name: 'AES-GCM', iv, additionalData: utf8(purpose) }
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt(algorithm, await importKey(key), bytes))
  return { nonce: toBase64(iv), ciphertext: toBase64(ciphertext) }
}

async function openBytes(key: Uint8Array<ArrayBuffer>, sealed: Sealed, purpose: string): Promise<Uint8Array<ArrayBuffer>> {
  const algorithm = { name: 'AES-GCM', iv: fromBase64(sealed.nonce), additionalData: utf8(purpose) }
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, await importKey(key), fromBase64(sealed.ciphertext)))
}

/** Seals the data key (base64) by a passphrase: one person's way into the vault. */
export async function sealDataKey(passphrase: string, dataKey: string): Promise<Vault> {
  const kdf = { name: 'argon2id', ...cost, salt: toBase64(randomBytes(16)) } as const
  return { kdf, dataKey: await sealBytes(await derive(passphrase, kdf), fromBase64(dataKey), 'vault') }
}

/** A new vault. @returns it and its data key, in base64, which unlocks it until it is forgotten */
export async function createVault(passphrase: string): Promise<{ vault: Vault; dataKey: string }> {
  const dataKey = toBase64(randomBytes(32))
  return { vault: await sealDataKey(passphrase, dataKey), dataKey }
}

/** The data key, in base64. @throws Problem `passphraseWrong` */
export async function unlockVault(vault: Vault, passphrase: string): Promise<string> {
  const key = await derive(passphrase, vault.kdf)
  try {
    return toBase64(await openBytes(key, vault.dataKey, 'vault'))
  } catch {
    throw new Problem('passphraseWrong')
  }
}

/** Seals a secret under the data key, bound to its id. */
export const sealSecret = (dataKey: string, id: string, secret: string) =>
  sealBytes(fromBase64(dataKey), utf8(secret), id)

/** @throws DOMException when the key, the id or a byte is not the one it was sealed with */
export const openSecret = async (dataKey: string, id: string, sealed: Sealed) =>
  fromUtf8(await openBytes(fromBase64(dataKey), sealed, id))

/** A digest of a secret that only whoever has the data key can make: tells secrets apart and gives none away. Lower-case hex. */
export async function fingerprintOf(dataKey: string, secret: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', fromBase64(dataKey), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(secret))))
}
