import * as v from 'valibot'
import { examplePassphrase, exampleUserId } from '#core/exchange/example/data.ts'
import { exampleRecords } from '#core/exchange/example/records.ts'
import { newCustomer } from '#core/model/customer.ts'
import { Problem } from '#core/model/problem.ts'
import { Database } from '#core/storage/database.ts'
import { tableNames } from '#core/storage/records.ts'
import { loadExample, makeBackup } from '#core/workspace/backup.ts'
import { command, type Context } from '#core/workspace/command.ts'
import { addCustomer } from '#core/workspace/customers.ts'
import { followDirectory, type Directory } from '#core/workspace/directory.ts'
import { live } from '#core/workspace/live.ts'
import { findOffer, listLatestOffers } from '#core/workspace/offerViews.ts'
import { checkBackup, openBackup, restoreBackup } from '#core/workspace/restore.ts'
import { searchCustomers } from '#core/workspace/search.ts'
import { undo } from '#core/workspace/undo.ts'
import { cheap } from '#test/support/cost.ts'

/**
 * What any IndexedDB must do for Tilbud. Runs in Node on fake-indexeddb and,
 * as one script without Vitest, in a real extension page of both browsers.
 */
type Case = { name: string; run: (db: Database, context: Context) => Promise<void> }

function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what)
}

const day = '2026-11-02'
const now = Date.parse('2026-11-02T10:00:00Z')

const customer = { ...newCustomer('Ærlig Æra AS', 'NO', 'nb'), domains: ['aera.example'] }

/** What customers are searched in, once it is in memory. */
const directoryOf = (db: Database) =>
  new Promise<Directory>((resolve, reject) => {
    const end = followDirectory(db, {
      next(directory) {
        // The first may come before the function has returned.
        queueMicrotask(() => end())
        resolve(directory)
      },
      error: reject,
    })
  })

/** Writes a customer and a line in the log, then fails. */
const failing = command({
  input: v.undefined(),
  may: 'customer.edit',
  async run(work) {
    await work.put('customers', {
      ...customer,
      id: 'half',
      delegation: 'none',
      relationship: null,
      createdAt: work.at,
    })
    await work.log('customerAdded', { customerId: 'half' })
    throw new Problem('wrongState')
  },
})

const cases: readonly Case[] = [
  {
    name: 'keeps what a command wrote',
    async run(db, context) {
      const added = await addCustomer(context, customer)
      check(added.ok, 'the customer is added')
      const stored = await db.at('customers').get(added.value)
      check(stored?.name === customer.name, 'it is there under its id')
      const logged = await db
        .at('activity')
        .where('[customerId+at]')
        .between([added.value, ''], [added.value, '\uffff'])
        .toArray()
      check(logged.length === 1 && logged[0]?.action === 'customerAdded', 'the log has one line about it')
    },
  },
  {
    name: 'writes all of a command or nothing',
    async run(db, context) {
      const before = await db.at('activity').count()
      const outcome = await failing(context, undefined)
      check(!outcome.ok && outcome.problem.code === 'wrongState', 'the problem has its name')
      check((await db.at('customers').get('half')) === undefined, 'no half customer stays')
      check((await db.at('activity').count()) === before, 'no line about it stays')
    },
  },
  {
    name: 'takes a command back, once',
    async run(db, context) {
      const added = await addCustomer(context, customer)
      check(added.ok, 'the customer is added')
      check((await undo(context, added.undo)).ok, 'it is taken back')
      check((await db.at('customers').get(added.value)) === undefined, 'it is gone')
      const again = await undo(context, added.undo)
      check(!again.ok && again.problem.code === 'wrongState', 'a second time is refused')
    },
  },
  {
    name: 'finds customers by their words, letters folded, before the directory is in memory and after',
    async run(db, context) {
      await addCustomer(context, { ...customer, tenantId: '3f2a0c11-9d5e-4b7a-8c21-0e5d6f7a8b9c' })
      const found = async (typed: string, directory: Directory | null) =>
        (await searchCustomers(db, directory, typed)).map((each) => each.name)
      const directory = await directoryOf(db)
      for (const each of [null, directory]) {
        check((await found('aerl', each)).includes(customer.name), 'by its name without a Norwegian keyboard')
        check((await found('ÆRA aer', each)).includes(customer.name), 'by two words in any order')
        check((await found('alesund', each)).includes('Ålesund Verft AS'), 'with an accent folded')
        check((await found('3F2A0C11-9', each)).join() === customer.name, 'by the beginning of its tenant ID')
        check((await found('xyz', each)).length === 0, 'nothing by what nobody is called')
      }
      check((await found('erlig', null)).length === 0, 'before, only by the beginning of a word')
      check((await found('erlig', directory)).includes(customer.name), 'then also by its middle')
    },
  },
  {
    name: 'tells open screens about a change',
    async run(db, context) {
      const seen: number[] = []
      const enough = new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('the change was not seen')), 5000)
        const subscription = live(() => db.at('customers').count()).subscribe((count) => {
          seen.push(count)
          if (seen.length === 1) void addCustomer(context, customer)
          if (seen.length < 2) return
          clearTimeout(timer)
          // The first value may come before `subscribe` has returned.
          queueMicrotask(() => subscription.unsubscribe())
          resolve()
        })
      })
      await enough
      check(seen[1] === seen[0]! + 1, 'the count rises by one')
    },
  },
  {
    name: 'stops an old window when a new schema comes',
    async run(db, context) {
      let told = ''
      const old = new Database(db.name, (problem) => (told = problem))
      await old.open()
      const newer = new Database(db.name)
      newer.version(db.verno + 1).stores({ later: 'id' })
      await newer.open()
      check(told === 'storageStale' && old.stale, 'the old window is told')
      const outcome = await addCustomer({ ...context, db: old }, customer)
      check(!outcome.ok && outcome.problem.code === 'storageStale', 'it does not write any more')
      newer.close()
    },
  },
  {
    name: 'reads offers with everybody that they went to',
    async run(db) {
      const all = await listLatestOffers(db, now, 100)
      check(all.length > 15, 'all are there')
      const several = all.find(({ audience }) => audience === 'several')
      const view = several && (await findOffer(db, several.id, now))
      check(
        view?.recipients.length === 3 && view.recipients.every((each) => each.customer !== null),
        'recipients come with their customers',
      )
      check(several?.others === 2 && several.who !== '', 'and are named in the list')
      check(view.version.code === several.code && view.offer.code === several.code, 'with its newest version')
    },
  },
  {
    name: 'gives back in another database what a backup holds',
    async run(db, context) {
      const made = await makeBackup(context)
      check(made.ok, 'the backup is made')
      const other = new Database(`${db.name}-restored`)
      try {
        const { file } = made.value
        const opened = await openBackup(other, file, {}, cheap)
        check(opened.ok, 'the file is read')
        const checked = await checkBackup(other, opened.value, examplePassphrase)
        check(checked.ok && checked.value.trust === 'signed', 'it is as it was saved')
        const how = { name: '', now, opened: checked.value, least: cheap }
        const restored = await restoreBackup(other, file, opened.value, how)
        check(restored.ok, 'it is restored')
        for (const table of tableNames) {
          // Two lines are newer than the file: that it was made, and that it was restored.
          const [before, after] = await Promise.all([db.at(table).count(), other.at(table).count()])
          check(before === after, `${table} has all its records`)
        }
        const directory = await directoryOf(other)
        check(
          (await searchCustomers(other, directory, 'aerlig alesund')).length === 0,
          'search works on what was restored',
        )
        check((await searchCustomers(other, directory, 'alesund')).length === 1, 'and finds it')
        const again = await restoreBackup(other, file, opened.value, how)
        check(!again.ok && again.problem.code === 'notEmpty', 'nothing is restored over records')
      } finally {
        other.close()
        await Database.delete(other.name)
      }
    },
  },
]

export type CaseResult = Readonly<{ name: string; error: string | null }>

/** The cases' names, for a test runner that wants them before they run. */
export const caseNames = cases.map(({ name }) => name)

/** Runs one case in a database of its own, filled with the example. */
export async function runCase(name: string): Promise<CaseResult> {
  const found = cases.find((each) => each.name === name)!
  const db = new Database(`acceptance-${crypto.randomUUID()}`)
  try {
    const { records, dataKey } = await exampleRecords(day, 'nb', cheap)
    const loaded = await loadExample(db, records, now, { dataKey, actor: exampleUserId })
    if (!loaded.ok) throw loaded.problem
    await found.run(db, { db, actor: exampleUserId, now: () => now, dataKey })
    return { name, error: null }
  } catch (error) {
    return { name, error: error instanceof Error ? error.message : String(error) }
  } finally {
    db.close()
    await Database.delete(db.name)
  }
}
