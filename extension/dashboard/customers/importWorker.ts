import { decode, largestTable } from '#core/exchange/csv.ts'
import { Problem } from '#core/model/problem.ts'
import { Database } from '#core/storage/database.ts'
import { outcome, type Context, type Outcome } from '#core/workspace/command.ts'
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
import {
  importLock,
  type Effect,
  type ImportNews,
  type ImportOrder,
  type PreviewRow,
} from '#extension/dashboard/customers/importMessages.ts'

/** Reads, previews and takes in files in a thread of its own, so that the screen stays quick. */

const db = new Database()
const tell = (news: ImportNews) => postMessage(news)

/** What a person has to look at comes first. */
const order = ['doubt', 'changed', 'new', 'unchanged'] as const satisfies readonly Effect[]

let plan: Plan | null = null
let name = ''
let preview: PreviewRow[] = []
let isStopped = false

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

function tellProblem({ code, detail, faults }: Problem): void {
  tell({ kind: 'problem', code, detail, faults })
}

async function read({ file, as, chosen }: Extract<ImportOrder, { kind: 'read' }>): Promise<void> {
  plan = null
  preview = []
  name = file.name
  if (file.size > largestTable)
    return tellProblem(new Problem('tableTooLarge', { mb: largestTable / 1_000_000 }))
  const found = await outcome(db, async () => {
    const text = decode(new Uint8Array(await file.arrayBuffer()))
    return { value: await readPlan(db, as, text, chosen), undo: [] }
  })
  if (!found.ok) return tellProblem(found.problem)
  plan = found.value
  const byEffect = Map.groupBy(plan.rows, ({ row }) => row.effect)
  preview = order.flatMap((effect) => (byEffect.get(effect) ?? []).map(({ row }) => shownOf(as, row)))
  const count = (effect: Effect) => byEffect.get(effect)?.length ?? 0
  tell({
    kind: 'planned',
    counts: {
      new: count('new'),
      changed: count('changed'),
      doubt: count('doubt'),
      unchanged: count('unchanged'),
    },
  })
}

const contextOf = ({ actor, customerChosen }: { actor: string; customerChosen: boolean }): Context => ({
  db,
  actor,
  customerChosen,
  now: Date.now,
  dataKey: null,
})

/** Does it as the only import of this browser. */
const alone = (run: () => Promise<void>): Promise<void> =>
  navigator.locks.request(importLock, { ifAvailable: true }, (lock) => {
    if (lock) return run()
    tell({ kind: 'busy' })
    return undefined
  })

/** The numbers of the rows to take: what is new or changed, and of all rows those that a person has switched. */
function chosenRows(switched: readonly number[]): Set<number> {
  const flipped = new Set(switched)
  const isWanted = ({ number, effect }: PreviewRow) =>
    (effect === 'new' || effect === 'changed') !== flipped.has(number)
  return new Set(preview.filter(isWanted).map(({ number }) => number))
}

async function take(asked: Extract<ImportOrder, { kind: 'take' }>): Promise<void> {
  if (!plan) return
  isStopped = false
  const taken = await takePlan(
    contextOf(asked),
    plan,
    { name, numbers: chosenRows(asked.switched) },
    { onPart: (done, all) => tell({ kind: 'progress', done, all }), isStopped: () => isStopped },
  )
  if (taken.ok) tell({ kind: 'taken', ...taken.value })
  else tellProblem(taken.problem)
}

function tellEnd(ended: Outcome<void>): void {
  if (ended.ok) tell({ kind: 'done' })
  else tellProblem(ended.problem)
}

async function obey(asked: ImportOrder): Promise<void> {
  switch (asked.kind) {
    case 'read':
      return read(asked)
    case 'rows':
      return tell({ kind: 'rows', from: asked.from, rows: preview.slice(asked.from, asked.to) })
    case 'stop':
      isStopped = true
      return undefined
    case 'take':
      return alone(() => take(asked))
    case 'undo':
      return alone(async () => tellEnd(await undoImport(contextOf(asked), asked.run)))
    case 'keep':
      return alone(async () => tellEnd(await keepImport(contextOf(asked), asked.run)))
  }
}

addEventListener('message', ({ data }: MessageEvent<ImportOrder>) => {
  void obey(data).catch((error: unknown) =>
    tellProblem(
      error instanceof Problem ? error : new Problem('unexpected', { what: String(error).slice(0, 300) }),
    ),
  )
})
