import { Dexie } from 'dexie'
import { describe, expect, it } from 'vitest'
import { fromBase64, randomBytes, toBase64, utf8 } from '#core/model/bytes.ts'
import { toArmor } from '#core/reply/armor.ts'
import { Database } from '#core/storage/database.ts'
import { derivedSchema } from '#core/storage/derived/tables.ts'
import { recordSchemas } from '#core/storage/records.ts'
import {
  createVault,
  isAcceptable,
  leastCost,
  openSecret,
  sealSecret,
  unlockVault,
  vaultKeys,
  type Vault,
} from '#core/storage/vault.ts'
import { unlock } from '#core/workspace/vault.ts'
import { caseNames, runCase } from '#test/core/storage/acceptance.ts'
import { company, good } from '#test/core/workspace/support.ts'
import { cheap } from '#test/support/cost.ts'
import { schemaOf1, schemaOf2, schemaOf4, schemaOf6 } from '#test/support/earlierSchemas.ts'
import { payRealCost } from '#test/support/passphrases.ts'

describe('storage in fake-indexeddb', () => {
  it.each(caseNames)('%s', async (name) => {
    expect((await runCase(name)).error).toBeNull()
  })
})

describe('a workspace of version 6', () => {
  it('keeps its records without the indexes that nothing reads', async () => {
    const name = `upgrade-${crypto.randomUUID()}`
    const old = new Dexie(name)
    old.version(6).stores(schemaOf6)
    const reply = { id: 'r1', state: 'received', receivedAt: '2026-11-02T10:00:00.000Z', code: 'c1' }
    await old.table('replies').add(reply)
    await old
      .table('recipients')
      .add({ id: 'p1', offerId: 'o1', customerId: 'k1', state: 'sent', token: 't' })
    old.close()
    const db = new Database(name)
    await db.open()
    const indexed = (store: string) => [...db.backendDB().transaction(store).objectStore(store).indexNames]
    expect(indexed('recipients')).toEqual(['customerId', 'offerId'])
    expect(indexed('replies')).toEqual(['[state+receivedAt]', 'code', 'recipientId'])
    expect(await db.at('replies').where({ state: 'received' }).toArray()).toEqual([reply])
    expect(await db.at('recipients').where({ offerId: 'o1' }).primaryKeys()).toEqual(['p1'])
  })
})

describe('the schema', () => {
  it('of a released version is never edited', () => {
    // A change here is a mistake: add a version in core/storage/database.ts, and a line here.
    const db = new Database('schema')
    const shape = Object.fromEntries(
      db.tables.map((table) => [
        table.name,
        [table.schema.primKey.src, ...table.schema.indexes.map((index) => index.src)].join(', '),
      ]),
    )
    expect(db.verno).toBe(7)
    expect(shape).toEqual({
      workspace: 'id',
      vault: 'id',
      secrets: 'id',
      company: 'id',
      users: 'id',
      customers: 'id, order, starred, tenantId, *words, *domains, *emails',
      drafts: 'id, updatedAt',
      offers: 'id, updatedAt, summary',
      versions: 'code, offerId, state, hash',
      recipients: 'id, offerId, customerId',
      replies: 'id, recipientId, code, [state+receivedAt]',
      activity: 'id, at, [offerId+at], [customerId+at], [by+at], [action+at]',
      publications: 'id, number',
      productEdits: 'id',
      subscriptions: 'id, customerId, sourceId',
      requests: 'id, customerId',
      productKeys: 'id, customerId, fingerprint',
      templates: 'id',
      portalEdits: 'id',
      hosts: 'id',
      inboxes: 'id',
      looks: 'id',
      keyring: 'id',
      clocks: 'id, [kind+on], customerId',
      tallies: 'id',
      findShards: 'id',
      rowShards: 'id',
      imports: 'id, run',
    })
    expect(Object.keys(shape).sort()).toEqual(
      [...Object.keys(recordSchemas), 'keyring', 'looks', ...Object.keys(derivedSchema), 'imports'].sort(),
    )
  })
})

describe('a workspace of version 1', () => {
  it('gets what version 2 added, and its vault becomes its owner’s', async () => {
    const name = `upgrade-${crypto.randomUUID()}`
    const old = new Dexie(name)
    old.version(1).stores(schemaOf1)
    const { vault } = await createVault('en lang og god setning', cheap)
    const { reminderDays: _r, renewalDays: _n, domains: _d, tenantId: _t, ...before } = company
    await old.table('company').add({ id: 'company', ...before, verified: null })
    await old.table('users').add({
      id: 'u1',
      name: 'Marte',
      email: 'marte@nordlys-it.example',
      role: 'global',
      support: 'full',
      active: true,
      language: 'nb',
    })
    await old.table('customers').add({
      id: 'c1',
      name: 'Fjord Bygg AS',
      domains: ['fjordbygg.example'],
      contacts: [],
      tenantId: null,
      country: 'NO',
      language: 'nb',
      favourite: false,
      note: '',
      delegation: 'none',
      createdAt: '2026-11-02T10:00:00.000Z',
      words: ['fjord'],
    })
    await old.table('vault').add({ id: 'vault', ...vault })
    old.close()
    const db = new Database(name)
    expect(await db.at('company').get('company')).toMatchObject({
      reminderDays: 7,
      renewalDays: 30,
      domains: [],
      tenantId: null,
    })
    expect(await db.at('customers').get('c1')).toMatchObject({ aliases: [], tags: [], relationship: null })
    expect((await db.at('customers').where('words').startsWith('fjordb').toArray()).length).toBe(1)
    expect(await db.at('vault').toCollection().primaryKeys()).toEqual(['u1'])
    expect((await good(unlock(db, 'en lang og god setning', ''))).actor).toBe('u1')
  })
})

describe('a workspace of version 2', () => {
  it('has its replies and texts mended, and keeps what cannot be (A1)', async () => {
    const name = `upgrade-${crypto.randomUUID()}`
    const old = new Dexie(name)
    old.version(2).stores(schemaOf2)
    const reply = {
      state: 'received',
      receivedAt: '2026-11-02T10:00:00.000Z',
      receivedBy: 'u1',
      code: null,
      content: null,
      recipientId: null,
      marks: ['unknownOffer'],
      reason: '',
    }
    const armor = toArmor(crypto.getRandomValues(new Uint8Array(14_750)))
    expect(armor.length).toBeGreaterThan(20_000)
    const content = {
      format: 1,
      answer: 'question',
      code: '7K3QX9M2RDH5TW8CN',
      version: 1,
      at: '2026-11-20T10:00:00+05',
      nonce: '0'.repeat(32),
      by: { name: 'Kari', email: 'kari@fjordbygg.example', company: '' },
      counts: [],
      delegation: null,
      message: 'Når?',
      token: null,
    }
    const ids = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(64))
    const broken = { ...reply, id: ids[3], armor: 'x'.repeat(30_000) }
    await old.table('replies').bulkAdd([
      { ...reply, id: ids[0], armor },
      { ...reply, id: ids[1], armor: 'x', sender: 'kari\u007f@fjordbygg.example' },
      {
        ...reply,
        id: ids[2],
        armor: 'x',
        sender: `${'k'.repeat(300)}@fjordbygg.example`,
        code: content.code,
        content,
        marks: [],
      },
      broken,
    ])
    await old.table('activity').add({
      id: 'l1',
      at: '2026-11-02T10:00:00.000Z',
      by: 'u1',
      action: 'replyReceived',
      offerId: null,
      customerId: null,
      detail: { from: 'kari\u007f@x.example' },
    })
    const binding = { code: content.code, note: 'frozen\u007f' }
    await old.table('versions').add({ code: content.code, offerId: 'o1', state: 'ready', hash: 'a', binding })
    old.close()
    const parts: [number, number][] = []
    const db = new Database(
      name,
      () => {},
      (done, all) => parts.push([done, all]),
    )
    expect(await db.at('replies').get(ids[0]!)).toMatchObject({ armor: armor.replace(/\n/g, '') })
    expect(await db.at('replies').get(ids[1]!)).toMatchObject({ sender: 'kari@fjordbygg.example' })
    const mended = await db.at('replies').get(ids[2]!)
    expect(mended).toMatchObject({ content: { at: reply.receivedAt, message: 'Når?' }, marks: ['repaired'] })
    expect(mended).not.toHaveProperty('sender')
    expect(await db.at('replies').get(ids[3]!)).toEqual(broken)
    expect(await db.at('activity').get('l1')).toMatchObject({ detail: { from: 'kari@x.example' } })
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.at(-1)![0]).toBe(parts.at(-1)![1])
    expect(await db.at('versions').get(content.code)).toMatchObject({ binding })
    expect(
      await db.at('replies').where('[state+receivedAt]').equals(['received', reply.receivedAt]).count(),
    ).toBe(4)
  })
})

describe('the vault', () => {
  it('opens with its passphrase and no other', async () => {
    const { vault, dataKey } = await createVault('en lang og god setning', cheap)
    expect(await unlockVault(vault, 'en lang og god setning')).toBe(dataKey)
    await expect(unlockVault(vault, 'en lang og god setnin')).rejects.toMatchObject({
      code: 'passphraseWrong',
    })
    const keys = await vaultKeys(dataKey)
    const sealed = await sealSecret(keys, 'reply-key-1', 'secret')
    expect(JSON.stringify({ vault, sealed })).not.toContain('secret')
    expect(await openSecret(keys, 'reply-key-1', sealed)).toBe('secret')
    // A secret cannot stand in for another.
    await expect(openSecret(keys, 'reply-key-2', sealed)).rejects.toThrow()
  })
  it('opens what the data key itself had sealed, in the first version (A13)', async () => {
    const dataKey = toBase64(randomBytes(32))
    const key = await crypto.subtle.importKey('raw', fromBase64(dataKey), 'AES-GCM', false, ['encrypt'])
    const iv = randomBytes(12)
    const sealed = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: utf8('reply-key-1') },
      key,
      utf8('secret'),
    )
    expect(
      await openSecret(await vaultKeys(dataKey), 'reply-key-1', {
        nonce: toBase64(iv),
        ciphertext: toBase64(new Uint8Array(sealed)),
      }),
    ).toBe('secret')
  })
  it.each<[string, (vault: Vault) => Vault]>([
    [
      'more memory than a browser has',
      ({ kdf, ...rest }) => ({ ...rest, kdf: { ...kdf, memory: 9_000_000 } }),
    ],
    ['passes without end', ({ kdf, ...rest }) => ({ ...rest, kdf: { ...kdf, passes: 1000 } })],
    ['much of both', ({ kdf, ...rest }) => ({ ...rest, kdf: { ...kdf, memory: 262_144, passes: 20 } })],
    ['no memory', ({ kdf, ...rest }) => ({ ...rest, kdf: { ...kdf, memory: 1 } })],
    ['a salt of one byte', ({ kdf, ...rest }) => ({ ...rest, kdf: { ...kdf, salt: 'AA' } })],
    ['a salt that is no base64', ({ kdf, ...rest }) => ({ ...rest, kdf: { ...kdf, salt: 'A' } })],
    ['a nonce of one byte', ({ dataKey, ...rest }) => ({ ...rest, dataKey: { ...dataKey, nonce: 'AA' } })],
    [
      'a seal that is cut',
      ({ dataKey, ...rest }) => ({ ...rest, dataKey: { ...dataKey, ciphertext: 'AAAA' } }),
    ],
  ])('that asks for %s is named as unfit, not as a wrong passphrase (A14)', async (_, change) => {
    const { vault } = await createVault('en lang og god setning', cheap)
    await expect(unlockVault(change(vault), 'en lang og god setning')).rejects.toMatchObject({
      code: 'vaultUnfit',
    })
    expect(isAcceptable(change(vault), cheap)).toBe(false)
  })
  it('from elsewhere costs what guessing must cost at the least, and a new one does (A14)', async () => {
    payRealCost()
    const kdf = (await createVault('en lang og god setning')).vault
    expect(isAcceptable(kdf, leastCost)).toBe(true)
    expect(isAcceptable((await createVault('en lang og god setning', cheap)).vault, leastCost)).toBe(false)
    expect(isAcceptable({ ...kdf, kdf: { ...kdf.kdf, memory: 19_456, passes: 1 } }, leastCost)).toBe(false)
  })
})

describe('a workspace of version 4', () => {
  it('opens as it was, and can be connected to a host', async () => {
    const name = `upgrade-${crypto.randomUUID()}`
    const old = new Dexie(name)
    old.version(4).stores(schemaOf4)
    await old.table('portalEdits').add({ id: 'm365', name: '', address: '', hidden: true })
    old.close()
    const db = new Database(name)
    expect(await db.at('portalEdits').count()).toBe(1)
    expect(await db.at('hosts').count()).toBe(0)
  })
})
