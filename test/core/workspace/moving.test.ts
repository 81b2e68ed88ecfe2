import { describe, expect, it } from 'vitest'
import { checkWorkspace } from '#core/workspace/check.ts'
import { connectHost, disconnectHost, findHost, readPending, recordOnline } from '#core/workspace/hosting.ts'
import { findHostBefore, forgetHostBefore, noteLedOn, openHostBefore } from '#core/workspace/moving.ts'
import { exportPublication } from '#core/workspace/publishing.ts'
import { bad, Bench, good } from '#test/core/workspace/support.ts'

const old = {
  settings: { kind: 'webdav', address: 'https://dav.example.com/tilbud', user: 'nordlys' },
  secret: 'et passord som ingen gjetter',
  siteAddress: 'https://tilbud.example.com',
  expires: '2027-11-02',
} as const
const next = {
  settings: { kind: 'webdav', address: 'https://dav.example.net/offers', user: 'nordlys' },
  secret: 'et annet passord',
  siteAddress: 'https://offers.example.net',
  expires: null,
} as const

const ground = 'a'.repeat(43)

/** A workspace whose pages have moved and are online at the new place. */
async function moved(before: 'lead' | 'leadAndKeep') {
  const bench = await Bench.start()
  await good(connectHost(bench.context, old))
  await good(connectHost(bench.context, { ...next, before }))
  const { number } = await good(exportPublication(bench.context))
  await good(
    recordOnline(bench.context, {
      at: new Date(bench.context.now()).toISOString(),
      number,
      ground,
      codes: [],
    }),
  )
  return bench
}

const pendingOf = async ({ db, context }: Bench) => (await readPending(db, context.now()))!

describe('pages that move to another address', () => {
  it('leave what lets into the old place in the vault until they lead on, and then nothing', async () => {
    const bench = await moved('lead')
    expect(await openHostBefore(bench.context)).toMatchObject({
      host: { settings: old.settings, expires: null, moved: { from: old.siteAddress, done: false } },
      secret: old.secret,
      company: { siteAddress: next.siteAddress },
    })
    expect(await findHost(bench.db)).toMatchObject({ settings: next.settings })
    const waiting = await pendingOf(bench)
    expect(waiting.of).toContain(old.siteAddress)
    await good(noteLedOn(bench.context, undefined))
    expect(await findHostBefore(bench.db)).toBeNull()
    expect(await bench.db.at('secrets').get('hostBefore')).toBeUndefined()
    expect((await pendingOf(bench)).of).toBe('')
  })

  it('keep it where somebody wants so, until it is forgotten', async () => {
    const bench = await moved('leadAndKeep')
    await good(noteLedOn(bench.context, undefined))
    expect((await findHostBefore(bench.db))?.moved).toMatchObject({ done: true })
    // Nothing waits to be done there any more.
    expect(await openHostBefore(bench.context)).toBeNull()
    expect((await pendingOf(bench)).of).toBe('')
    await good(forgetHostBefore(bench.context, undefined))
    expect(await bench.db.at('hosts').count()).toBe(1)
    expect(await bench.db.at('secrets').get('hostBefore')).toBeUndefined()
  })

  it('do not lead on from the very place that they lie at', async () => {
    const bench = await Bench.start()
    await good(connectHost(bench.context, old))
    const samePlace = { ...next, settings: { ...old.settings, address: `${old.settings.address}/` } }
    expect(await bad(connectHost(bench.context, { ...samePlace, before: 'lead' }))).toBe('wrongState')
  })

  it('do not lead in a circle when they move back', async () => {
    const bench = await moved('leadAndKeep')
    await good(noteLedOn(bench.context, undefined))
    await good(connectHost(bench.context, { ...old, before: 'lead' }))
    expect(await findHostBefore(bench.db)).toMatchObject({
      settings: next.settings,
      moved: { from: next.siteAddress, done: false },
    })
    await good(connectHost(bench.context, next))
    expect(await findHostBefore(bench.db)).toBeNull()
  })

  it('are forgotten with the host that they lead to, and keep every promise meanwhile', async () => {
    const bench = await moved('lead')
    expect((await checkWorkspace(bench.db, bench.context.now())).findings).toEqual([])
    await good(disconnectHost(bench.context, undefined))
    expect(await bench.db.at('hosts').count()).toBe(0)
    expect(await bench.db.at('secrets').get('hostBefore')).toBeUndefined()
  })
})
