import * as v from 'valibot'
import { sortKey } from '#core/locale/fold.ts'
import { newId } from '#core/model/bytes.ts'
import { languageSchema } from '#core/model/language.ts'
import { languageNames } from '#core/model/pageLanguages.ts'
import { checkNames, passphraseSchema } from '#core/model/passphrase.ts'
import { Problem } from '#core/model/problem.ts'
import { id } from '#core/model/schema.ts'
import { userInput, type User } from '#core/model/user.ts'
import type { Database } from '#core/storage/database.ts'
import { sealDataKey, unlockVault } from '#core/storage/vault.ts'
import { command } from '#core/workspace/command.ts'
import { openVault, stillOpen } from '#core/workspace/vault.ts'
import type { Work } from '#core/workspace/work.ts'

/** There must always be somebody who can change everything. @throws Problem `lastGlobalAdministrator` */
async function keepAdministrator(work: Work, next: User): Promise<void> {
  const users = await work.db.at('users').toArray()
  const stays = users
    .map((user) => (user.id === next.id ? next : user))
    .some((user) => user.active && user.role === 'global')
  if (!stays) throw new Problem('lastGlobalAdministrator')
}

/** Adds somebody to the staff. Only a global administrator gives access. @returns the new id */
export const addUser = command({
  input: v.object({ ...userInput.entries, language: languageSchema }),
  may: 'staff.edit',
  async run(work, input) {
    if (input.role !== null || input.support !== 'none') work.require('staff.roles')
    const user: User = { id: newId(), ...input, active: true }
    await work.put('users', user)
    await work.log('staffAdded', { detail: { name: user.name } })
    return user.id
  },
})

/** Changes somebody's details or access. A global administrator's can only be changed by another or by themselves. */
export const saveUser = command({
  input: v.object({ id, ...userInput.entries }),
  may: 'staff.edit',
  async run(work, input) {
    const user = await work.get('users', input.id)
    if (input.role !== user.role || input.support !== user.support || user.role === 'global')
      work.require('staff.roles')
    const next = { ...user, ...input }
    await keepAdministrator(work, next)
    await work.put('users', next)
    await work.log('staffChanged', { detail: { name: next.name } })
  },
})

/**
 * Deactivates somebody, or lets them in again. What they did stays theirs;
 * nobody is removed. Their way into the vault goes, and its key should be
 * changed: they may have kept it.
 */
export const setUserActive = command({
  input: v.object({ id, active: v.boolean() }),
  may: 'staff.edit',
  async run(work, input) {
    const user = await work.get('users', input.id)
    if (user.role !== null) work.require('staff.roles')
    const next = { ...user, active: input.active }
    await keepAdministrator(work, next)
    await work.put('users', next)
    if (!input.active && (await work.find('vault', user.id))) {
      await work.remove('vault', user.id)
      await work.put('workspace', { ...work.workspace, keyDue: true })
    }
    await work.log(input.active ? 'staffActivated' : 'staffDeactivated', { detail: { name: user.name } })
  },
})

/**
 * Gives somebody who is active a passphrase of their own. The vault must be open; who has
 * one already enters it, unless a global administrator sets it anew.
 */
export const setPassphrase = command({
  input: v.object({ id, passphrase: passphraseSchema, current: v.string() }),
  may: null,
  async prepare(context, input) {
    const { db, actor, cost } = context
    const vault = await openVault(context)
    const [before, user, company] = await Promise.all([
      db.at('vault').get(input.id),
      db.at('users').get(input.id),
      db.at('company').get('company'),
    ])
    checkNames(input.passphrase, [
      user?.name ?? '',
      user?.email ?? '',
      company?.name ?? '',
      company?.email ?? '',
    ])
    if (before && input.id === actor && (await unlockVault(before, input.current)) !== vault.dataKey)
      throw new Problem('passphraseWrong')
    return { vault, way: await sealDataKey(input.passphrase, vault.dataKey, cost) }
  },
  async run(work, input, { vault, way }) {
    if (input.id !== work.user.id) work.require('staff.roles')
    const user = await work.get('users', input.id)
    if (!user.active) throw new Problem('wrongState')
    await stillOpen(work, vault)
    await work.put('vault', { id: user.id, ...way })
    await work.log('passphraseSet', { detail: { name: user.name } })
  },
})

/** The language of the user's own screens. */
export const setLanguage = command({
  input: languageSchema,
  may: null,
  async run(work, language) {
    await work.put('users', { ...work.user, language })
    await work.log('languageChanged', { detail: { language: languageNames[language] } })
  },
})

export type StaffView = Readonly<{ user: User; hasPassphrase: boolean }>

/** Everybody on the staff by name, active ones first. */
export async function staff(db: Database): Promise<StaffView[]> {
  const [users, ways] = await Promise.all([
    db.at('users').toArray(),
    db.at('vault').toCollection().primaryKeys(),
  ])
  const rank = ({ active, name }: User) => `${active ? 0 : 1}${sortKey(name)}`
  return users
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
    .map((user) => ({ user, hasPassphrase: ways.includes(user.id) }))
}
