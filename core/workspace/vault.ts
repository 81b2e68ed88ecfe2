import * as v from 'valibot'
import { Problem } from '#core/model/problem.ts'
import { keySecretId } from '#core/model/productKey.ts'
import { storeNames, type Database } from '#core/storage/database.ts'
import { writing } from '#core/storage/hold.ts'
import type { RecordOf } from '#core/storage/records.ts'
import {
  createVault,
  fingerprintOf,
  openSecret,
  sealSecret,
  unlockVault,
  vaultKeys,
  type VaultKeys,
} from '#core/storage/vault.ts'
import { command, outcome, type Context, type Outcome } from '#core/workspace/command.ts'
import { tryPassphrase, type Opened } from '#core/workspace/passphrases.ts'
import type { Work } from '#core/workspace/work.ts'

/** The open vault: its data key in base64, and what is derived from it. */
export type OpenVault = Readonly<{ dataKey: string; keys: VaultKeys }>

/** A data key that is not the vault's any more would seal what nobody could open. @throws Problem `locked` */
async function checkStamp(db: Database, { keys }: OpenVault): Promise<void> {
  const known = await db.keyring.get('backup')
  if (known && known.stamp !== keys.stamp) throw new Problem('locked')
}

/** The vault for a command's `prepare`. @throws Problem `locked`, also when its key was changed in another window */
export async function openVault({ db, dataKey }: Context): Promise<OpenVault> {
  if (!dataKey) throw new Problem('locked')
  const vault = { dataKey, keys: await vaultKeys(dataKey) }
  await checkStamp(db, vault)
  return vault
}

/** For a command's `run`, before it writes what `prepare` sealed. @throws Problem `locked` */
export const stillOpen = (work: Work, vault: OpenVault): Promise<void> => checkStamp(work.db, vault)

/** Everything in the vault as it was read, and sealed by other keys. */
type Resealed = Readonly<{
  secrets: readonly RecordOf['secrets'][]
  next: readonly RecordOf['secrets'][]
  prints: ReadonlyMap<string, string>
}>

/** Seals every secret by `to`. One that `from` cannot open is left as it is: nothing is thrown away. */
async function reseal(db: Database, from: VaultKeys, to: VaultKeys): Promise<Resealed> {
  const [secrets, productKeys] = await Promise.all([
    db.at('secrets').toArray(),
    db.at('productKeys').toCollection().primaryKeys(),
  ])
  const opened = new Map<string, string>()
  const next = await Promise.all(
    secrets.map(async (secret) => {
      const text = await openSecret(from, secret.id, secret).catch(() => null)
      if (text === null) return secret
      opened.set(secret.id, text)
      return { id: secret.id, ...(await sealSecret(to, secret.id, text)) }
    }),
  )
  const prints = await Promise.all(
    productKeys.flatMap((id) => {
      const text = opened.get(keySecretId(id))
      return text === undefined ? [] : [fingerprintOf(to, text).then((print) => [id, print] as const)]
    }),
  )
  return { secrets, next, prints: new Map(prints) }
}

/** Inside a transaction. @throws Problem `changedElsewhere` when the vault is not as it was read */
async function writeResealed(db: Database, { secrets, next, prints }: Resealed): Promise<void> {
  const now = await db.at('secrets').toArray()
  if (JSON.stringify(now) !== JSON.stringify(secrets)) throw new Problem('changedElsewhere')
  await db.at('secrets').bulkPut([...next])
  for (const [id, fingerprint] of prints) await db.at('productKeys').update(id, { fingerprint })
}

/**
 * After unlocking for the first time in this browser: keeps the key that signs
 * backups, seals anew what the data key itself had sealed, and takes the way
 * in from everybody who is not active any more.
 *
 * @throws Problem `vaultUnfit` when the vault has another key by now
 */
export async function settleVault(db: Database, dataKey: string): Promise<void> {
  const keys = await vaultKeys(dataKey)
  const known = await db.keyring.get('backup')
  if (known?.stamp === keys.stamp) return
  if (known) throw new Problem('vaultUnfit')
  // What the new key has sealed, the old one does not open: it stays.
  const resealed = await reseal(db, { ...keys, seal: keys.old }, keys)
  await writing(db, () =>
    db.transaction('rw', storeNames, async () => {
      if (await db.keyring.count()) return
      await writeResealed(db, resealed)
      const active = new Set(
        (await db.at('users').toArray()).filter((user) => user.active).map((user) => user.id),
      )
      await db
        .at('vault')
        .bulkDelete((await db.at('vault').toCollection().primaryKeys()).filter((id) => !active.has(id)))
      await db.keyring.put({ id: 'backup', stamp: keys.stamp, key: keys.backup })
    }),
  )
}

/**
 * Gives the vault a new data key, so that whoever knew the one before cannot
 * open what is added from now on. Everybody but the acting person needs a new
 * passphrase afterwards: only their own could seal the new key for them.
 *
 * @returns the new data key, in base64, and how many people have lost their way in
 * @throws Problem `passphraseWrong` unless it is the acting person's
 */
export const changeVaultKey = command({
  input: v.object({ passphrase: v.string('required') }),
  may: 'staff.roles',
  async prepare({ db, actor, cost }, { passphrase }) {
    const way = await db.at('vault').get(actor)
    if (!way) throw new Problem('passphraseWrong')
    const before = await vaultKeys(await unlockVault(way, passphrase))
    const { vault, dataKey } = await createVault(passphrase, cost)
    const keys = await vaultKeys(dataKey)
    return { way, vault, dataKey, keys, resealed: await reseal(db, before, keys) }
  },
  async run(work, _input, { way, vault, dataKey, keys, resealed }) {
    const { db, user, workspace } = work
    const ways = await db.at('vault').toArray()
    if (JSON.stringify(ways.find(({ id }) => id === user.id)) !== JSON.stringify(way))
      throw new Problem('changedElsewhere')
    await writeResealed(db, resealed)
    await db.at('vault').clear()
    await db.at('vault').add({ id: user.id, ...vault })
    await db.keyring.put({ id: 'backup', stamp: keys.stamp, key: keys.backup })
    await db.at('workspace').put({ ...workspace, keyDue: false })
    await work.log('vaultKeyChanged')
    return { dataKey, others: ways.length - 1 }
  },
})

/**
 * Opens the vault, for whoever's passphrase it is: where several people use
 * one browser, entering one's own switches to oneself. Nobody gets in who is
 * not active any more.
 *
 * @param actor whose passphrase is tried first; empty when nobody is known
 * @returns the data key, in base64, and the user whose passphrase it was
 */
export function unlock(db: Database, passphrase: string, actor: string): Promise<Outcome<Opened>> {
  return outcome(db, async () => {
    const [ways, users] = await Promise.all([db.at('vault').toArray(), db.at('users').toArray()])
    if (!users.length) throw new Problem('notSetUp')
    const opened = await tryPassphrase(ways, users, passphrase, actor)
    await settleVault(db, opened.dataKey)
    return { value: opened, undo: [] }
  })
}
