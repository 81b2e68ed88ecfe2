import type { Cost } from '#core/storage/vault.ts'

/** Argon2id for tests: a passphrase is tried in a millisecond. */
export const cheap: Cost = { memory: 64, passes: 1, lanes: 1 }
