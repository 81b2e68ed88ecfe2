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
import type { Database } from '#core/storage/database.ts'
import { openSecret, sealSecret } from '#core/storage/vault.ts'
import { command, type Context } from '#core/workspace/command.ts'
import { noteOnline } from '#core/workspace/publishing.ts'
import { openVault, stillOpen } from '#core/workspace/vault.ts'

/** The host that pages are brought to; null where a person carries them. */
export const findHost = async (db: Database): Promise<Host | null> =>
  (await db.at('hosts').get('host')) ?? null

/** The host and what lets into it. @throws Problem `notFound`, `locked` */
export async function openHost(context: Context): Promise<{ host: Host; secret: string }> {
  const host = await findHost(context.db)
  const sealed = await context.db.at('secrets').get(hostSecretId)
  if (!host || !sealed) throw new Problem('notFound', { what: 'hosts' })
  const { keys } = await openVault(context)
  return { host, secret: await openSecret(keys, hostSecretId, sealed) }
}

/** Connects the place that pages are brought to from now on, instead of another one. Whoever asks has tried it. */
export const connectHost = command({
  input: v.object({
    settings: hostSettingsSchema,
    secret: hostSecretSchema,
    /** Where customers read what lies there. */
    siteAddress: companyFields.siteAddress,
    expires: hostSchema.entries.expires,
  }),
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
