import type * as v from 'valibot'
import type { Capability } from '#core/access/access.ts'
import { Problem } from '#core/model/problem.ts'
import { parse } from '#core/model/schema.ts'
import { storeNames, type Database } from '#core/storage/database.ts'
import type { Change } from '#core/storage/derived/affected.ts'
import { derive } from '#core/storage/derived/derive.ts'
import { writing } from '#core/storage/hold.ts'
import type { TableName } from '#core/storage/records.ts'
import type { Cost } from '#core/storage/vault.ts'
import { Work } from '#core/workspace/work.ts'

/** What every command is called with. */
export type Context = Readonly<{
  db: Database
  /** Id of the user who acts. */
  actor: string
  /** Milliseconds since 1970. */
  now: () => number
  /** Opens the vault while it is unlocked; null when locked. */
  dataKey: string | null
  /** What a new passphrase costs to try; only tests make it cheap. */
  cost?: Cost
  /** A customer is chosen in this window. */
  customerChosen?: boolean
  /** What the person saw when they began: where it is not so any more, nothing is done. */
  expected?: Expected | undefined
}>

/** A record as it was read; null where there was none. */
export type Expected = Readonly<{ table: TableName; key: string; record: unknown }>

export type Undo = readonly Change[]

export type Outcome<T> = { ok: true; value: T; undo: Undo } | { ok: false; problem: Problem }

export type Command<I, T> = (context: Context, input: I) => Promise<Outcome<T>>

/** Whether two records are the same to the letter. */
export const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** What somebody is about to do. @throws Problem `notSetUp`, `notAllowed` */
async function admit(
  { db, actor, now, customerChosen = false }: Context,
  may: Capability | null,
): Promise<Work> {
  const [user, company, workspace] = await Promise.all([
    db.at('users').get(actor),
    db.at('company').get('company'),
    db.at('workspace').get('workspace'),
  ])
  if (!user || !company || !workspace) throw new Problem('notSetUp')
  if (!user.active) throw new Problem('notAllowed', { reason: 'inactive' })
  const work = new Work(db, { user, company, workspace, customerChosen }, now())
  if (may) work.require(may)
  return work
}

/** Asks before long work whether it may be done at all. @throws Problem `notSetUp`, `notAllowed` */
export async function permit(context: Context, may: Capability): Promise<void> {
  await admit(context, may)
}

/**
 * What was wrong in a transaction that came to nothing. Whatever still waits
 * in it hears only that it was aborted, and may be heard first: what aborted
 * it the browser knows, or the write that failed first.
 */
function causeOf(error: unknown, inBrowser: unknown, ofWrite: unknown): unknown {
  if (error instanceof Problem) return error
  const isAbort = error instanceof Error && /^(Abort|Bulk)Error$/.test(error.name)
  return inBrowser ?? (isAbort && ofWrite ? ofWrite : error)
}

/** Runs `work` in one transaction over every table: all of it is written, or nothing. */
export function transact<T>(
  context: Context,
  may: Capability | null,
  run: (work: Work) => Promise<T>,
): Promise<{ value: T; undo: Undo }> {
  const { db, expected } = context
  let work: Work | null = null
  let began: IDBTransaction | null = null
  return writing(db, () =>
    db
      .transaction('rw', storeNames, async ({ idbtrans }) => {
        began = idbtrans
        work = await admit(context, may)
        if (expected && !isSame(await work.find(expected.table, expected.key), expected.record ?? null))
          throw new Problem('changedElsewhere')
        const value = await run(work)
        await Promise.all([derive(db, work.changes, work.restored), work.written()])
        return { value, undo: work.changes }
      })
      .catch((error: unknown) => {
        throw causeOf(error, began?.error, work?.failure)
      }),
  )
}

/** Turns whatever was thrown into a named problem. What nobody foresaw keeps its text for a report. */
export function problemOf(error: unknown, db: Database): Problem {
  if (error instanceof Problem) return error
  if (db.stale) return new Problem('storageStale')
  const inner = (error as { inner?: unknown })?.inner
  if (inner instanceof Problem) return inner
  const name = error instanceof Error ? error.name : ''
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const storage = /Quota|Abort|DatabaseClosed|OpenFailed|InvalidState|Unknown|MissingAPI|Version/.test(name)
  return new Problem(storage ? 'storageFailed' : 'unexpected', { what: what.slice(0, 300) })
}

/** Runs and names what goes wrong. */
export async function outcome<T>(
  db: Database,
  run: () => Promise<{ value: T; undo: Undo }>,
): Promise<Outcome<T>> {
  try {
    return { ok: true, ...(await run()) }
  } catch (error) {
    return { ok: false, problem: problemOf(error, db) }
  }
}

type Definition<S extends v.GenericSchema, P, T> = {
  input: S
  /** The capability that it needs. Null: everybody on the staff, or `run` asks by what it acts on. */
  may: Capability | null
  /** Cryptography and other waiting that an IndexedDB transaction does not survive. Reads, never writes. */
  prepare?: (context: Context, input: v.InferOutput<S>) => Promise<P>
  run: (work: Work, input: v.InferOutput<S>, prepared: P) => Promise<T>
}

/**
 * A command: checks its input against a schema and its actor against the
 * capability table, then writes records and activity in one transaction.
 * Never throws: what goes wrong is a named problem.
 */
export function command<S extends v.GenericSchema, P = undefined, T = void>({
  input: schema,
  may,
  prepare,
  run,
}: Definition<S, P, T>): Command<v.InferInput<S>, T> {
  return (context, raw) =>
    outcome(context.db, async () => {
      const input = parse(schema, raw)
      const prepared = (await prepare?.(context, input)) as P
      return transact(context, may, (work) => run(work, input, prepared))
    })
}
