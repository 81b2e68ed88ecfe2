import { decode, largestTable } from '#core/exchange/csv.ts'
import { Problem } from '#core/model/problem.ts'
import { Database } from '#core/storage/database.ts'
import { outcome, type Context } from '#core/workspace/command.ts'
import type { ImportRow } from '#core/workspace/importPlan.ts'
import {
  isTakeable,
  keepImport,
  readPlan,
  takePlan,
  undoImport,
  type ImportKind,
  type Plan,
} from '#core/workspace/imports.ts'
import type { Watch } from '#core/workspace/watch.ts'
import {
  importLock,
  type Actor,
  type Effect,
  type ImportFile,
  type PreviewRow,
} from '#extension/dashboard/customers/importMessages.ts'
import { alone, serve } from '#extension/longWork/serve.ts'

/** Reads, previews and takes in files in a thread of its own, so that the screen stays quick. */

const db = new Database()

/** What a person has to look at comes first. */
const order = ['doubt', 'changed', 'new', 'unchanged'] as const satisfies readonly Effect[]

let plan: Plan | null = null
let fileName = ''
let preview: PreviewRow[] = []

/** A row without what would be stored, which the screen has no use for. */
function shownOf(as: ImportKind, row: ImportRow): PreviewRow {
  const { number, title, effect, doubt, faults, changes, target, customerId } = row
  return {
    number,
    title,
    effect,
    doubt,
    faults,
    changes,
    target,
    customerId,
    isTakeable: isTakeable(as, row),
  }
}

/** @returns how many rows have which effect */
async function read({ file, as, chosen }: ImportFile): Promise<Readonly<Record<Effect, number>>> {
  plan = null
  preview = []
  fileName = file.name
  if (file.size > largestTable) throw new Problem('tableTooLarge', { mb: largestTable / 1_000_000 })
  plan = await readPlan(db, as, decode(new Uint8Array(await file.arrayBuffer())), chosen)
  const byEffect = Map.groupBy(plan.rows, ({ row }) => row.effect)
  preview = order.flatMap((effect) => (byEffect.get(effect) ?? []).map(({ row }) => shownOf(as, row)))
  const count = (effect: Effect) => byEffect.get(effect)?.length ?? 0
  return {
    new: count('new'),
    changed: count('changed'),
    doubt: count('doubt'),
    unchanged: count('unchanged'),
  }
}

const contextOf = (by: Actor): Context => ({ db, ...by, now: Date.now, dataKey: null })

/** The numbers of the rows to take: what is new or changed, and of all rows those that a person has switched. */
function chosenRows(switched: readonly number[]): Set<number> {
  const flipped = new Set(switched)
  const isWanted = ({ number, effect }: PreviewRow) =>
    (effect === 'new' || effect === 'changed') !== flipped.has(number)
  return new Set(preview.filter(isWanted).map(({ number }) => number))
}

const handlers = {
  read: (file: ImportFile) => outcome(db, async () => ({ value: await read(file), undo: [] })),
  /** Rows of the preview, in its order. */
  rows: async ({ from, to }: { from: number; to: number }) => ({
    ok: true as const,
    value: preview.slice(from, to),
  }),
  /** Takes every row that is new or changed, but those that a person has switched; and of the others those. */
  take: ({ by, switched }: { by: Actor; switched: readonly number[] }, watch: Watch) =>
    alone(importLock, () =>
      takePlan(contextOf(by), plan!, { name: fileName, numbers: chosenRows(switched) }, watch),
    ),
  undo: ({ by, run }: { by: Actor; run: string }, watch: Watch) =>
    alone(importLock, () => undoImport(contextOf(by), run, watch)),
  keep: ({ by, run }: { by: Actor; run: string }) => alone(importLock, () => keepImport(contextOf(by), run)),
}

export type ImportHandlers = typeof handlers

serve(handlers)
