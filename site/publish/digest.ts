import { hash } from 'node:crypto'

/** The SHA-256 of a text or of bytes, as manifests note it. */
export const digest = (content: string | Uint8Array): string => hash('sha256', content, 'base64url')
