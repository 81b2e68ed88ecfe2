import { describe, expect, it } from 'vitest'
import { readPublication } from '#core/publication/read.ts'
import { saveCompany } from '#core/workspace/company.ts'
import { listDueDeadlines } from '#core/workspace/deadlines.ts'
import {
  connectHost,
  disconnectHost,
  findHost,
  openHost,
  readPending,
  recordAhead,
  recordOnline,
} from '#core/workspace/hosting.ts'
import { withdrawOffer } from '#core/workspace/offers.ts'
import { findVersion } from '#core/workspace/offerViews.ts'
import {
  exportPublication,
  markOnline,
  readPublicationStatus,
  writeReadyFile,
} from '#core/workspace/publishing.ts'
import { bad, Bench, good } from '#test/core/workspace/support.ts'

const webdav = {
  settings: { kind: 'webdav', address: 'https://dav.example.com/tilbud', user: 'nordlys' },
  secret: 'et passord som ingen gjetter',
  siteAddress: 'https://tilbud.example.com',
  expires: '2027-11-02',
} as const

const ground = 'a'.repeat(43)

const atOf = ({ moment }: Bench) => new Date(moment).toISOString()

describe('the host of the pages', () => {
  it('is connected with its secret in the vault, and the pages have its address', async () => {
    const bench = await Bench.start()
    await good(connectHost(bench.context, webdav))
    const { host, secret } = await openHost(bench.context)
    expect(host).toMatchObject({ settings: webdav.settings, expires: '2027-11-02', online: null })
    expect(secret).toBe(webdav.secret)
    expect((await bench.session()).company.siteAddress).toBe(webdav.siteAddress)
    expect(JSON.stringify(await bench.db.at('hosts').toArray())).not.toContain(webdav.secret)
    expect(JSON.stringify(await bench.db.at('secrets').toArray())).not.toContain(webdav.secret)
  })

  it('cannot be connected or used while the vault is locked', async () => {
    const bench = await Bench.start()
    const locked = { ...bench.context, dataKey: null }
    expect(await bad(connectHost(locked, webdav))).toBe('locked')
    await good(connectHost(bench.context, webdav))
    await expect(openHost(locked)).rejects.toMatchObject({ code: 'locked' })
  })

  it('keeps what is known of it when only its password changes, and forgets it with another place', async () => {
    const bench = await Bench.start()
    await good(connectHost(bench.context, webdav))
    await good(recordOnline(bench.context, { at: atOf(bench), number: 1, ground, codes: [] }))
    await good(connectHost(bench.context, { ...webdav, secret: 'et annet' }))
    expect((await findHost(bench.db))?.online).toMatchObject({ number: 1 })
    const elsewhere = { ...webdav.settings, address: 'https://dav.example.com/other' }
    await good(connectHost(bench.context, { ...webdav, settings: elsewhere }))
    expect((await findHost(bench.db))?.online).toBeNull()
  })

  it('is brought what waits anew once it is connected with another password', async () => {
    const bench = await Bench.start()
    await good(connectHost(bench.context, webdav))
    const before = (await readPending(bench.db, bench.moment))!.of
    expect((await readPending(bench.db, bench.moment))!.of).toBe(before)
    bench.moment += 1000
    await good(connectHost(bench.context, { ...webdav, secret: 'et annet' }))
    expect((await readPending(bench.db, bench.moment))!.of).not.toBe(before)
  })

  it('goes with its secret', async () => {
    const bench = await Bench.start()
    await good(connectHost(bench.context, webdav))
    await good(disconnectHost(bench.context, undefined))
    expect(await findHost(bench.db)).toBeNull()
    expect(await bench.db.at('secrets').get('host')).toBeUndefined()
  })

  it('brings up the end of its password 30 days ahead, and no more once it is gone', async () => {
    const bench = await Bench.start()
    await good(connectHost(bench.context, webdav))
    const due = async (at: string) => {
      const { company } = await bench.session()
      const found = await listDueDeadlines(bench.db, company, Date.parse(at), 10)
      return found.filter(({ kind }) => kind === 'host').map(({ on, what }) => `${on} ${what}`)
    }
    expect(await due('2027-10-02T12:00:00Z')).toEqual([])
    expect(await due('2027-10-03T12:00:00Z')).toEqual(['2027-11-02 dav.example.com'])
    await good(disconnectHost(bench.context, undefined))
    expect(await due('2027-10-03T12:00:00Z')).toEqual([])
  })

  it('waits for a publication that has a number and did not come there whole', async () => {
    const bench = await Bench.start()
    const version = await bench.offer('purchase', [
      await bench.customer('Fjord Bygg AS', 'fjordbygg.example'),
    ])
    await good(connectHost(bench.context, webdav))
    const waits = async () => (await readPending(bench.db, bench.moment))!.of !== ''
    await good(exportPublication(bench.context))
    await good(recordOnline(bench.context, { at: atOf(bench), number: 1, ground, codes: [version.code] }))
    expect(await waits()).toBe(false)
    await good(withdrawOffer(bench.context, { code: version.code, reason: '' }))
    expect(await waits()).toBe(true)
    // The run takes its number, and the host is down: the page still takes answers.
    await good(exportPublication(bench.context))
    expect(await waits()).toBe(true)
    await good(recordOnline(bench.context, { at: atOf(bench), number: 2, ground, codes: [] }))
    expect(await waits()).toBe(false)
  })

  it('waits for what has changed while a run was under way', async () => {
    const bench = await Bench.start()
    const version = await bench.offer('purchase', [
      await bench.customer('Fjord Bygg AS', 'fjordbygg.example'),
    ])
    await good(connectHost(bench.context, webdav))
    const at = atOf(bench)
    await good(exportPublication(bench.context))
    bench.moment += 1000
    await good(withdrawOffer(bench.context, { code: version.code, reason: '' }))
    const { company } = await bench.session()
    await good(saveCompany(bench.context, { ...company, phone: '+47 77 00 00 01' }))
    bench.moment += 1000
    await good(recordOnline(bench.context, { at, number: 1, ground, codes: [] }))
    expect(await readPending(bench.db, bench.moment)).toMatchObject({ stillOpen: 1, company: true, ready: 0 })
    await good(exportPublication(bench.context))
    await good(recordOnline(bench.context, { at: atOf(bench), number: 2, ground, codes: [] }))
    expect(await readPending(bench.db, bench.moment)).toMatchObject({ stillOpen: 0, company: false, of: '' })
  })

  it('waits for the rest where new pages were brought ahead', async () => {
    const bench = await Bench.start()
    await good(connectHost(bench.context, webdav))
    await good(exportPublication(bench.context))
    expect(await bad(recordAhead(bench.context, { codes: [] }))).toBe('wrongState')
    await good(recordOnline(bench.context, { at: atOf(bench), number: 1, ground, codes: [] }))
    const pending = () => readPending(bench.db, bench.moment)
    expect((await pending())!.of).toBe('')
    const { code } = await bench.offer('purchase', [
      await bench.customer('Fjord Bygg AS', 'fjordbygg.example'),
    ])
    expect(await good(recordAhead(bench.context, { codes: [code] }))).toBe(1)
    expect((await findVersion(bench.db, code))?.state).toBe('published')
    expect(await pending()).toMatchObject({ ready: 0, of: expect.stringContaining(code) })
    await good(exportPublication(bench.context))
    await good(recordOnline(bench.context, { at: atOf(bench), number: 2, ground, codes: [code] }))
    expect((await pending())!.of).toBe('')
  })

  it('is given the same rows for new offers alone as in the whole publication', async () => {
    const bench = await Bench.start()
    const customer = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    await bench.offer('purchase', [customer])
    const all = await good(exportPublication(bench.context))
    await good(markOnline(bench.context, { codes: (await bench.db.at('publications').toArray())[0]!.codes }))
    expect(await writeReadyFile(bench.db, bench.moment, 50)).toBeNull()
    await bench.offer('trial', [customer])
    await bench.offer('delegation', [customer])
    expect(await writeReadyFile(bench.db, bench.moment, 1)).toBeNull()
    const rows = (await (await writeReadyFile(bench.db, bench.moment, 2))!.text()).split('\n')
    const { file } = await good(exportPublication(bench.context))
    const whole = new Set((await file.text()).split('\n'))
    expect(rows.slice(1).filter((row) => !whole.has(row))).toEqual([])
    expect(rows).toHaveLength(5)
    expect((await readPublication(rows.join('\n'))).ok).toBe(true)
    expect(all.pages).toBe(1)
  })

  it('makes the offers that it holds online', async () => {
    const bench = await Bench.start()
    const version = await bench.offer('purchase', [
      await bench.customer('Fjord Bygg AS', 'fjordbygg.example'),
    ])
    await good(connectHost(bench.context, webdav))
    expect(
      await good(recordOnline(bench.context, { at: atOf(bench), number: 1, ground, codes: [version.code] })),
    ).toBe(1)
    expect((await readPublicationStatus(bench.db, bench.moment)).ready).toEqual([])
  })

  it('travels in a backup, and opens with the passphrase', async () => {
    const bench = await Bench.start()
    await good(connectHost(bench.context, webdav))
    expect((await openHost((await bench.elsewhere()).context)).secret).toBe(webdav.secret)
  })

  it.each([
    [{ address: 'http://dav.example.com' }, 'settings.address'],
    [{ user: '' }, 'settings.user'],
  ])('is refused with %o', async (change, field) => {
    const bench = await Bench.start()
    const outcome = await connectHost(bench.context, {
      ...webdav,
      settings: { ...webdav.settings, ...change },
    })
    expect(outcome).toMatchObject({ ok: false, problem: { faults: [{ path: field }] } })
  })
})
