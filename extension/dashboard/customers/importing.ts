import { Problem } from '#core/model/problem.ts'
import type { Imported, ImportKind } from '#core/workspace/imports.ts'
import {
  importLock,
  type Actor,
  type Effect,
  type ImportFile,
  type PreviewRow,
} from '#extension/dashboard/customers/importMessages.ts'
import type { ImportHandlers } from '#extension/dashboard/customers/importWorker.ts'
import { useStanding, work } from '#extension/longWork/work.ts'
import { store, useStore } from '#extension/ui/store.ts'

/** What a file would do, and the rows of it that are here. */
type Preview = ImportFile &
  Readonly<{ counts: Readonly<Record<Effect, number>>; rows: readonly PreviewRow[] }>

/** Where the import of this page stands: it goes on while one looks at other screens. */
export type Importing =
  | Readonly<{ state: 'idle'; problem?: Problem }>
  | (ImportFile & Readonly<{ state: 'reading' }>)
  | (Preview & Readonly<{ state: 'planned'; problem?: Problem }>)
  | (Preview & Readonly<{ state: 'taking' }>)

const shown = store<Importing>({ state: 'idle' })

export const useImporting = () => useStore(shown)

const start = () => new Worker(new URL('./importWorker.ts', import.meta.url), { type: 'module' })

const importing = work<ImportHandlers>(start)

/** How many rows are taken. */
export const useTaking = () => useStanding(importing)

/** Stops after the rows that are being written. */
export const stop = importing.stop

/** Whether an import is under way, in whatever window. */
export const isImporting = async (): Promise<boolean> =>
  (await navigator.locks.query()).held?.some(({ name }) => name === importLock) ?? false

/** So many rows are fetched at once, so that the screen stays quick. */
const pageLength = 1000

/** Lets the screen answer what came meanwhile: reading rows and drawing them are two pieces of work. */
const breathe = () => new Promise((resolve) => setTimeout(resolve))

/** Fetches the rows of the preview that are not here yet. The list is drawn anew with the first ones and with the last: in between, for rows that nobody has scrolled to. */
async function fetchRows(): Promise<void> {
  const before = shown.get()
  if (before.state !== 'planned') return
  const rows = [...before.rows]
  for (let isWhole = false; !isWhole;) {
    const isFirst = !rows.length
    const fetched = await importing.ask('rows', { from: rows.length, to: rows.length + pageLength })
    await breathe()
    const now = shown.get()
    if (!fetched.ok || now.state !== 'planned' || now.counts !== before.counts) return
    rows.push(...fetched.value)
    isWhole = fetched.value.length < pageLength
    if (isFirst || isWhole) shown.set({ ...now, rows: [...rows] })
  }
}

/** Reads a file for its preview. @param chosen the customer of rows that name none */
export async function readFile(file: File, as: ImportKind, chosen: string | null): Promise<void> {
  importing.end()
  shown.set({ state: 'reading', file, as, chosen })
  const read = await importing.ask('read', { file, as, chosen })
  if (!read.ok) return shown.set({ state: 'idle', problem: read.problem })
  shown.set({ state: 'planned', file, as, chosen, counts: read.value, rows: [] })
  return fetchRows()
}

/** Gives the preview up. */
export function end(): void {
  importing.end()
  shown.set({ state: 'idle' })
}

/** Takes the rows. @param switched numbers of rows that a person has switched on or off. @returns what was taken; null where it was refused */
export async function take(by: Actor, switched: ReadonlySet<number>): Promise<Imported | null> {
  const now = shown.get()
  if (now.state !== 'planned') return null
  shown.set({ ...now, state: 'taking' })
  const taken = await importing.ask('take', { by, switched: [...switched] })
  if (taken.ok) {
    end()
    return taken.value
  }
  // What was chosen stays: a person clears a row and tries again.
  shown.set({ ...now, state: 'planned', problem: taken.problem })
  void fetchRows()
  return null
}

const settling = work<ImportHandlers>(start)

/** How far an import is taken back. */
export const useSettling = () => useStanding(settling)

/** Takes an import back, or keeps what one that was broken off has taken, in a worker of its own. @returns what kept it from that */
export async function settleRun(kind: 'undo' | 'keep', run: string, by: Actor): Promise<Problem | null> {
  if (settling.standing.get()) return new Problem('busy')
  const done = await settling.ask(kind, { by, run })
  settling.end()
  return done.ok ? null : done.problem
}
