import * as v from 'valibot'
import { isSamePlace } from '#core/hosting/samePlace.ts'
import type { ActivityAction } from '#core/model/activity.ts'
import { companyFields } from '#core/model/company.ts'
import {
  hostBeforeId,
  hostId,
  hostSchema,
  hostSecretSchema,
  hostSettingsSchema,
  type Host,
} from '#core/model/host.ts'
import { codeSchema } from '#core/model/offer.ts'
import { Problem } from '#core/model/problem.ts'
import { parse } from '#core/model/schema.ts'
import type { Database } from '#core/storage/database.ts'
import { readTallies, sumAfter, tallyIds } from '#core/storage/derived/tallies.ts'
import { openSecret, sealSecret } from '#core/storage/vault.ts'
import { command, type Context } from '#core/workspace/command.ts'
import { findHostBefore, forget, type HostBefore } from '#core/workspace/moving.ts'
import { lastNumber, noteOffline, noteOnline } from '#core/workspace/publishing.ts'
import { openVault, stillOpen } from '#core/workspace/vault.ts'

/** The host that pages are brought to; null where a person carries them. */
export const findHost = async (db: Database): Promise<Host | null> =>
  (await db.at('hosts').get(hostId)) ?? null

/** The host, what lets into it, and whose pages it has at which address. @throws Problem `notFound`, `locked` */
export async function openHost(
  context: Context,
): Promise<Readonly<{ host: Host; secret: string; workspace: string; siteAddress: string }>> {
  const { db } = context
  const [host, sealed, workspace, company] = await Promise.all([
    findHost(db),
    db.at('secrets').get(hostId),
    db.at('workspace').get('workspace'),
    db.at('company').get('company'),
  ])
  if (!host || !sealed || !workspace || !company) throw new Problem('notFound', { what: 'hosts' })
  const { keys } = await openVault(context)
  const secret = await openSecret(keys, hostId, sealed)
  return { host, secret, workspace: workspace.name, siteAddress: company.siteAddress }
}

const connectionSchema = v.object({
  settings: hostSettingsSchema,
  secret: hostSecretSchema,
  /** Where customers read what lies there. */
  siteAddress: companyFields.siteAddress,
  expires: hostSchema.entries.expires,
  /**
   * Where another host was connected at another address: its pages shall lead
   * to this one, and what lets into it be forgotten then, or kept. Left out, it
   * is forgotten at once.
   */
  before: v.exactOptional(v.picklist(['lead', 'leadAndKeep'])),
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
  async prepare(context, { secret, before }) {
    const vault = await openVault(context)
    const last = before && (await context.db.at('secrets').get(hostId))
    return {
      vault,
      sealed: await sealSecret(vault.keys, hostId, secret),
      // Sealed for its place, which is another one from now on.
      sealedBefore:
        last && (await sealSecret(vault.keys, hostBeforeId, await openSecret(vault.keys, hostId, last))),
    }
  },
  async run(work, { settings, siteAddress, expires, before: wish }, { vault, sealed, sealedBefore }) {
    await stillOpen(work, vault)
    const before = await work.find('hosts', hostId)
    const from = work.company.siteAddress
    const isAsBefore = JSON.stringify(before?.settings) === JSON.stringify(settings) && from === siteAddress
    const place = { settings, siteAddress }
    const earlier = await work.find('hosts', hostBeforeId)
    // Pages that come back do not lead on.
    if (earlier?.moved && isSamePlace({ settings: earlier.settings, siteAddress: earlier.moved.from }, place))
      await forget(work, hostBeforeId)
    if (wish && before && sealedBefore && from !== siteAddress) {
      if (isSamePlace({ settings: before.settings, siteAddress: from }, place))
        throw new Problem('wrongState')
      const moved = { from, isKept: wish === 'leadAndKeep', done: false }
      await work.put('secrets', { id: hostBeforeId, ...sealedBefore })
      await work.put('hosts', { ...before, id: hostBeforeId, expires: null, moved })
    }
    await work.put('secrets', { id: hostId, ...sealed })
    await work.put('hosts', {
      id: hostId,
      settings,
      connectedAt: work.at,
      connectedBy: work.user.id,
      expires,
      online: isAsBefore ? before!.online : null,
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
    const { settings } = await work.get('hosts', hostId)
    await forget(work, hostId)
    if (await work.find('hosts', hostBeforeId)) await forget(work, hostBeforeId)
    await work.log('hostDisconnected', { detail: { kind: settings.kind, address: work.company.siteAddress } })
  },
})

const { at, number, ground } = hostSchema.entries.online.wrapped.entries

/** A whole publication lies on the host, as everything was `at` a moment, and customers can read it. @returns how many offers are online since */
export const recordOnline = command({
  input: v.object({ at, number, ground, codes: v.array(codeSchema) }),
  may: 'publication.export',
  async run(work, { codes, ...online }) {
    await work.put('hosts', { ...(await work.get('hosts', hostId)), online })
    return noteOnline(work, codes)
  },
})

/** Customers can read the pages of some offers, which were brought to the host before the rest of their publication. */
export const recordAhead = command({
  input: v.object({ codes: v.array(codeSchema) }),
  may: 'publication.export',
  async run(work, { codes }) {
    const host = await work.get('hosts', hostId)
    if (!host.online) throw new Problem('wrongState')
    const ahead = [...(host.online.ahead ?? []), ...codes]
    await work.put('hosts', { ...host, online: { ...host.online, ahead } })
    return noteOnline(work, codes)
  },
})

/**
 * Somebody else has put there what they know of, which the offers are not that
 * were brought ahead: their pages are not counted as online any more.
 *
 * @returns how many were
 */
export const takeBackAhead = command({
  input: v.undefined(),
  may: 'publication.export',
  async run(work) {
    const host = await work.get('hosts', hostId)
    if (!host.online?.ahead) return 0
    const { ahead, ...online } = host.online
    await work.put('hosts', { ...host, online })
    return noteOffline(work, ahead)
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
  /** The host before, whose pages lead here or are to; null where there is none. */
  before: HostBefore | null
  /** Tells what is to be brought from what was before; empty when all is there. */
  of: string
}>

/** What of the log says that pages change: offers that were closed, the company, and answers where pages show that they were received. */
async function changesSince(db: Database, since: string, showReceived: boolean) {
  const logged = (action: ActivityAction) =>
    db.at('activity').where('[action+at]').between([action, since], [action, '\uffff'])
  const [withdrawn, versioned, company, ...answered] = await Promise.all([
    logged('offerWithdrawn').toArray(),
    logged('offerVersioned').toArray(),
    logged('companyChanged').count(),
    ...(showReceived ? [logged('replyConfirmed').count(), logged('recipientMoved').count()] : []),
  ])
  return {
    offers: [...withdrawn, ...versioned].flatMap(({ offerId }) => offerId ?? []),
    company,
    answered: answered.reduce((sum, n) => sum + n, 0),
  }
}

/** How many of some offers' pages still take answers, although they are closed. */
async function countStillOpen(db: Database, offers: readonly string[]): Promise<number> {
  if (!offers.length) return 0
  const [last, versions] = await Promise.all([
    db.at('publications').orderBy('number').last(),
    db.at('versions').where('offerId').anyOf(offers).toArray(),
  ])
  const online = new Set(last?.codes)
  return versions.filter(
    ({ state, code }) => (state === 'withdrawn' || state === 'superseded') && online.has(code),
  ).length
}

/**
 * What waits to be brought to the host at `now` (milliseconds since 1970); null
 * without a host. Asked after every change: it reads what has changed since the
 * last run and nothing else.
 */
export async function readPending(db: Database, now: number): Promise<Pending | null> {
  const host = await findHost(db)
  if (!host) return null
  const company = await db.at('company').get('company')
  const [codes, tallies, number, changes, before] = await Promise.all([
    db.at('versions').where({ state: 'ready' }).primaryKeys(),
    readTallies(db, [tallyIds.ready]),
    lastNumber(db),
    changesSince(db, host.online?.at ?? '', company?.showReceived ?? false),
    findHostBefore(db),
  ])
  // An offer that is over waits for nothing.
  const ready = sumAfter(tallies[tallyIds.ready], new Date(now).toISOString())
  const stillOpen = await countStillOpen(db, changes.offers)
  // A publication takes its number before it is brought: one that did not come there whole still waits.
  const behind = host.online === null ? 'new' : number > host.online.number && number
  const ahead = host.online?.ahead ?? []
  const leads = before !== null && !before.moved.done && before.moved.from
  const isNothing =
    !behind && !ready && !ahead.length && !stillOpen && !changes.company && !changes.answered && !leads
  // What was refused is tried at once when somebody has connected anew.
  const all = [
    host.connectedAt,
    behind,
    ...codes,
    ...ahead,
    stillOpen,
    changes.company,
    changes.answered,
    leads,
  ]
  return { host, ready, stillOpen, company: changes.company > 0, before, of: isNothing ? '' : all.join(' ') }
}
