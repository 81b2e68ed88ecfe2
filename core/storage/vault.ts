import { argon2id } from 'hash-wasm'
import { fromBase64, fromUtf8, randomBytes, toBase64, toHex, utf8 } from '#core/model/bytes.ts'
import { normalPassphrase } from '#core/model/passphrase.ts'
import { Problem } from '#core/model/problem.ts'

/**
 * The vault: a random key (the data key) seals each secret; the passphrase,
 * through Argon2id, seals the data key. Changing the passphrase seals one
 * thing again, not every secret.
 */
export type Vault = Readonly<{
  kdf: Readonly<{ name: 'argon2id' } & Cost & { salt: string }>
  dataKey: Sealed
}>

/** AES-256-GCM with a random 96-bit nonce; both in base64. */
export type Sealed = Readonly<{ nonce: string; ciphertext: string }>

/** What Argon2id takes for one passphrase: memory in KiB, passes over it, and lanes. */
export type Cost = Readonly<{ memory: number; passes: number; lanes: number }>

/** 64 MiB, 3 passes, 4 lanes: about half a second on an office machine. */
const standardCost: Cost = { memory: 65_536, passes: 3, lanes: 4 }

/** OWASP's minimum: a file from elsewhere that asks for less is refused. */
export const leastCost: Cost = { memory: 19_456, passes: 2, lanes: 1 }

/** More than this would hang the browser; memory times passes is what takes the time. */
const most = { memory: 262_144, passes: 20, lanes: 16, work: 1_048_576 }

const saltBytes = { least: 16, most: 64 }

/** Bytes of base64; zero where it is none. */
function bytesOf(base64: string): number {
  try {
    return fromBase64(base64).length
  } catch {
    return 0
  }
}

/** Whether opening it can end well: in bearable time, with a salt and a seal of the right form. */
function isBearable({ kdf: { memory, passes, lanes, salt }, dataKey }: Vault): boolean {
  const salted = bytesOf(salt)
  return (
    memory >= 8 * lanes &&
    memory <= most.memory &&
    passes >= 1 &&
    passes <= most.passes &&
    lanes >= 1 &&
    lanes <= most.lanes &&
    memory * passes <= most.work &&
    salted >= saltBytes.least &&
    salted <= saltBytes.most &&
    // A nonce of 96 bits; a key of 32 bytes with a tag of 16.
    bytesOf(dataKey.nonce) === 12 &&
    bytesOf(dataKey.ciphertext) === 48
  )
}

/**
 * Whether a way into the vault from elsewhere may be taken over: neither too
 * cheap to guess its passphrase nor too dear to open.
 *
 * @param least that its passphrase must cost
 */
export const isAcceptable = (vault: Vault, least: Cost): boolean =>
  isBearable(vault) &&
  vault.kdf.memory >= least.memory &&
  vault.kdf.memory * vault.kdf.passes >= least.memory * least.passes

async function derive(passphrase: string, kdf: Vault['kdf']): Promise<CryptoKey> {
  const raw = await argon2id({
    password: utf8(passphrase),
    salt: fromBase64(kdf.salt),
    memorySize: kdf.memory,
    iterations: kdf.passes,
    parallelism: kdf.lanes,
    hashLength: 32,
    outputType: 'binary',
  })
  return importSealingKey(new Uint8Array(raw))
}

const importSealingKey = (raw: Uint8Array<ArrayBuffer>) =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

/** @param purpose bound to the seal, so that one secret cannot stand in for another */
async function sealBytes(key: CryptoKey, bytes: Uint8Array<ArrayBuffer>, purpose: string): Promise<Sealed> {
  const iv = randomBytes(12)
  const ciphertext = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(purpose) }, key, bytes),
  )
  return { nonce: toBase64(iv), ciphertext: toBase64(ciphertext) }
}

async function openBytes(key: CryptoKey, sealed: Sealed, purpose: string): Promise<Uint8Array<ArrayBuffer>> {
  const algorithm = { name: 'AES-GCM', iv: fromBase64(sealed.nonce), additionalData: utf8(purpose) }
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, fromBase64(sealed.ciphertext)))
}

/**
 * Seals the data key (base64) by a passphrase: one person's way into the vault.
 *
 * @param cost of trying a passphrase; only tests make it cheap
 */
export async function sealDataKey(
  passphrase: string,
  dataKey: string,
  cost: Cost = standardCost,
): Promise<Vault> {
  const kdf = { name: 'argon2id', ...cost, salt: toBase64(randomBytes(saltBytes.least)) } as const
  return {
    kdf,
    dataKey: await sealBytes(await derive(normalPassphrase(passphrase), kdf), fromBase64(dataKey), 'vault'),
  }
}

/** A new vault. @returns it and its data key, in base64, which unlocks it until it is forgotten */
export async function createVault(
  passphrase: string,
  cost?: Cost,
): Promise<{ vault: Vault; dataKey: string }> {
  const dataKey = toBase64(randomBytes(32))
  return { vault: await sealDataKey(passphrase, dataKey, cost), dataKey }
}

/** The data key, in base64. @throws Problem `passphraseWrong`; `vaultUnfit` when no passphrase could open it */
export async function unlockVault(vault: Vault, passphrase: string): Promise<string> {
  if (!isBearable(vault)) throw new Problem('vaultUnfit')
  // Passphrases once kept the blanks around them.
  for (const tried of new Set([normalPassphrase(passphrase), passphrase.normalize('NFKC')])) {
    const key = await derive(tried, vault.kdf)
    const opened = await openBytes(key, vault.dataKey, 'vault').catch(() => null)
    if (opened) return toBase64(opened)
  }
  throw new Problem('passphraseWrong')
}

/** What is derived from the data key: a key for each purpose, so that none can be used for another. None can be read out. */
export type VaultKeys = Readonly<{
  seal: CryptoKey
  fingerprint: CryptoKey
  /** Signs backups; kept in the browser, so that a locked vault can sign them too. */
  backup: CryptoKey
  /** Tells one data key from another and gives none away. Lower-case hex. */
  stamp: string
  /** The data key itself, which sealed secrets in the first version. */
  old: CryptoKey
}>

/** @param dataKey in base64 */
export async function vaultKeys(dataKey: string): Promise<VaultKeys> {
  const raw = fromBase64(dataKey)
  const base = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey', 'deriveBits'])
  const of = (purpose: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: utf8(`tilbud/vault/1/${purpose}`),
  })
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 }
  const [seal, fingerprint, backup, stamp, old] = await Promise.all([
    crypto.subtle.deriveKey(of('seal'), base, { name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]),
    crypto.subtle.deriveKey(of('fingerprint'), base, hmac, false, ['sign']),
    crypto.subtle.deriveKey(of('backup'), base, hmac, false, ['sign']),
    crypto.subtle.deriveBits(of('stamp'), base, 128),
    importSealingKey(raw),
  ])
  return { seal, fingerprint, backup, stamp: toHex(new Uint8Array(stamp)), old }
}

/** Seals a secret, bound to its id. */
export const sealSecret = ({ seal }: VaultKeys, id: string, secret: string): Promise<Sealed> =>
  sealBytes(seal, utf8(secret), id)

/** Opens a secret, also one that the data key itself sealed. @throws DOMException when the key, the id or a byte is not the one it was sealed with */
export const openSecret = async ({ seal, old }: VaultKeys, id: string, sealed: Sealed): Promise<string> =>
  fromUtf8(await openBytes(seal, sealed, id).catch(() => openBytes(old, sealed, id)))

/** HMAC-SHA256 of a text, in lower-case hex. */
export const hmac = async (key: CryptoKey, text: string): Promise<string> =>
  toHex(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(text))))

/** A digest of a secret that only whoever has the data key can make: tells secrets apart and gives none away. Lower-case hex. */
export const fingerprintOf = ({ fingerprint }: VaultKeys, secret: string): Promise<string> =>
  hmac(fingerprint, secret)
