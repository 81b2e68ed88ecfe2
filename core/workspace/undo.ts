import { Problem } from '#core/model/problem.ts'
import type { Subscription } from '#core/model/subscription.ts'
import type { Database } from '#core/storage/database.ts'
import type { Change } from '#core/storage/derived/affected.ts'
import type { RecordOf, TableName } from '#core/storage/records.ts'
import { referencesOf, referringTo } from '#core/storage/references.ts'
import { isSame, outcome, transact, type Command, type Undo } from '#core/workspace/command.ts'
import { checkChange } from '#core/workspace/sales.ts'
import { isMade, type Work } from '#core/workspace/work.ts'

/** Whether a record that is there names one of these. @param gone with what each of them was */
export async function isReferredTo(
  db: Database,
  gone: readonly Pick<Change, 'table' | 'key' | 'after'>[],
): Promise<boolean> {
  for (const [to, own] of Map.groupBy(gone, ({ table }) => table)) {
    const keys = new Set(own.map(({ key }) => key))
    for (const { table, field, index, by } of referringTo(to)) {
      const records = db.at(table)
      const isIndexed = index === ':id' || records.schema.indexes.some(({ name }) => name === index)
      const wanted = own.map(({ key, after }) => (by === null ? key : (after as Record<string, string>)[by]!))
      const candidates = isIndexed ? records.where(index).anyOf(wanted) : records.toCollection()
      const names = (record: RecordOf[TableName]) =>
        referencesOf(table, record).some(
          (each) => each.field === field && each.to === to && keys.has(each.key),
        )
      if (await candidates.filter(names).first()) return true
    }
  }
  return false
}

/** Whether what records name is there, and no customer gets more than Microsoft sells by them. */
async function isWhole(work: Work, changes: readonly Change[]): Promise<boolean> {
  for (const { table, key, after } of changes) {
    const record = await work.get(table, key)
    for (const reference of referencesOf(table, record))
      if (!(await work.find(reference.to, reference.key))) return false
    if (table === 'subscriptions')
      await checkChange(work.db, after as Subscription | null, record as Subscription, work.date)
  }
  return true
}

/** Whether the workspace keeps its promises after changes were taken back. What was made later may name what is gone: an offer to a customer who has just been added. */
export async function isSound(work: Work, changes: readonly Change[]): Promise<boolean> {
  const gone = changes.filter(({ before }) => before === null)
  const back = changes.filter(({ before }) => before !== null)
  return !(await isReferredTo(work.db, gone)) && (await isWhole(work, back))
}

/** Takes a command back, as long as nothing has touched its records since. */
export const undo: Command<Undo, void> = (context, changes) =>
  outcome(context.db, () =>
    transact(context, null, async (work) => {
      if (!changes.every(isMade)) throw new Problem('wrongState')
      for (const { table, key, before, after } of [...changes].reverse()) {
        const now = await work.find(table, key)
        if (!isSame(now, after)) throw new Problem('wrongState')
        if (before === null) await work.remove(table, key)
        else await work.restore(table, key, before)
      }
      if (!(await isSound(work, changes))) throw new Problem('wrongState')
      await work.log('undone')
    }),
  )
