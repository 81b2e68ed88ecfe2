import { Problem } from '#core/model/problem.ts'
import type { ImportKind } from '#core/workspace/imports.ts'
import {
  importLock,
  type Effect,
  type ImportNews,
  type ImportOrder,
  type PreviewRow,
} from '#extension/dashboard/customers/importMessages.ts'
import { store, useStore } from '#extension/ui/store.ts'

/** What a file would do, and the rows of it that are here. */
type Preview = Readonly<{
  file: File
  as: ImportKind
  chosen: string | null
  counts: Readonly<Record<Effect, number>>
  rows: readonly PreviewRow[]
}>

/** Where the import of this page stands: it goes on while one looks at other screens. */
export type Importing =
  | Readonly<{ state: 'idle'; problem?: Problem | 'busy' }>
  | Readonly<{ state: 'reading'; file: File; as: ImportKind; chosen: string | null }>
  | (Preview & Readonly<{ state: 'planned'; problem?: Problem | 'busy' }>)
  | (Preview & Readonly<{ state: 'taking'; done: number; all: number; stopping: boolean }>)

const shown = store<Importing>({ state: 'idle' })

export const useImporting = () => useStore(shown)

/** Whether an import is under way, in whatever window. */
export const isImporting = async (): Promise<boolean> =>
  (await navigator.locks.query()).held?.some(({ name }) => name === importLock) ?? false

/** So many rows are fetched at once. */
const pageLength = 1000

type Taken = Extract<ImportNews, { kind: 'taken' }>

let worker: Worker | null = null
/** Told what became of what was asked last. */
let settle: (taken: Taken | null) => void = () => {}

const ask = (order: ImportOrder) => worker?.postMessage(order)

const askRows = (from: number) => ask({ kind: 'rows', from, to: from + pageLength })

const problemIn = (news: Extract<ImportNews, { kind: 'problem' | 'busy' }>) =>
  news.kind === 'busy' ? 'busy' : new Problem(news.code, news.detail, news.faults)

function planned(counts: Preview['counts']): void {
  const now = shown.get()
  if (now.state !== 'reading') return
  shown.set({ ...now, state: 'planned', counts, rows: [] })
  askRows(0)
}

/** Adds rows of the preview, and asks for the next ones until all are here: a page at a time, so that the screen stays quick. */
function addRows(rows: readonly PreviewRow[]): void {
  const now = shown.get()
  if (now.state !== 'planned') return
  const all = [...now.rows, ...rows]
  shown.set({ ...now, rows: all })
  if (rows.length === pageLength) askRows(all.length)
}

/** Takes in what the worker says. */
function hear(news: ImportNews): void {
  const now = shown.get()
  if (news.kind === 'planned') planned(news.counts)
  else if (news.kind === 'rows') addRows(news.rows)
  else if (news.kind === 'progress' && now.state === 'taking')
    shown.set({ ...now, done: news.done, all: news.all })
  else if (news.kind === 'taken') {
    end()
    settle(news)
  } else if (news.kind === 'problem' || news.kind === 'busy') {
    const problem = problemIn(news)
    // What was chosen stays: a person clears a row and tries again.
    shown.set(now.state === 'taking' ? { ...now, state: 'planned', problem } : { state: 'idle', problem })
    if (now.state === 'taking') askRows(now.rows.length)
    settle(null)
  }
}

const start = () => new Worker(new URL('./importWorker.ts', import.meta.url), { type: 'module' })

/** Reads a file for its preview. @param chosen the customer of rows that name none */
export function readFile(file: File, as: ImportKind, chosen: string | null): void {
  worker?.terminate()
  worker = start()
  worker.onmessage = ({ data }: MessageEvent<ImportNews>) => hear(data)
  worker.onerror = ({ message }) =>
    hear({ kind: 'problem', code: 'unexpected', detail: { what: message }, faults: [] })
  shown.set({ state: 'reading', file, as, chosen })
  ask({ kind: 'read', file, as, chosen })
}

/** Gives the preview up. */
export function end(): void {
  worker?.terminate()
  worker = null
  shown.set({ state: 'idle' })
}

type By = Readonly<{ actor: string; customerChosen: boolean }>

/** Takes the rows. @param switched numbers of rows that a person has switched on or off. @returns what was taken; null where there was a problem */
export function take(by: By, switched: ReadonlySet<number>): Promise<Taken | null> {
  const now = shown.get()
  if (now.state !== 'planned') return Promise.resolve(null)
  shown.set({ ...now, state: 'taking', done: 0, all: 0, stopping: false })
  ask({ kind: 'take', switched: [...switched], ...by })
  return new Promise((resolve) => (settle = resolve))
}

/** Stops after the rows that are being written. */
export function stop(): void {
  const now = shown.get()
  if (now.state === 'taking') shown.set({ ...now, stopping: true })
  ask({ kind: 'stop' })
}

/** Takes an import back, or keeps what one that was broken off has taken, in a worker of its own. @returns what kept it from that */
export function settleRun(kind: 'undo' | 'keep', run: string, by: By): Promise<Problem | 'busy' | null> {
  return new Promise((resolve) => {
    const own = start()
    own.onmessage = ({ data }: MessageEvent<ImportNews>) => {
      own.terminate()
      resolve(data.kind === 'problem' || data.kind === 'busy' ? problemIn(data) : null)
    }
    own.postMessage({ kind, run, ...by } satisfies ImportOrder)
  })
}
