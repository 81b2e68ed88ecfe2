import * as v from 'valibot'
import { hostBeforeId, type Host } from '#core/model/host.ts'
import { Problem } from '#core/model/problem.ts'
import type { Database } from '#core/storage/database.ts'
import { openSecret } from '#core/storage/vault.ts'
import { command, type Context } from '#core/workspace/command.ts'
import { findCompany } from '#core/workspace/company.ts'
import { openVault } from '#core/workspace/vault.ts'
import type { Work } from '#core/workspace/work.ts'

/** The host before, whose pages are to lead to the new address. */

/** A host that pages have moved from. */
export type HostBefore = Host & Readonly<{ moved: NonNullable<Host['moved']> }>

/** The host before; null where there was none, or nothing of it is kept. */
export async function findHostBefore(db: Database): Promise<HostBefore | null> {
  const host = await db.at('hosts').get(hostBeforeId)
  return host?.moved ? (host as HostBefore) : null
}

/** The host before, what lets into it, and whose pages lead from there to where; null where nothing waits to be done. @throws Problem `locked` */
export async function openHostBefore(context: Context) {
  const { db } = context
  const [host, sealed, company, workspace] = await Promise.all([
    findHostBefore(db),
    db.at('secrets').get(hostBeforeId),
    findCompany(db),
    db.at('workspace').get('workspace'),
  ])
  if (!host || host.moved.done) return null
  if (!sealed || !company || !workspace) throw new Problem('notFound', { what: 'hosts' })
  const { keys } = await openVault(context)
  const secret = await openSecret(keys, hostBeforeId, sealed)
  return { host, secret, company, workspace: workspace.name }
}

/** Forgets a host and what lets into it. */
export async function forget(work: Work, host: Host['id']): Promise<void> {
  await work.remove('hosts', host)
  await work.remove('secrets', host)
}

/** The old pages lead to the new ones. What lets into the old place is forgotten, unless somebody wanted it kept. */
export const noteLedOn = command({
  input: v.undefined(),
  may: 'publication.export',
  async run(work) {
    const host = await work.get('hosts', hostBeforeId)
    const { moved, settings } = host
    if (!moved) throw new Problem('wrongState')
    if (moved.isKept) await work.put('hosts', { ...host, moved: { ...moved, done: true } })
    else await forget(work, hostBeforeId)
    await work.log('hostLedOn', { detail: { kind: settings.kind, address: moved.from } })
  },
})

/** Forgets the host before, whether its pages lead on or not. */
export const forgetHostBefore = command({
  input: v.undefined(),
  may: 'company.edit',
  async run(work) {
    const { settings, moved } = await work.get('hosts', hostBeforeId)
    await forget(work, hostBeforeId)
    await work.log('hostDisconnected', { detail: { kind: settings.kind, address: moved?.from ?? '' } })
  },
})
