import { createXXHash64 } from 'hash-wasm'
import type { Capability } from '#core/access/access.ts'
import { newId } from '#core/model/bytes.ts'
import { Problem } from '#core/model/problem.ts'
import type { Database } from '#core/storage/database.ts'
import type { Change } from '#core/storage/derived/affected.ts'
import { importsIn, type ImportPart, type ImportRun, type ImportedRecord } from '#core/storage/importRuns.ts'
import type { TableName } from '#core/storage/records.ts'
import { outcome, transact, type Context, type Outcome } from '#core/workspace/command.ts'
import type { ImportRow } from '#core/workspace/importPlan.ts'
import type { ImportKind, Plan, PlannedRow } from '#core/workspace/importReading.ts'
import { takeCustomers, takeSubscriptions, type Taken } from '#core/workspace/importTaking.ts'
import { isReferredTo, isSound } from '#core/workspace/undo.ts'
import { isStopped, type Watch } from '#core/workspace/watch.ts'
import type { Work } from '#core/workspace/work.ts'

export type { ImportRun } from '#core/storage/importRuns.ts'
export { importKinds, readPlan, type ImportKind, type Plan } from '#core/workspace/importReading.ts'

/** So many rows are written in one transaction: long enough to be quick, short enough that nobody waits for it. */
const partLength = 500

const capabilities = {
  customers: 'customer.import',
  subscriptions: 'subscription.edit',
} as const satisfies Record<ImportKind, Capability>

/** What became of an import. */
export type Imported = Taken & Readonly<{ run: string; stopped: boolean }>

type Digest = (record: unknown) => string

async function newDigest(): Promise<Digest> {
  const hash = await createXXHash64()
  return (record) => hash.init().update(JSON.stringify(record)).digest('hex')
}

const recordOf =
  (digest: Digest) =>
  ({ table, key, before, after }: Change): ImportedRecord => [table, key, digest(after), before]

/** Whether a row would do something: a subscription needs a customer. */
export const isTakeable = (kind: ImportKind, { input, effect, customerId }: ImportRow) =>
  input !== null && effect !== 'unchanged' && (kind === 'customers' || customerId !== null)

/** Forgets the import before, and begins to note this one. */
function begin(context: Context, run: ImportRun): Promise<unknown> {
  return transact(context, capabilities[run.kind], async ({ db }) => {
    await importsIn(db).clear()
    await importsIn(db).add(run)
  })
}

/** Takes some rows in one transaction, and notes what it wrote. */
async function takePart(
  context: Context,
  run: ImportRun,
  part: number,
  rows: readonly PlannedRow[],
  digest: Digest,
): Promise<ImportRun> {
  const { value } = await transact(context, capabilities[run.kind], async (work) => {
    const taken =
      run.kind === 'customers' ? await takeCustomers(work, rows) : await takeSubscriptions(work, rows)
    const next = { ...run, added: run.added + taken.added, changed: run.changed + taken.changed }
    const records = work.changes.map(recordOf(digest))
    work.send(
      importsIn(work.db).bulkPut([
        next,
        { id: `${run.id}/${String(part).padStart(6, '0')}`, run: run.id, records },
      ]),
    )
    return next
  })
  return value
}

async function logEnd(work: Work, { kind, added, changed }: ImportRun): Promise<void> {
  await work.log(kind === 'customers' ? 'customersImported' : 'subscriptionsImported', {
    detail: { added, changed },
  })
}

/** Writes in the log what was taken. */
function end(context: Context, run: ImportRun, state: 'stopped' | 'done'): Promise<unknown> {
  return transact(context, capabilities[run.kind], async (work) => {
    await importsIn(work.db).put({ ...run, state })
    await logEnd(work, run)
  })
}

/**
 * Takes chosen rows of a plan, part after part, so that screens stay quick.
 * A row with a problem takes back what was written before it: all chosen
 * rows are taken, or none. Whoever stops it keeps what was taken, and may
 * still take it back; so may whoever comes back after the browser was closed.
 *
 * @param numbers of the rows to take; a row in doubt is taken only when it is among them
 * @returns a Problem (as outcome) of a row that has one, with `row` and `title` in its detail
 */
export function takePlan(
  context: Context,
  { kind, rows }: Plan,
  { name, numbers }: Readonly<{ name: string; numbers: ReadonlySet<number> }>,
  watch: Watch = {},
): Promise<Outcome<Imported>> {
  return outcome(context.db, async () => {
    const digest = await newDigest()
    // In the order of places: so a part changes few shards, each of which is written whole.
    const wanted = rows
      .filter(({ row }) => numbers.has(row.number) && isTakeable(kind, row))
      .sort((a, b) => a.place - b.place)
    const at = new Date(context.now()).toISOString()
    let run: ImportRun = {
      id: newId(),
      kind,
      name,
      at,
      rows: wanted.length,
      added: 0,
      changed: 0,
      state: 'running',
    }
    await begin(context, run)
    try {
      for (let done = 0; done < wanted.length && !isStopped(watch);) {
        const part = wanted.slice(done, done + partLength)
        run = await takePart(context, run, done / partLength, part, digest)
        done += part.length
        watch.onPart?.(done, wanted.length, 'writing')
      }
    } catch (error) {
      await takeBack(context, run, digest)
      throw error
    }
    const stopped = run.added + run.changed < wanted.length
    await end(context, run, stopped ? 'stopped' : 'done')
    return { value: { run: run.id, added: run.added, changed: run.changed, stopped }, undo: [] }
  })
}

const partsOf = async (db: Database, run: string): Promise<ImportPart[]> =>
  (await importsIn(db).where({ run }).sortBy('id')) as ImportPart[]

/** What a part did to each record of a table: what is there now by its digest, and what was there before all of it. */
type Written = ReadonlyMap<string, Readonly<{ digest: string; before: unknown }>>

function writtenBy(parts: readonly ImportPart[]): ReadonlyMap<TableName, Written> {
  const tables = new Map<TableName, Map<string, { digest: string; before: unknown }>>()
  for (const { records } of parts)
    for (const [table, key, digest, before] of records) {
      const own = tables.get(table) ?? new Map<string, { digest: string; before: unknown }>()
      own.set(key, { digest, before: own.has(key) ? own.get(key)!.before : before })
      tables.set(table, own)
    }
  return tables
}

/** Records of a table as they are now. @throws Problem `wrongState` where one is not as it was written */
async function untouched(
  db: Database,
  table: TableName,
  written: Written,
  digest: Digest,
): Promise<Change[]> {
  const keys = [...written.keys()]
  const now = await db.at(table).bulkGet(keys)
  return keys.map((key, index) => {
    const after = now[index] ?? null
    const { digest: expected, before } = written.get(key)!
    if (after === null || digest(after) !== expected) throw new Problem('wrongState')
    return { table, key, before, after }
  })
}

/** Takes one part back. @throws Problem `wrongState` where something has changed since, or names what would go */
async function takePartBack(work: Work, part: ImportPart, digest: Digest): Promise<void> {
  for (const [table, written] of writtenBy([part])) {
    const changes = await untouched(work.db, table, written, digest)
    const back = changes.filter(({ before }) => before !== null)
    await work.removeAll(
      table,
      changes.filter(({ before }) => before === null).map(({ key }) => key),
    )
    await work.restoreAll(
      table,
      back.map(({ key }) => key),
      back.map(({ before }) => before),
    )
    if (!(await isSound(work, changes))) throw new Problem('wrongState')
  }
  await importsIn(work.db).delete(part.id)
}

/** Takes an import back, the last part first. What it throws leaves the parts before in place, and the run says so. */
async function takeBack(context: Context, run: ImportRun, digest: Digest, watch: Watch = {}): Promise<void> {
  const parts = await partsOf(context.db, run.id)
  for (const [index, part] of parts.reverse().entries()) {
    await transact(context, capabilities[run.kind], (work) => takePartBack(work, part, digest))
    watch.onPart?.(index + 1, parts.length, 'writing')
  }
  await transact(context, capabilities[run.kind], async (work) => {
    await importsIn(work.db).clear()
    if (parts.length) await work.log('undone')
  })
}

/** The last import, as long as it can be taken back; null where there is none. */
export async function findImport(db: Database): Promise<ImportRun | null> {
  // A part's key has the run's before it. The parts themselves hold what was there before, and are not read.
  const keys = await importsIn(db).toCollection().primaryKeys()
  const run = keys.find((key) => !key.includes('/'))
  return run === undefined ? null : (((await importsIn(db).get(run)) as ImportRun | undefined) ?? null)
}

/**
 * Looks whether an import can be taken back whole: half of it would be no help.
 *
 * @throws Problem `wrongState` where a record has changed since, or is named by what came later
 */
async function checkTakeBack(db: Database, run: string, digest: Digest, watch: Watch): Promise<void> {
  const parts = await partsOf(db, run)
  const all = writtenBy(parts)
  for (const [index, part] of parts.entries()) {
    for (const [table, keys] of Map.groupBy(part.records, ([table]) => table)) {
      const own = new Map(keys.map(([, key]) => [key, all.get(table)!.get(key)!]))
      const changes = await untouched(db, table, own, digest)
      if (
        await isReferredTo(
          db,
          changes.filter(({ before }) => before === null),
        )
      )
        throw new Problem('wrongState')
    }
    watch.onPart?.(index + 1, parts.length, 'checking')
  }
}

/**
 * Takes the last import back, all of it. Where the browser is closed meanwhile, the rest can be taken back.
 *
 * @returns a Problem (as outcome) `wrongState` where something has changed since
 */
export function undoImport(context: Context, run: string, watch: Watch = {}): Promise<Outcome<void>> {
  return outcome(context.db, async () => {
    const digest = await newDigest()
    const found = await findImport(context.db)
    if (found?.id !== run) throw new Problem('wrongState')
    await checkTakeBack(context.db, run, digest, watch)
    await takeBack(context, found, digest, watch)
    return { value: undefined, undo: [] }
  })
}

/** Keeps what an import that ended in the middle has taken, and writes it in the log. */
export function keepImport(context: Context, run: string): Promise<Outcome<void>> {
  return outcome(context.db, async () => {
    const found = await findImport(context.db)
    if (found?.id !== run || found.state !== 'running') throw new Problem('wrongState')
    await end(context, found, 'stopped')
    return { value: undefined, undo: [] }
  })
}
