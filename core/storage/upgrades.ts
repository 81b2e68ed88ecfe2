import type { Transaction } from 'dexie'
import * as v from 'valibot'
import { senderOf } from '#core/model/reply.ts'
import { instant } from '#core/model/schema.ts'
import { sources } from '#core/storage/derived/all.ts'
import { rebuild } from '#core/storage/derived/rebuild.ts'
import { tableNames, type RecordOf, type TableName } from '#core/storage/records.ts'
import { mended } from '#core/storage/stored.ts'

/** Brings the records of a table in line with its schema. What does not fit stays as it is: the workspace must open. */
async function mend(
  transaction: Transaction,
  name: TableName,
  prepare = (record: object) => record,
): Promise<void> {
  const records: object[] = await transaction.table(name).toArray()
  const changed = records.flatMap((record) => {
    const fit = mended(name, prepare(record))
    return fit && JSON.stringify(fit) !== JSON.stringify(record) ? [fit] : []
  })
  if (changed.length) await transaction.table(name).bulkPut(changed)
}

/** Gives version 1's records what version 2 added to them. */
export async function upgradeTo2(transaction: Transaction): Promise<void> {
  for (const name of ['company', 'users', 'customers'] as const) await mend(transaction, name)
  const vault: RecordOf['vault'] | undefined = await transaction.table('vault').get('vault')
  const users: RecordOf['users'][] = await transaction.table('users').toArray()
  const owner = users.find((user) => user.role === 'global')
  if (!vault || !owner) return
  await transaction.table('vault').add({ ...vault, id: owner.id })
  await transaction.table('vault').delete('vault')
}

/** A reply whose sender or whose own time is not what it should be: nobody checked that before version 3. */
function mendedReply(record: object): object {
  const { sender, ...reply } = record as RecordOf['replies']
  const known = senderOf(sender)
  const { content, marks, receivedAt } = reply
  return {
    ...reply,
    ...(known && { sender: known }),
    ...(content &&
      !v.is(instant, content.at) && {
        content: { ...content, at: receivedAt },
        marks: [...marks, 'repaired'],
      }),
  }
}

/** Until version 3 records were written as they came: what can be mended is. */
export async function upgradeTo3(transaction: Transaction): Promise<void> {
  for (const name of tableNames)
    // Tables that came later are not there yet.
    if (transaction.idbtrans.objectStoreNames.contains(name))
      await mend(transaction, name, name === 'replies' ? mendedReply : undefined)
}

/** Version 4 brought what is derived; hosts and inboxes came later. */
export const upgradeTo4 = (
  transaction: Transaction,
  onPart?: (done: number, all: number) => void,
): Promise<void> =>
  rebuild(transaction, onPart, {
    tables: sources.filter((table) => table !== 'hosts' && table !== 'inboxes'),
  })
