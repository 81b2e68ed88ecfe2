import { sha256, toHex } from '#core/model/bytes.ts'
import type { Version } from '#core/model/offer.ts'
import { Problem } from '#core/model/problem.ts'
import type { ArmorFound } from '#core/reply/armor.ts'
import type { ContentRead } from '#core/reply/content.ts'
import { importKeyPair } from '#core/reply/key.ts'
import { layout } from '#core/reply/layout.ts'
import { openReply, readEnvelope, type Envelope } from '#core/reply/open.ts'
import type { Database } from '#core/storage/database.ts'
import type { RecordOf } from '#core/storage/records.ts'
import { replySecretId } from '#core/storage/references.ts'
import { openSecret } from '#core/storage/vault.ts'
import type { Context } from '#core/workspace/command.ts'
import { openVault } from '#core/workspace/vault.ts'

/** So many new replies are taken in at once. A mailbox of years has fewer; whoever floods one gets no further. */
export const mostAtOnce = 1000

/** A reply as it was found in a text, and the address that its mail came from. */
export type Found = Readonly<{ armor: ArmorFound; from: string | null }>

/** A whole reply before it is opened. */
type Sealed = Readonly<{ id: string; armor: string; from: string | null; envelope: Envelope }>

/** What opening showed: nothing to keep, or a reply and how far it could be read. */
export type Opened =
  | { kind: 'damaged' | 'newer' | 'left' }
  | { kind: 'repeat'; id: string; receivedAt: string }
  | (Sealed &
      (
        | { kind: 'unknownOffer' }
        | { kind: 'unreadable'; version: Version }
        | { kind: 'opened'; version: Version; read: ContentRead }
      ))

async function sealedOf({ armor: found, from }: Found): Promise<Sealed | { kind: 'damaged' | 'newer' }> {
  if (!found.ok) return { kind: found.why }
  const envelope = readEnvelope(found.sealed)
  if (!envelope) return { kind: 'newer' }
  return { id: toHex(await sha256(new Uint8Array(found.sealed))), armor: found.armor, from, envelope }
}

const isSealed = (each: Sealed | { kind: string }): each is Sealed => 'envelope' in each

/** The keys and offers that some replies name, as far as they are known here. Each is looked up once. */
async function addresses(db: Database, sealed: readonly Sealed[]) {
  const keyIds = [...new Set(sealed.map(({ envelope }) => envelope.keyId))]
  const found = await db.at('secrets').bulkGet(keyIds.map(replySecretId))
  const secrets = new Map(keyIds.flatMap((keyId, index) => (found[index] ? [[keyId, found[index]]] : [])))
  const ours = sealed.filter(({ envelope }) => secrets.has(envelope.keyId))
  const starts = [...new Set(ours.map(({ envelope }) => envelope.offer))]
  const versions = db.at('versions')
  // Looking up thousands of made-up offers takes longer than reading all that there are.
  const candidates = await (
    starts.length > 100 ? versions : versions.where('hash').startsWithAnyOf(starts)
  ).toArray()
  const byStart = new Map(candidates.map((version) => [version.hash.slice(0, 2 * layout.offer), version]))
  const keys = new Map<string, Promise<CryptoKeyPair>>()
  const openKey = async (context: Context, secretId: string, secret: RecordOf['secrets']) =>
    importKeyPair(JSON.parse(await openSecret((await openVault(context)).keys, secretId, secret)))
  return {
    isOurs: ({ envelope }: Sealed) => secrets.has(envelope.keyId),
    versionOf: ({ envelope }: Sealed) =>
      secrets.has(envelope.keyId) ? byStart.get(envelope.offer) : undefined,
    keyOf: (context: Context, { envelope: { keyId } }: Sealed): Promise<CryptoKeyPair> => {
      const secretId = replySecretId(keyId)
      const key = keys.get(keyId) ?? openKey(context, secretId, secrets.get(keyId)!)
      keys.set(keyId, key)
      return key
    },
  }
}

/**
 * Opens what was found, each reply once and at most `mostAtOnce` new ones, and
 * leaves out what is here already. Answers to known offers come first, so that
 * a flood of others does not keep them out.
 *
 * @returns what became of each, in the order in which they were found
 * @throws Problem `locked` when a reply is sealed to this workspace and the vault is closed
 */
export async function openAll(context: Context, found: readonly Found[]): Promise<Opened[]> {
  const { db } = context
  const all = await Promise.all(found.map(sealedOf))
  const sealed = [...new Map(all.filter(isSealed).map((each) => [each.id, each])).values()]
  const stored = await db.at('replies').bulkGet(sealed.map(({ id }) => id))
  const { isOurs, versionOf, keyOf } = await addresses(db, sealed)
  const takenAt = new Date(context.now()).toISOString()

  async function open(each: Sealed): Promise<Opened> {
    const version = versionOf(each)
    if (!version) return { kind: 'unknownOffer', ...each }
    const read = await openReply(each.envelope, await keyOf(context, each), version.hash, takenAt)
    if (read === null) return { kind: 'damaged' }
    if (read === 'unreadable') return { kind: 'unreadable', ...each, version }
    return read.content.code === version.code
      ? { kind: 'opened', ...each, version, read }
      : { kind: 'damaged' }
  }

  const opened = new Map<string, Opened>()
  const fresh = sealed.filter((each, index) => {
    const before = stored[index]
    const isRepeat = before !== undefined && (before.content !== null || !versionOf(each))
    if (isRepeat) opened.set(each.id, { kind: 'repeat', id: each.id, receivedAt: before.receivedAt })
    return !isRepeat
  })
  if (!context.dataKey && fresh.some(isOurs)) throw new Problem('locked')
  const known = fresh.filter(versionOf)
  const others = fresh.filter((each) => !versionOf(each))
  const next = [...known, ...others].slice(0, mostAtOnce)
  const results = await Promise.all(next.map(open))
  for (const [index, { id }] of next.entries()) opened.set(id, results[index]!)
  return all.map((each) => (isSealed(each) ? (opened.get(each.id) ?? { kind: 'left' }) : each))
}

/**
 * Counts replies without opening them: those to offers that are known here, and of them those that are not here yet.
 */
export async function countNew(
  db: Database,
  armors: readonly ArmorFound[],
): Promise<Readonly<{ known: number; fresh: number }>> {
  const all = await Promise.all(armors.map((armor) => sealedOf({ armor, from: null })))
  const sealed = all.filter(isSealed)
  const { versionOf } = await addresses(db, sealed)
  const known = sealed.filter(versionOf)
  const ids = [...new Set(known.map(({ id }) => id))]
  const stored = await db.at('replies').bulkGet(ids)
  return { known: known.length, fresh: stored.filter((reply) => !reply?.content).length }
}
