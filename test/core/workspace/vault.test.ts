import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'
import { beforeEach, describe, expect, it } from 'vitest'
import { fromBase64, randomBytes, toBase64, utf8 } from '#core/model/bytes.ts'
import { checkNames, passphraseSchema } from '#core/model/passphrase.ts'
import type { Problem } from '#core/model/problem.ts'
import { storeNames } from '#core/storage/database.ts'
import { rebuild } from '#core/storage/derived/rebuild.ts'
import { tableNames } from '#core/storage/records.ts'
import { hmac, openSecret, unlockVault, vaultKeys } from '#core/storage/vault.ts'
import { makeBackup } from '#core/workspace/backup.ts'
import { addKeys, listProductKeys, showKey } from '#core/workspace/productKeys.ts'
import { takeReplies } from '#core/workspace/replies.ts'
import { checkBackup, openBackup, restoreBackup } from '#core/workspace/restore.ts'
import { findDoor, findSession } from '#core/workspace/session.ts'
import { setUp } from '#core/workspace/setup.ts'
import { addUser, setPassphrase, setUserActive, setLanguage } from '#core/workspace/staff.ts'
import { undo } from '#core/workspace/undo.ts'
import { changeVaultKey, unlock } from '#core/workspace/vault.ts'
import { root } from '#scripts/paths.ts'
import { bad, basic, Bench, company, good, noon, passphrase } from '#test/core/workspace/support.ts'
import { cheap } from '#test/support/cost.ts'

const colleague = {
  name: 'Aslak Berg',
  email: 'aslak@nordlys-it.example',
  alternateEmail: '',
  phone: '',
  role: 'service' as const,
  support: 'full' as const,
  language: 'nb' as const,
}
const his = 'en annen lang setning'
const symbols = 'BCDFG-HJKMP-QRTVW-XY234-6789B'
const keysOf = (keys: string) => ({
  product: { skuId: basic.skuId, name: basic.name },
  licences: 1,
  term: 'P1Y' as const,
  expiresOn: null,
  reference: '',
  keys,
})

let bench: Bench
let aslak: string
beforeEach(async () => {
  bench = await Bench.start({
    authorisations: { subscriptionAdvisor: true, delegatedAdministration: true, serviceProvider: true },
  })
  aslak = await good(addUser(bench.context, colleague))
  await good(setPassphrase(bench.context, { id: aslak, passphrase: his, current: '' }))
})

const backupOf = async (of: Bench) => (await good(makeBackup(of.context))).file

/** Restores a file into an empty database, as somebody who shows no passphrase. */
async function restored(into: Bench, file: Blob): Promise<void> {
  const read = await good(openBackup(into.db, file, {}, cheap))
  await good(restoreBackup(into.db, file, read, { name: '', now: noon, opened: null, least: cheap }))
}

describe('whoever works here (A7)', () => {
  it('is the one who is known and active, and never somebody else', async () => {
    expect(await findSession(bench.db, aslak)).toMatchObject({ user: { id: aslak } })
    for (const unknown of [null, '', 'somebody']) expect(await findSession(bench.db, unknown)).toBe('nobody')
    await good(setUserActive(bench.context, { id: aslak, active: false }))
    expect(await findSession(bench.db, aslak)).toBe('nobody')
    expect(await findSession(new Bench().db, null)).toBeNull()
  })

  it('is asked for a passphrase and shown no name, as long as anybody active has one', async () => {
    expect(await findDoor(bench.db)).toEqual({ example: false, choices: [] })
    await bench.db.at('vault').delete(bench.actor)
    expect((await findDoor(bench.db)).choices).toEqual([])
    await bench.db.at('vault').clear()
    expect((await findDoor(bench.db)).choices.map(({ name }) => name).sort()).toEqual([
      'Aslak Berg',
      'Marte Nordvik',
    ])
    await bench.db.at('users').update(aslak, { active: false })
    expect((await findDoor(bench.db)).choices.map(({ name }) => name)).toEqual(['Marte Nordvik'])
  })

  it('loses the way into the vault when deactivated, and can neither unlock, set a passphrase nor do anything else', async () => {
    const outcome = await setUserActive(bench.context, { id: aslak, active: false })
    if (!outcome.ok) throw outcome.problem
    expect(await bench.db.at('vault').get(aslak)).toBeUndefined()
    expect((await bench.db.at('workspace').get('workspace'))!.keyDue).toBe(true)
    expect(await bad(unlock(bench.db, his, aslak))).toBe('passphraseWrong')
    const as = { ...bench.context, actor: aslak }
    expect(
      await bad(setPassphrase(as, { id: aslak, passphrase: 'en tredje lang setning', current: his })),
    ).toBe('notAllowed')
    expect(await bad(setLanguage(as, 'en'))).toBe('notAllowed')
    expect(
      await bad(
        setPassphrase(bench.context, { id: aslak, passphrase: 'en tredje lang setning', current: '' }),
      ),
    ).toBe('wrongState')
    expect(await bad(undo(as, []))).toBe('notAllowed')
    // Taken back within its ten seconds, everything is as it was.
    await good(undo(bench.context, outcome.undo))
    expect((await good(unlock(bench.db, his, ''))).actor).toBe(aslak)
  })

  it('is not decided by a restored file', async () => {
    const other = new Bench()
    await restored(other, await backupOf(bench))
    expect(
      (await other.db.at('activity').toArray()).find(({ action }) => action === 'workspaceRestored')!.by,
    ).toBe('nobody')
    expect(await findSession(other.db, null)).toBe('nobody')
    expect((await good(unlock(other.db, his, ''))).actor).toBe(aslak)
  })
})

describe('a backup (A8)', () => {
  it('is signed while the vault is locked, and its passphrase shows that it is as it was saved', async () => {
    bench.dataKey = null
    const file = await good(openBackup(bench.db, await backupOf(bench), {}, cheap))
    expect(await good(checkBackup(bench.db, file, passphrase))).toMatchObject({
      trust: 'signed',
      actor: bench.actor,
    })
    expect(await good(checkBackup(bench.db, file, ` ${his} `))).toMatchObject({
      trust: 'signed',
      actor: aslak,
    })
    expect(await bad(checkBackup(bench.db, file, 'feil setning her'))).toBe('passphraseWrong')
    const changed = { ...file, mac: { ...file.mac!, of: file.mac!.of.replace(/\d/, '9') } }
    expect((await good(checkBackup(bench.db, changed, passphrase))).trust).toBe('changed')
    expect((await good(checkBackup(bench.db, { ...file, mac: null }, passphrase))).trust).toBe('unsigned')
  })

  it('holds neither the keyring nor a key that can be read out of it', async () => {
    const { key } = (await bench.db.keyring.get('backup'))!
    expect(key.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
    expect(gunzipSync(await (await backupOf(bench)).arrayBuffer()).toString()).not.toContain(
      (await bench.db.keyring.get('backup'))!.stamp,
    )
  })

  it('of a restored workspace is signed again once the vault was open there', async () => {
    const other = new Bench()
    await restored(other, await backupOf(bench))
    other.actor = bench.actor
    expect((await good(openBackup(other.db, await backupOf(other), {}, cheap))).mac).toBeNull()
    await good(unlock(other.db, passphrase, ''))
    const file = await good(openBackup(other.db, await backupOf(other), {}, cheap))
    expect((await good(checkBackup(other.db, file, passphrase))).trust).toBe('signed')
  })

  it('with a weak way into the vault is refused unless a test asks for it (A14)', async () => {
    expect(await bad(openBackup(bench.db, await backupOf(bench)))).toBe('backupVaultUnfit')
    for (const folder of ['extension', 'core'])
      for (const name of (await readdir(join(root, folder), { recursive: true })).filter((each) =>
        /\.tsx?$/.test(each),
      ))
        expect(await readFile(join(root, folder, name), 'utf8'), name).not.toMatch(
          /memory: (?!262_144|65_536|19_456|whole)\d/,
        )
  })

  it('saves everything else when a record in the database is broken, and names it (A1)', async () => {
    bench.spoilt = true
    const fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const havna = await bench.customer('Havna Regnskap AS', 'havna.example')
    await bench.db.at('customers').update(fjord, { country: 'Norge' })
    const { file, broken } = await good(makeBackup(bench.context))
    expect(broken.map(({ table, key }) => [table, key])).toEqual([['customers', fjord]])
    const other = new Bench()
    const { broken: found } = await good(openBackup(other.db, file, {}, cheap))
    expect(found).toEqual(broken)
    expect(gunzipSync(await file.arrayBuffer()).toString()).toMatch(/"raw":".*Fjord Bygg AS/)
    await restored(other, file)
    expect(await other.db.at('customers').toCollection().primaryKeys()).toEqual([havna])
  })

  it('has more records than are read at once', async () => {
    const fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const customer = (await bench.db.at('customers').get(fjord))!
    await bench.db
      .at('customers')
      .bulkAdd(Array.from({ length: 2500 }, (_, n) => ({ ...customer, id: `c${n}` })))
    await bench.db.transaction('rw', storeNames, async () => rebuild(bench.db))
    const file = await good(openBackup(bench.db, await backupOf(bench), {}, cheap))
    expect(file.counts.customers).toBe(2501)
  })
})

describe('a new key for the vault (A13)', () => {
  it('shuts out who knew the one before, and everything that was in it still opens', async () => {
    const version = await bench.offer('trial', [await bench.customer('Fjord Bygg AS', 'fjordbygg.example')])
    await good(addKeys(bench.context, keysOf(symbols)))
    const before = (await good(unlock(bench.db, his, ''))).dataKey
    const oldWay = (await bench.db.at('vault').get(aslak))!
    await good(setUserActive(bench.context, { id: aslak, active: false }))
    expect(await bad(changeVaultKey(bench.context, { passphrase: his }))).toBe('passphraseWrong')
    expect(await bad(changeVaultKey({ ...bench.context, actor: aslak }, { passphrase: his }))).not.toBe(
      'it went well',
    )
    const { dataKey, others } = await good(changeVaultKey(bench.context, { passphrase }))
    expect(others).toBe(0)
    expect((await bench.db.at('workspace').get('workspace'))!.keyDue).toBe(false)
    // The old way in still opens the old key, which opens nothing any more.
    const old = await vaultKeys(await unlockVault(oldWay, his))
    for (const secret of await bench.db.at('secrets').toArray())
      await expect(openSecret(old, secret.id, secret)).rejects.toThrow()
    // A window with the old key seals nothing by it, and says that it is locked.
    expect(await bad(addKeys(bench.context, keysOf(symbols.replace('B', 'C'))))).toBe('locked')
    expect(
      await bad(
        setPassphrase(bench.context, {
          id: bench.actor,
          passphrase: 'en tredje lang setning',
          current: passphrase,
        }),
      ),
    ).toBe('locked')
    expect(before).not.toBe(dataKey)
    bench.dataKey = (await good(unlock(bench.db, passphrase, ''))).dataKey
    expect(bench.dataKey).toBe(dataKey)
    const [view] = await listProductKeys(bench.db)
    expect(await good(showKey(bench.context, { id: view!.key.id }))).toBe(symbols)
    expect(await bad(addKeys(bench.context, keysOf(symbols)))).toBe('keyKnown')
    const text = await bench.reply(version, 'accept')
    expect((await good(takeReplies(bench.context, [{ text, from: null }]))).map(({ kind }) => kind)).toEqual([
      'received',
    ])
    const file = await good(openBackup(bench.db, await backupOf(bench), {}, cheap))
    expect((await good(checkBackup(bench.db, file, passphrase))).trust).toBe('signed')
  })

  it('leaves only whoever changed it a way in; an administrator gives the others a new passphrase', async () => {
    const { dataKey, others } = await good(changeVaultKey(bench.context, { passphrase }))
    expect(others).toBe(1)
    expect(await bad(unlock(bench.db, his, ''))).toBe('passphraseWrong')
    bench.dataKey = dataKey
    await good(setPassphrase(bench.context, { id: aslak, passphrase: 'en tredje lang setning', current: '' }))
    expect((await good(unlock(bench.db, 'en tredje lang setning', ''))).actor).toBe(aslak)
  })

  it('can only be made by a global administrator with the right passphrase, and changes nothing otherwise', async () => {
    const rows = async () =>
      JSON.stringify(await Promise.all(tableNames.map((name) => bench.db.at(name).toArray())))
    const before = await rows()
    expect(await bad(changeVaultKey({ ...bench.context, actor: aslak }, { passphrase: his }))).toBe(
      'notAllowed',
    )
    expect(await bad(changeVaultKey(bench.context, { passphrase: 'feil setning her' }))).toBe(
      'passphraseWrong',
    )
    expect(await rows()).toBe(before)
  })

  it('comes for each purpose, also to a workspace of the first version, at the next unlocking', async () => {
    // As the first version had it: sealed and marked by the data key itself, and no keyring.
    await good(addKeys(bench.context, keysOf(symbols)))
    const raw = fromBase64(bench.dataKey!)
    const aes = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt'])
    const mac = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    const keys = await vaultKeys(bench.dataKey!)
    for (const secret of await bench.db.at('secrets').toArray()) {
      const iv = randomBytes(12)
      const text = await openSecret(keys, secret.id, secret)
      const sealed = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: utf8(secret.id) },
        aes,
        utf8(text),
      )
      await bench.db
        .at('secrets')
        .put({ id: secret.id, nonce: toBase64(iv), ciphertext: toBase64(new Uint8Array(sealed)) })
    }
    const [view] = await listProductKeys(bench.db)
    await bench.db
      .at('productKeys')
      .update(view!.key.id, { fingerprint: await hmac(mac, symbols.replaceAll('-', '')) })
    await bench.db.keyring.clear()
    await bench.db.at('users').update(aslak, { active: false })

    await good(unlock(bench.db, passphrase, ''))
    const onlyNew = { ...keys, old: keys.seal }
    for (const secret of await bench.db.at('secrets').toArray())
      await expect(openSecret(onlyNew, secret.id, secret)).resolves.not.toBe('')
    expect(await bad(addKeys(bench.context, keysOf(symbols)))).toBe('keyKnown')
    expect((await bench.db.keyring.get('backup'))!.stamp).toBe(keys.stamp)
    expect(await bench.db.at('vault').toCollection().primaryKeys()).toEqual([bench.actor])
  })
})

describe('a way into the vault that cannot be used (A14)', () => {
  it.each([
    ['memory', { memory: 1 }],
    ['passes', { passes: 1000 }],
    ['salt', { salt: 'AA' }],
  ])('for its %s is named, and keeps nobody else out', async (_, change) => {
    bench.spoilt = true
    const way = (await bench.db.at('vault').get(bench.actor))!
    await bench.db.at('vault').put({ ...way, kdf: { ...way.kdf, ...change } })
    expect(await bad(unlock(bench.db, passphrase, bench.actor))).toBe('vaultUnfit')
    expect((await good(unlock(bench.db, his, bench.actor))).actor).toBe(aslak)
  })
})

describe('a passphrase (A13)', () => {
  const names = ['Marte Nordvik', 'marte@nordlys-it.example', 'Nordlys IT AS']
  const ruleOf = (typed: string) => {
    const parsed = v.safeParse(passphraseSchema, typed)
    if (!parsed.success) return parsed.issues[0].message
    try {
      checkNames(parsed.output, names)
      return null
    } catch (error) {
      return (error as Problem).faults[0]!.rule
    }
  }
  it.each([
    'aaaaaaaaaa',
    'abababababab',
    'abcdefghijkl',
    '1234567890',
    '0987654321',
    'qwertyuiop',
    'passord123!',
    'Password2026!',
    'Passord Passord',
    'Sommer2026!!',
    'nordlys it as',
    'Nordlys2026!',
    'marte nordvik 1',
    '1111122222',
    'asdfghjkløæ',
  ])('«%s» is refused as easy to guess', (typed) => expect(ruleOf(typed)).toBe('passphraseSimple'))
  it.each([
    'en lang og god setning',
    'correct horse battery staple',
    'Tr0ub4dor&3x',
    'å leve er å elske',
    '春眠不觉晓处处闻啼鸟',
    'k9#mQ2$vLp',
    'Nordlys er flott å se på',
  ])('«%s» is accepted', (typed) => expect(ruleOf(typed)).toBeNull())
  it('of blanks alone is too short, as blanks around it do not count; and opens however its letters are composed', async () => {
    const empty = new Bench()
    const input = { person: { name: 'Ada', email: 'ada@x.example' }, company, passphrase: ' '.repeat(12) }
    const refused = await setUp(empty.db, input, noon, 'nb', cheap)
    expect(refused.ok || refused.problem.faults).toEqual([{ path: 'passphrase', rule: 'passphraseShort' }])
    const { actor } = await good(
      setUp(empty.db, { ...input, passphrase: '  blåbær og ﬁsk til alle ' }, noon, 'nb', cheap),
    )
    expect((await good(unlock(empty.db, 'blåbær og fisk til alle'.normalize('NFD'), ''))).actor).toBe(actor)
    expect(
      await bad(setPassphrase(bench.context, { id: aslak, passphrase: 'aslak berg 2026', current: '' })),
    ).toBe('invalid')
  })
})
