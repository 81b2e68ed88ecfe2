import type { Addresses } from '#site/renderer/runtime.ts'

/** Stands here until the scripts and styles have been built; then `compiler.ts` writes their addresses in its place. */
export const addressesHere = '@addresses@' as unknown as Addresses
