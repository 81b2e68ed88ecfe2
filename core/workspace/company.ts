import * as v from 'valibot'
import { isTimeZone } from '#core/clock/clock.ts'
import { companyFields, companyInput, type Company } from '#core/model/company.ts'
import { Problem } from '#core/model/problem.ts'
import type { Database } from '#core/storage/database.ts'
import { command } from '#core/workspace/command.ts'

/** The company; null before the set-up. */
export const findCompany = async (db: Database): Promise<Company | null> =>
  (await db.at('company').get('company')) ?? null

/** What a schema cannot know. @throws Problem `invalid` */
function needTimeZone({ timeZone }: { timeZone: string }): void {
  if (!isTimeZone(timeZone)) throw new Problem('invalid', {}, [{ path: 'timeZone', rule: 'timeZone' }])
}

/** Changes the company's facts. They count as read by the person who saves them. */
export const saveCompany = command({
  input: companyInput,
  may: 'company.edit',
  async run(work, input) {
    needTimeZone(input)
    await work.put('company', { ...work.company, ...input, verified: { at: work.at, by: work.user.id } })
    await work.log('companyChanged')
  },
})

const {
  siteAddress,
  endpoint,
  showReceived,
  domains,
  language,
  currency,
  timeZone,
  vatIncluded,
  validDays,
  reminderDays,
  renewalDays,
} = companyFields

/** Changes the domains and service settings. Customers see none of them as facts about the company, so nobody has verified anything. */
export const saveServices = command({
  input: v.object({
    siteAddress,
    endpoint,
    showReceived,
    domains,
    language,
    currency,
    timeZone,
    vatIncluded,
    validDays,
    reminderDays,
    renewalDays,
  }),
  may: 'company.edit',
  async run(work, input) {
    needTimeZone(input)
    await work.put('company', { ...work.company, ...input })
    await work.log('companyChanged')
  },
})

/** *Yes, this is right*: asked for before the first send and again after a year. */
export const verifyCompany = command({
  input: v.undefined(),
  may: 'company.edit',
  async run(work) {
    await work.put('company', { ...work.company, verified: { at: work.at, by: work.user.id } })
    await work.log('companyVerified')
  },
})
