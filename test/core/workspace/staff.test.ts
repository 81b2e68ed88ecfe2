import { beforeEach, describe, expect, it } from 'vitest'
import { addUser, saveUser, setPassphrase, setUserActive, staff } from '#core/workspace/staff.ts'
import { unlock } from '#core/workspace/vault.ts'
import { bad, Bench, good, passphrase } from '#test/core/workspace/support.ts'

const person = {
  name: 'Aslak Berg',
  email: 'aslak@nordlys-it.example',
  alternateEmail: '',
  phone: '',
  role: null,
  support: 'none' as const,
}

describe('the staff', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await Bench.start()
  })

  it('always keeps a global administrator', async () => {
    const me = (await bench.db.at('users').get(bench.actor))!
    expect(await bad(saveUser(bench.context, { ...me, role: 'billing' }))).toBe('lastGlobalAdministrator')
    expect(await bad(setUserActive(bench.context, { id: me.id, active: false }))).toBe(
      'lastGlobalAdministrator',
    )
    const second = await good(addUser(bench.context, { ...person, role: 'global', language: 'nb' }))
    await good(setUserActive(bench.context, { id: second, active: false }))
    expect(await bad(saveUser(bench.context, { ...me, role: null }))).toBe('lastGlobalAdministrator')
    await good(setUserActive(bench.context, { id: second, active: true }))
    await good(saveUser(bench.context, { ...me, role: null }))
    expect((await staff(bench.db)).map(({ user }) => user.role)).toEqual(['global', null])
  })

  it('lets a user management administrator manage people, but give no access', async () => {
    const manager = await good(addUser(bench.context, { ...person, role: 'userManagement', language: 'nb' }))
    const as = { ...bench.context, actor: manager }
    const plain = await good(addUser(as, { ...person, name: 'Trond Lie', language: 'nb' }))
    expect(await bad(addUser(as, { ...person, role: 'password', language: 'nb' }))).toBe('notAllowed')
    expect(await bad(saveUser(as, { ...person, id: plain, support: 'limited' }))).toBe('notAllowed')
    expect(await bad(saveUser(as, { ...person, id: bench.actor, role: 'global', support: 'full' }))).toBe(
      'notAllowed',
    )
    expect(await bad(setUserActive(as, { id: bench.actor, active: false }))).toBe('notAllowed')
    await good(setUserActive(as, { id: plain, active: false }))
  })

  it('cannot be edited while a customer is chosen', async () => {
    const as = { ...bench.context, customerChosen: true }
    expect(await bad(addUser(as, { ...person, language: 'nb' }))).toBe('notAllowed')
    expect(await bad(setUserActive(as, { id: bench.actor, active: false }))).toBe('notAllowed')
    expect((await staff(bench.db)).length).toBe(1)
  })

  it('has a passphrase for each person, which opens one vault and says who it is', async () => {
    const aslak = await good(addUser(bench.context, { ...person, role: 'service', language: 'nb' }))
    expect(
      await bad(
        setPassphrase(
          { ...bench.context, dataKey: null },
          { id: aslak, passphrase: 'en annen lang setning', current: '' },
        ),
      ),
    ).toBe('locked')
    await good(setPassphrase(bench.context, { id: aslak, passphrase: 'en annen lang setning', current: '' }))
    const mine = await good(unlock(bench.db, passphrase, bench.actor))
    const his = await good(unlock(bench.db, 'en annen lang setning', bench.actor))
    expect(mine).toEqual({ dataKey: bench.dataKey, actor: bench.actor })
    expect(his).toEqual({ dataKey: bench.dataKey, actor: aslak })
    // One's own is changed with the one before; nobody changes another's without being a global administrator.
    const as = { ...bench.context, actor: aslak }
    expect(
      await bad(setPassphrase(as, { id: aslak, passphrase: 'en tredje lang setning', current: 'feil' })),
    ).toBe('passphraseWrong')
    expect(
      await bad(setPassphrase(as, { id: bench.actor, passphrase: 'en tredje lang setning', current: '' })),
    ).toBe('notAllowed')
    expect(
      await bad(setPassphrase(as, { id: aslak, passphrase: 'kort', current: 'en annen lang setning' })),
    ).toBe('invalid')
    await good(setUserActive(bench.context, { id: aslak, active: false }))
    expect(await bad(unlock(bench.db, 'en annen lang setning', bench.actor))).toBe('passphraseWrong')
  })
})
