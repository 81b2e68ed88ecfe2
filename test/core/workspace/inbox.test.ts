import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hand, peek } from '#core/hosting/azure/queue.ts'
import { setUpInbox, type InboxGrants } from '#core/hosting/azure/setUp.ts'
import { accountOf, ownHeaders } from '#core/hosting/azure/sign.ts'
import { longest } from '#core/model/lengths.ts'
import { longestArmor } from '#core/model/limits.ts'
import type { Version } from '#core/model/offer.ts'
import { listDueDeadlines } from '#core/workspace/deadlines.ts'
import { checkInbox, connectInbox, disconnectInbox } from '#core/workspace/inbox.ts'
import { findInbox, findLook } from '#core/workspace/inboxViews.ts'
import { listNeeds } from '#core/workspace/needs.ts'
import { listReplies } from '#core/workspace/replyViews.ts'
import { serveAzurite } from '#scripts/azurite.ts'
import { bad, Bench, good } from '#test/core/workspace/support.ts'
import { makeCertificate } from '#test/support/certificate.ts'

/** Against Microsoft's own emulator, over https as everywhere. */

let folder: string
let azurite: Awaited<ReturnType<typeof serveAzurite>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tilbud-inbox-'))
  const { certificate: cert, key } = makeCertificate(folder)
  setDefaultCACertificates([...getCACertificates(), await readFile(cert, 'utf8')])
  azurite = await serveAzurite({ https: { cert, key } })
}, 600_000)
afterAll(async () => {
  await azurite?.close()
  await rm(folder, { recursive: true, force: true })
})

/** What the account's owner does. */
async function asOwner(method: string, address: string): Promise<void> {
  const account = await accountOf(azurite.account, azurite.key)
  const response = await fetch(address, { method, headers: await ownHeaders(account, method, address) })
  await response.arrayBuffer()
}

const owner = () => ({ ...azurite, expires: '2030-01-01T00:00:00Z' })

let bench: Bench
let version: Version
let grants: InboxGrants
beforeEach(async () => {
  bench = await Bench.start()
  version = await bench.offer('purchase', [await bench.customer('Fjord Bygg AS', 'fjordbygg.example')])
  grants = await setUpInbox(owner())
  await asOwner('DELETE', `${azurite.endpoints.queue}/inbox/messages`)
})

const connection = () => ({
  account: azurite.account,
  queue: azurite.endpoints.queue,
  expires: '2030-01-01',
  ...grants,
})

const connect = () => good(connectInbox(bench.context, connection()))
const check = (of = bench, context = of.context) => checkInbox(context, async () => true)
const states = async (of = bench) => (await listReplies(of.db)).map(({ reply }) => reply.state)
/** Messages that lie there, however much they are hidden from whoever looks. */
const left = async () => (await peek(grants.look)).length
const needs = async () => (await listNeeds(bench.db, await bench.session(), bench.moment, 10)).shown

describe('an inbox that is connected', () => {
  it('stands in the pages from the next publication on, with what takes answers out in the vault', async () => {
    await connect()
    const { endpoint } = (await bench.session()).company
    expect(endpoint).toMatchObject({ kind: 'queue' })
    expect(JSON.stringify(endpoint)).toContain('si=hand')
    const records = JSON.stringify([
      await bench.db.at('inboxes').toArray(),
      await bench.db.at('secrets').toArray(),
      endpoint,
    ])
    expect(records).not.toContain(new URL(grants.take).searchParams.get('sig'))
  })

  it('takes an answer in, and deletes it there', async () => {
    await connect()
    await hand(grants.hand, await bench.reply(version, 'accept'))
    expect(await check()).toEqual({ arrived: 1 })
    expect(await states()).toEqual(['received'])
    expect(await left()).toBe(0)
    expect((await bench.recipients(version))[0]!.state).toBe('received')
    expect(await check()).toEqual({ arrived: 0 })
  })

  it('takes in more than come at once', async () => {
    await connect()
    for (let n = 0; n < 70; n++)
      await hand(grants.hand, await bench.reply(version, 'question', { message: `${n}` }))
    expect(await check()).toEqual({ arrived: 70 })
    expect(await states()).toHaveLength(70)
    expect(await left()).toBe(0)
  })

  it.each(['語', '"', 'ø', '😀'.slice(0, 1)])(
    'takes the longest answer that a page can send, written in %j',
    async (sign) => {
      await connect()
      const { name, company, order, message } = longest
      const email = `${'k'.repeat(60)}@${`${'d'.repeat(60)}.`.repeat(3)}example`
      const text = await bench.reply(version, 'accept', {
        by: { name: sign.repeat(name), email, company: sign.repeat(company) },
        orderNumber: sign.repeat(order),
        message: sign.repeat(message),
      })
      await hand(grants.hand, text)
      expect(await check()).toEqual({ arrived: 1 })
      const [view] = await listReplies(bench.db)
      expect(view?.reply.content?.message).toHaveLength(message)
    },
  )

  it('counts while the vault is locked, and takes in once it is open', async () => {
    await connect()
    await hand(grants.hand, await bench.reply(version, 'accept'))
    const locked = { ...bench.context, dataKey: null }
    expect(await check(bench, locked)).toEqual({ arrived: 1 })
    expect(await check(bench, locked)).toEqual({ arrived: 0 })
    expect(await states()).toEqual([])
    expect(await findLook(bench.db)).toMatchObject({ waiting: 1, problem: null })
    expect(await needs()).toContainEqual({ kind: 'inbox', answers: 1 })
    // Whoever was told of it is not told again.
    expect(await check()).toEqual({ arrived: 0 })
    expect(await states()).toEqual(['received'])
    expect(await needs()).not.toContainEqual({ kind: 'inbox', answers: 1 })
  })

  it('deletes what is no answer and what is here already, and counts what is none', async () => {
    await connect()
    const answer = await bench.reply(version, 'accept')
    const damaged = answer.replace(/[A-Za-z](?=[A-Za-z0-9+/]*:[0-9a-f]{8}\]$)/, (letter) =>
      letter === 'A' ? 'B' : 'A',
    )
    const junk = [
      '',
      'Kjøp billige klokker',
      damaged,
      answer + answer,
      `[TILBUD1:${'A'.repeat(longestArmor)}`,
    ]
    for (const text of [answer, ...junk, answer, answer]) await hand(grants.hand, text)
    expect(await check()).toEqual({ arrived: 1 })
    expect(await states()).toEqual(['received'])
    expect(await left()).toBe(0)
    expect((await findInbox(bench.db))!.dropped).toBe(junk.length)
  })

  it('leaves what it does not know to a colleague who may', async () => {
    await connect()
    const other = await Bench.start()
    const theirs = await other.offer('purchase', [await other.customer('Vik Data AS', 'vikdata.example')])
    await hand(grants.hand, await other.reply(theirs, 'accept'))
    expect(await check()).toEqual({ arrived: 0 })
    expect(await states()).toEqual([])
    // It was not even hidden from the colleague for a while.
    expect(await left()).toBe(1)
    await good(connectInbox(other.context, connection()))
    expect(await check(other)).toEqual({ arrived: 1 })
    expect(await left()).toBe(0)
  })

  it('loses nothing when it ends between taking in and deleting', async () => {
    await connect()
    await hand(grants.hand, await bench.reply(version, 'accept'))
    const send = fetch
    globalThis.fetch = (address, init) =>
      init?.method === 'DELETE' ? Promise.reject(new TypeError('gone')) : send(address, init)
    await check().finally(() => (globalThis.fetch = send))
    expect(await states()).toEqual(['received'])
    expect((await findLook(bench.db))!.problem).toMatchObject({ code: 'hostUnreachable' })
  })

  it('finds an answer that arrives behind many that it does not know', async () => {
    await connect()
    const other = await Bench.start()
    const theirs = await other.offer('purchase', [await other.customer('Vik Data AS', 'vikdata.example')])
    for (let n = 0; n < 40; n++)
      await hand(grants.hand, await other.reply(theirs, 'question', { message: `${n}` }))
    await hand(grants.hand, await bench.reply(version, 'accept'))
    expect(await check()).toEqual({ arrived: 1 })
    expect(await states()).toEqual(['received'])
  })
})

describe('an inbox that lets nobody in', () => {
  it('says so, and keeps what was counted', async () => {
    await connect()
    await hand(grants.hand, await bench.reply(version, 'accept'))
    await check(bench, { ...bench.context, dataKey: null })
    await asOwner('PUT', `${azurite.endpoints.queue}/inbox?comp=acl`)
    await check()
    expect(await findLook(bench.db)).toMatchObject({ waiting: 1, problem: { code: 'hostRefused' } })
    expect(await states()).toEqual([])
    // Renewed with the account's key, it gives what waited.
    grants = await setUpInbox(owner())
    await connect()
    expect(await check()).toEqual({ arrived: 0 })
    expect(await states()).toEqual(['received'])
  })

  it('is not asked where the browser does not allow it', async () => {
    await connect()
    await checkInbox(bench.context, async () => false)
    expect((await findLook(bench.db))!.problem).toMatchObject({ code: 'hostNotAllowed' })
  })

  it('leaves the answers to somebody who may take them in', async () => {
    await connect()
    await hand(grants.hand, await bench.reply(version, 'accept'))
    await bench.db.at('users').update(bench.actor, { role: null, support: 'none' } as never)
    bench.spoilt = true
    await check()
    expect((await findLook(bench.db))!.problem).toMatchObject({ code: 'notAllowed' })
    expect(await left()).toBe(1)
  })
})

describe('the inbox as a record', () => {
  it('is not there before it is connected, and no request is made', async () => {
    const send = fetch
    globalThis.fetch = () => Promise.reject(new Error('A request was made.'))
    expect(await check().finally(() => (globalThis.fetch = send))).toEqual({ arrived: 0 })
    expect(await findLook(bench.db)).toBeNull()
  })

  it('goes with its secret and leaves the pages', async () => {
    await connect()
    await good(disconnectInbox(bench.context, undefined))
    expect(await findInbox(bench.db)).toBeNull()
    expect(await bench.db.at('secrets').get('inbox')).toBeUndefined()
    expect((await bench.session()).company.endpoint).toBeNull()
  })

  it('cannot be connected while the vault is locked, and is forgotten by nobody who may not', async () => {
    expect(await bad(connectInbox({ ...bench.context, dataKey: null }, connection()))).toBe('locked')
    expect(await findInbox(bench.db)).toBeNull()
  })

  it('travels in a backup, and works with the passphrase', async () => {
    await connect()
    const other = await bench.elsewhere()
    await hand(grants.hand, await bench.reply(version, 'accept'))
    expect(await check(other)).toEqual({ arrived: 1 })
  })

  it('brings up the end of its addresses 30 days ahead', async () => {
    await connect()
    const { company } = await bench.session()
    const due = async (at: string) =>
      (await listDueDeadlines(bench.db, company, Date.parse(at), 10)).filter(({ kind }) => kind === 'inbox')
    expect(await due('2029-12-01T12:00:00Z')).toEqual([])
    expect(await due('2029-12-02T12:00:00Z')).toMatchObject([{ on: '2030-01-01', what: azurite.account }])
  })
})
