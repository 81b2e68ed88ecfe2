import { describe, expect, it } from 'vitest'
import { Database } from '#core/storage/database.ts'
import { recordSchemas } from '#core/storage/records.ts'
import { createVault, openSecret, sealSecret, unlockVault } from '#core/storage/vault.ts'
import { caseNames, runCase } from '#test/core/storage/acceptance.ts'

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
    expect(db.verno).toBe(1)
    expect(shape).toEqual({
      workspace: 'id', vault: 'id', secrets: 'id', company: 'id', users: 'id', customers: 'id, name, *words', drafts: 'id, updatedAt',
      offers: 'id, updatedAt', versions: 'code, offerId, state, hash', recipients: 'id, offerId, customerId, state, token',
      replies: 'id, state, receivedAt, recipientId, code', activity: 'id, at, offerId, customerId', publications: 'id, number', productEdits: 'id',
    })
    expect(Object.keys(shape).sort()).toEqual(Object.keys(recordSchemas).sort())
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
