import { createHash } from 'node:crypto'

/** The SHA-256 of texts or bytes, one below the other, as manifests note it. */
export function digest(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const [index, part] of parts.entries()) hash.update(index ? '\n' : '').update(part)
  return hash.digest('base64url')
}
