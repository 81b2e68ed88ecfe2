import { Dexie } from 'dexie'
import { describe, expect, it } from 'vitest'
import { Database } from '#core/storage/database.ts'
import { recordSchemas } from '#core/storage/records.ts'
import { createVault, openSecret, sealSecret, unlockVault } from '#core/storage/vault.ts'
import { unlock } from '#core/workspace/setup.ts'
import { caseNames, runCase } from '#test/core/storage/acceptance.ts'
import { company, good } from '#test/core/workspace/support.ts'

describe('storage in fake-indexeddb', () => {
  it.each(caseNames)('%s', async (name) => {
    expect((await runCase(name)).error).toBeNull()
  })
})

describe('the schema', () => {
  it('of a released version is never edited', () => {
    // A change here is a mistake: add a version in core/storage/database.ts, and a line here.
    const db = new Database('schema')
    const shape = Object.fromEntries(db.tables.map((table) => [table.name, [table.schema.primKey.src, ...table.schema.indexes.map((index) => index.src)].join(', ')]))
    expect(db.verno).toBe(2)
    expect(shape).toEqual({
      workspace: 'id', vault: 'id', secrets: 'id', company: 'id', users: 'id', customers: 'id, name, *words', drafts: 'id, updatedAt',
      offers: 'id, updatedAt', versions: 'code, offerId, state, hash', recipients: 'id, offerId, customerId, state, token',
      replies: 'id, state, receivedAt, recipientId, code', activity: 'id, at, offerId, customerId', publications: 'id, number', productEdits: 'id',
      subscriptions: 'id, customerId, state', requests: 'id, customerId, state', productKeys: 'id, state, customerId, fingerprint', templates: 'id', portalEdits: 'id',
    })
    expect(Object.keys(shape).sort()).toEqual(Object.keys(recordSchemas).sort())
  })
})

describe('a workspace of version 1', () => {
  it('gets what version 2 added, and its vault becomes its owner’s', async () => {
    const name = `upgrade-${crypto.randomUUID()}`
    const old = new Dexie(name)
    old.version(1).stores({
      workspace: 'id', vault: 'id', secrets: 'id', company: 'id', users: 'id', customers: 'id, name, *words', drafts: 'id, updatedAt',
      offers: 'id, updatedAt', versions: 'code, offerId, state, hash', recipients: 'id, offerId, customerId, state, token',
      replies: 'id, state, receivedAt, recipientId, code', activity: 'id, at, offerId, customerId', publications: 'id, number', productEdits: 'id',
    })
    const { vault } = await createVault('en lang og god setning')
    const { reminderDays: _r, renewalDays: _n, domains: _d, tenantId: _t, ...before } = company
    await old.table('company').add({ id: 'company', ...before, verified: null })
    await old.table('users').add({ id: 'u1', name: 'Marte', email: 'marte@nordlys-it.example', role: 'global', support: 'full', active: true, language: 'nb' })
    await old.table('customers').add({
      id: 'c1', name: 'Fjord Bygg AS', domains: ['fjordbygg.example'], contacts: [], tenantId: null, country: 'NO', language: 'nb', favourite: false, note: '',
      delegation: 'none', createdAt: '2026-11-02T10:00:00.000Z', words: ['fjord'],
    })
    await old.table('vault').add({ id: 'vault', ...vault })
    old.close()
    const db = new Database(name)
    expect(await db.at('company').get('company')).toMatchObject({ reminderDays: 7, renewalDays: 30, domains: [], tenantId: null })
    expect(await db.at('customers').get('c1')).toMatchObject({ aliases: [], tags: [], relationship: null })
    expect((await db.at('customers').where('words').startsWith('fjordb').toArray()).length).toBe(1)
    expect(await db.at('vault').toCollection().primaryKeys()).toEqual(['u1'])
    expect((await good(unlock(db, 'en lang og god setning', ''))).actor).toBe('u1')
  })
})

describe('the vault', () => {
  it('opens with its passphrase and no other', async () => {
    const { vault, dataKey } = await createVault('en lang og god setning')
    expect(await unlockVault(vault, 'en lang og god setning')).toBe(dataKey)
    await expect(unlockVault(vault, 'en lang og god setnin')).rejects.toMatchObject({ code: 'passphraseWrong' })
    const sealed = await sealSecret(dataKey, 'reply-key-1', 'secret')
    expect(JSON.stringify({ vault, sealed })).not.toContain('secret')
    expect(await openSecret(dataKey, 'reply-key-1', sealed)).toBe('secret')
    // A secret cannot stand in for another.
    await expect(openSecret(dataKey, 'reply-key-2', sealed)).rejects.toThrow()
  })
  it('refuses a file that would keep the browser busy for ever', async () => {
    const { vault } = await createVault('en lang og god setning')
    await expect(unlockVault({ ...vault, kdf: { ...vault.kdf, memory: 9_000_000 } }, 'x')).rejects.toMatchObject({ code: 'backupDamaged' })
  })
})
