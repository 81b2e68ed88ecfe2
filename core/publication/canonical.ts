import canonicalize from 'canonicalize'
import { sha256, toHex, utf8 } from '#core/model/bytes.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** The value with every text in Unicode normal form C: the same letters are the same bytes, however they were typed. */
export function toNfc<T extends Json>(value: T): T
export function toNfc(value: Json): Json {
  if (typeof value === 'string') return value.normalize('NFC')
  if (Array.isArray(value)) return value.map((each: Json) => toNfc(each))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, toNfc(each)]))
}

/**
 * Canonical JSON of RFC 8785: no blanks, keys sorted by UTF-16 code units,
 * numbers as ECMAScript writes them.
 *
 * @throws Error on a lone surrogate, NaN, infinity or a circle
 */
export function canonical(value: Json): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('This value has no JSON form.')
  return text
}

/** SHA-256, in hex, of the canonical form of the value in NFC. */
export async function hashOf(value: Json): Promise<string> {
  return toHex(await sha256(utf8(canonical(toNfc(value)))))
}
