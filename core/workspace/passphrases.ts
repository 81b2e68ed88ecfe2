import { Problem } from '#core/model/problem.ts'
import type { User } from '#core/model/user.ts'
import type { RecordOf } from '#core/storage/records.ts'
import { unlockVault } from '#core/storage/vault.ts'

/** The data key, in base64, and the user whose passphrase opened it. */
export type Opened = Readonly<{ dataKey: string; actor: string }>

/**
 * Tries a passphrase on the way in of every active user.
 *
 * @param first whose is tried first
 * @throws Problem `passphraseWrong`; `vaultUnfit` when there was a way in that no passphrase could open
 */
export async function tryPassphrase(
  ways: readonly RecordOf['vault'][],
  users: readonly User[],
  passphrase: string,
  first = '',
): Promise<Opened> {
  const active = ways.filter((way) => users.find((user) => user.id === way.id)?.active)
  let worst = new Problem('passphraseWrong')
  for (const way of active.sort((a, b) => Number(b.id === first) - Number(a.id === first))) {
    try {
      return { dataKey: await unlockVault(way, passphrase), actor: way.id }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (error.code === 'vaultUnfit') worst = error
    }
  }
  throw worst
}
