import * as v from 'valibot'
import { maxLicences } from '#core/model/limits.ts'
import { guid, hex, id, instant, isoDate, line, text, whole } from '#core/model/schema.ts'
import { termDurations } from '#core/model/terms.ts'

/** *Expired* is not stored: it follows from `expiresOn`. */
export const keyStates = ['available', 'assigned', 'redeemed'] as const

/** The symbols of Microsoft's product keys: no vowels, and nothing that looks like something else. */
const symbols = 'BCDFGHJKMNPQRTVWXY2346789'
const keyLength = 25

/** What people mean when they type a symbol that keys do not have. */
const lookAlikes: Readonly<Record<string, string>> = {
  0: 'Q',
  O: 'Q',
  1: '7',
  I: '7',
  L: '7',
  5: '6',
  S: '6',
  Z: '2',
  U: 'V',
  A: '4',
  E: 'F',
}

export type KeyReading =
  | { ok: true; key: string }
  /** `length` is how many symbols there are. */
  | { ok: false; rule: 'keyLength'; length: number }
  /** The first symbol that no key has, its place from 1, and what it may have been. */
  | { ok: false; rule: 'keySymbol'; symbol: string; place: number; perhaps: string }

/** Reads a key as people type it. Says nothing of whether it is genuine: keys have no public check. */
export function readProductKey(typed: string): KeyReading {
  const key = typed.toUpperCase().replace(/[\s\p{Pd}]/gu, '')
  const typedSymbols = Array.from(key)
  const place = typedSymbols.findIndex((symbol) => !symbols.includes(symbol))
  if (place >= 0) {
    const symbol = typedSymbols[place]!
    return { ok: false, rule: 'keySymbol', symbol, place: place + 1, perhaps: lookAlikes[symbol] ?? '' }
  }
  if (key.length !== keyLength) return { ok: false, rule: 'keyLength', length: key.length }
  return { ok: true, key }
}

/** The keys of a text, one a line, as they were typed. Faults number these lines. */
export const keyLines = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`. */
export const groupProductKey = (key: string) => key.match(/.{5}/g)!.join('-')

export const productKeySchema = v.object({
  id,
  product: v.object({ skuId: v.nullable(guid), name: line(120) }),
  licences: whole(1, maxLicences),
  term: v.picklist(termDurations, 'choice'),
  /** Last day on which it can be redeemed; null when it has none. */
  expiresOn: v.nullable(isoDate),
  /** Order or invoice, for finding it again; never the key. */
  reference: text(80),
  state: v.picklist(keyStates, 'choice'),
  customerId: v.nullable(id),
  redeemedOn: v.nullable(isoDate),
  subscriptionId: v.nullable(id),
  /** Keyed digest that tells one key from another without giving away any of it. */
  fingerprint: hex(64),
  createdAt: instant,
  createdBy: id,
})

/** What is known of a prepaid licence; the 25 symbols themselves lie sealed in the vault. */
export type ProductKey = v.InferOutput<typeof productKeySchema>
export type KeyState = ProductKey['state'] | 'expired'

/** Where a key's symbols lie in the vault. */
export const keySecretId = (keyId: string) => `product-key-${keyId}`
