import { examplePassphrase, exampleUserId } from '#core/exchange/example/data.ts'
import { azureTarget } from '#core/hosting/azure/blobs.ts'
import { below } from '#core/hosting/azure/sign.ts'
import { each } from '#core/hosting/publish.ts'
import { azureSecretSchema } from '#core/model/host.ts'
import { parse } from '#core/model/schema.ts'
import { Database } from '#core/storage/database.ts'
import type { Context, Outcome } from '#core/workspace/command.ts'
import { connectHost, disconnectHost, findHost, type Connection } from '#core/workspace/hosting.ts'
import { withdrawOffer } from '#core/workspace/offers.ts'
import { unlock } from '#core/workspace/vault.ts'

export { prepareOffer, signIn } from '#test/bench/workspace/inPage.ts'

/** What runs in an empty page of the built extension: a host is connected, and what lies there by then is asked for. */

const db = new Database()
let dataKey: string | null = null

type Storage = { session: { set: (items: object) => Promise<void> } }

/** Opens the vault of the example, here and for every page. */
export async function open(): Promise<void> {
  const opened = await unlock(db, examplePassphrase, exampleUserId)
  if (!opened.ok) throw opened.problem
  dataKey = opened.value.dataKey
  const { browser, chrome } = globalThis as unknown as Record<
    'browser' | 'chrome',
    { storage: Storage } | undefined
  >
  await (browser ?? chrome)!.storage.session.set({ dataKey, openUntil: Date.now() + 6 * 3_600_000 })
}

const context = (): Context => ({ db, actor: exampleUserId, now: Date.now, dataKey })

async function good<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const done = await outcome
  if (!done.ok) throw done.problem
  return done.value
}

/** Connects a host as the screen does, instead of another one. */
export async function connect(connection: Connection): Promise<void> {
  if (await findHost(db)) await good(disconnectHost(context(), undefined))
  await good(connectHost(context(), connection))
}

/** The number of the publication that lies on the host; 0 before the first. */
export const numberOnline = async () => (await findHost(db))?.online?.number ?? 0

/** Withdraws an offer that is online. */
export async function withdraw(): Promise<void> {
  const version = await db
    .at('versions')
    .where({ state: 'published' })
    .filter(({ binding }) => binding.closesAt > new Date().toISOString())
    .first()
  await good(withdrawOffer(context(), { code: version!.code, reason: '' }))
}

/**
 * Puts everything that lies there once more into a folder beside, six files at
 * once and without anything else.
 *
 * @returns milliseconds
 */
export async function plainPuts(secret: string, run: number): Promise<number> {
  const { pages, standing } = parse(azureSecretSchema, JSON.parse(secret))
  const held = await azureTarget({ pages, standing }, '/').list(null)
  const files = new Map<string, ArrayBuffer>()
  await each(
    [...held.keys()].filter((path) => !path.startsWith('plain-')),
    async (path) => void files.set(path, await (await fetch(below(pages, path))).arrayBuffer()),
  )
  const begun = performance.now()
  await each(files, async ([path, body]) => {
    const headers = { 'x-ms-blob-type': 'BlockBlob' }
    const response = await fetch(below(pages, `plain-${run}/${path}`), { method: 'PUT', headers, body })
    if (!response.ok) throw new Error(`${response.status} ${path}`)
  })
  return performance.now() - begun
}
