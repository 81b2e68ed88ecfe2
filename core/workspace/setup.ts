import * as v from 'valibot'
import { isTimeZone } from '#core/clock/clock.ts'
import { newId } from '#core/model/bytes.ts'
import { companyInput } from '#core/model/company.ts'
import type { Language } from '#core/model/language.ts'
import { checkNames, passphraseSchema } from '#core/model/passphrase.ts'
import { Problem } from '#core/model/problem.ts'
import { email, line, parse } from '#core/model/schema.ts'
import { newReplyKey } from '#core/reply/key.ts'
import { storeNames, type Database } from '#core/storage/database.ts'
import { rebuild } from '#core/storage/derived/rebuild.ts'
import { writing } from '#core/storage/hold.ts'
import { restoreIn } from '#core/storage/importRuns.ts'
import { replySecretId } from '#core/storage/references.ts'
import { createVault, sealSecret, vaultKeys, type Cost } from '#core/storage/vault.ts'
import { outcome, type Outcome } from '#core/workspace/command.ts'

export const setUpInput = v.object({
  person: v.object({ name: line(80), email }),
  company: companyInput,
  passphrase: passphraseSchema,
})

/**
 * First run: the person becomes the first user (global administrator, full
 * support), the company is theirs and has just been read by them, the reply
 * key is made and sealed by the passphrase.
 *
 * @param cost of trying the passphrase; only tests make it cheap
 * @returns the new user's id and the vault's data key, which keeps the vault open
 */
export function setUp(
  db: Database,
  input: v.InferInput<typeof setUpInput>,
  now: number,
  language: Language,
  cost?: Cost,
): Promise<Outcome<{ actor: string; dataKey: string }>> {
  return outcome(db, async () => {
    const { person, company, passphrase } = parse(setUpInput, input)
    if (!isTimeZone(company.timeZone))
      throw new Problem('invalid', {}, [{ path: 'company.timeZone', rule: 'timeZone' }])
    checkNames(passphrase, [person.name, person.email, company.name, company.email])
    const pair = await newReplyKey()
    const { vault, dataKey } = await createVault(passphrase, cost)
    const keys = await vaultKeys(dataKey)
    const secretId = replySecretId(pair.id)
    const secret = await sealSecret(keys, secretId, JSON.stringify(pair.privateKey))
    const at = new Date(now).toISOString()
    const actor = newId()
    await writing(db, () =>
      db.transaction('rw', storeNames, async () => {
        if ((await db.at('workspace').count()) || (await restoreIn(db))) throw new Problem('alreadySetUp')
        await db.at('workspace').add({
          id: 'workspace',
          name: newId(),
          replyKey: { id: pair.id, publicKey: pair.publicKey },
          example: false,
          createdAt: at,
          backupAt: null,
        })
        await db.at('vault').add({ id: actor, ...vault })
        await db.keyring.put({ id: 'backup', stamp: keys.stamp, key: keys.backup })
        await db.at('secrets').add({ id: secretId, ...secret })
        await db.at('company').add({ id: 'company', ...company, verified: { at, by: actor } })
        await db.at('users').add({
          id: actor,
          ...person,
          alternateEmail: '',
          phone: '',
          role: 'global',
          support: 'full',
          active: true,
          language,
        })
        await db.at('activity').add({
          id: newId(),
          at,
          by: actor,
          action: 'workspaceCreated',
          offerId: null,
          customerId: null,
          detail: {},
        })
        await rebuild(db)
      }),
    )
    return { value: { actor, dataKey }, undo: [] }
  })
}
