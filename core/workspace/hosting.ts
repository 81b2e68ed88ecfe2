import * as v from 'valibot'
import { companyFields } from '#core/model/company.ts'
import {
  hostSchema,
  hostSecretId,
  hostSecretSchema,
  hostSettingsSchema,
  type Host,
} from '#core/model/host.ts'
import { codeSchema } from '#core/model/offer.ts'
import { Problem } from '#core/model/problem.ts'
import { parse } from '#core/model/schema.ts'
import type { Database } from '#core/storage/database.ts'
import { openSecret, sealSecret } from '#core/storage/vault.ts'
import { command, type Context } from '#core/workspace/command.ts'
import { noteOnline, readPublicationStatus } from '#core/workspace/publishing.ts'
import { openVault, stillOpen } from '#core/workspace/vault.ts'

/** The host that pages are brought to; null where a person carries them. */
export const findHost = async (db: Database): Promise<Host | null> =>
  (await db.at('hosts').get('host')) ?? null

/** The host, what lets into it, and whose pages it has at which address. @throws Problem `notFound`, `locked` */
export async function openHost(
  context: Context,
): Promise<Readonly<{ host: Host; secret: string; workspace: string; siteAddress: string }>> {
  const { db } = context
  const [host, sealed, workspace, company] = await Promise.all([
    findHost(db),
    db.at('secrets').get(hostSecretId),
    db.at('workspace').get('workspace'),
    db.at('company').get('company'),
  ])
  if (!host || !sealed || !workspace || !company) throw new Problem('notFound', { what: 'hosts' })
  const { keys } = await openVault(context)
  const secret = await openSecret(keys, hostSecretId, sealed)
  return { host, secret, workspace: workspace.name, siteAddress: company.siteAddress }
}

const connectionSchema = v.object({
  settings: hostSettingsSchema,
  secret: hostSecretSchema,
  /** Where customers read what lies there. */
  siteAddress: companyFields.siteAddress,
  expires: hostSchema.entries.expires,
})
export type Connection = v.InferOutput<typeof connectionSchema>

/** Reads what was typed about a host, so that it can be tried before it is connected. */
export function readConnection(
  typed: v.InferInput<typeof connectionSchema>,
): { ok: true; value: Connection } | { ok: false; problem: Problem } {
  try {
    return { ok: true, value: parse(connectionSchema, typed) }
  } catch (error) {
    return { ok: false, problem: error as Problem }
  }
}

/** Connects the place that pages are brought to from now on, instead of another one. Whoever asks has tried it. */
export const connectHost = command({
  input: connectionSchema,
  may: 'company.edit',
  async prepare(context, { secret }) {
    const vault = await openVault(context)
    return { vault, sealed: await sealSecret(vault.keys, hostSecretId, secret) }
  },
  async run(work, { settings, siteAddress, expires }, { vault, sealed }) {
    await stillOpen(work, vault)
    const before = await work.find('hosts', 'host')
    const isSamePlace =
      JSON.stringify(before?.settings) === JSON.stringify(settings) &&
      work.company.siteAddress === siteAddress
    await work.put('secrets', { id: hostSecretId, ...sealed })
    await work.put('hosts', {
      id: 'host',
      settings,
      connectedAt: work.at,
      connectedBy: work.user.id,
      expires,
      online: isSamePlace ? before!.online : null,
    })
    if (work.company.siteAddress !== siteAddress) await work.put('company', { ...work.company, siteAddress })
    await work.log('hostConnected', { detail: { kind: settings.kind, address: siteAddress } })
  },
})

/** Forgets the host and what lets into it. The pages stay where they are. */
export const disconnectHost = command({
  input: v.undefined(),
  may: 'company.edit',
  async run(work) {
    const { settings } = await work.get('hosts', 'host')
    await work.remove('hosts', 'host')
    await work.remove('secrets', hostSecretId)
    await work.log('hostDisconnected', { detail: { kind: settings.kind, address: work.company.siteAddress } })
  },
})

const { number, ground } = hostSchema.entries.online.wrapped.entries

/** A whole publication lies on the host, and customers can read it. @returns how many offers are online since */
export const recordOnline = command({
  input: v.object({ number, ground, codes: v.array(codeSchema) }),
  may: 'publication.export',
  async run(work, { codes, ...what }) {
    await work.put('hosts', { ...(await work.get('hosts', 'host')), online: { ...what, at: work.at } })
    return noteOnline(work, codes)
  },
})

/** What waits to be brought to the host. */
export type Pending = Readonly<{
  host: Host
  /** Frozen offers whose page is not online yet. */
  ready: number
  /** Closed offers whose page still takes answers. */
  stillOpen: number
  /** The company has changed since. */
  company: boolean
  /** Tells what is to be brought from what was before; empty when all is there. */
  of: string
}>

/** What waits to be brought to the host at `now` (milliseconds since 1970); null without a host. */
export async function readPending(db: Database, now: number): Promise<Pending | null> {
  const host = await findHost(db)
  if (!host) return null
  const since = host.online?.at ?? ''
  const [{ last, ready, stillOpen }, changes] = await Promise.all([
    readPublicationStatus(db, now),
    db
      .at('activity')
      .where('[action+at]')
      .between(['companyChanged', since], ['companyChanged', '\uffff'])
      .count(),
  ])
  // A publication takes its number before it is brought: one that did not come there whole still waits.
  const behind = host.online === null ? 'new' : last && last.number > host.online.number && last.number
  const company = changes > 0
  // What was refused is tried at once when somebody has connected anew.
  const all = [host.connectedAt, behind, ...ready.map(({ code }) => code), stillOpen, company && changes]
  const isNothing = !behind && !ready.length && !stillOpen && !company
  return { host, ready: ready.length, stillOpen, company, of: isNothing ? '' : all.join(' ') }
}
