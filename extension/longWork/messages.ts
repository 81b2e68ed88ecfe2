import type { FieldFault, ProblemCode, ProblemDetail } from '#core/model/problem.ts'
import type { Outcome } from '#core/workspace/command.ts'
import type { Step, Watch } from '#core/workspace/watch.ts'

/** What a worker can be asked for, by name. What was done crosses as data; its undo does not. */
export type Handlers = Readonly<
  Record<string, (input: never, watch: Required<Watch>) => Promise<Done<unknown>>>
>

/** What became of it: an outcome, whatever is in it besides. */
export type Done<T> = Readonly<{ ok: true; value: T }> | Extract<Outcome<T>, { ok: false }>

export type InputOf<H extends Handlers, N extends keyof H> = Parameters<H[N]>[0]
export type ValueOf<H extends Handlers, N extends keyof H> =
  Awaited<ReturnType<H[N]>> extends infer D ? (D extends { ok: true; value: infer T } ? T : never) : never

/** What a worker is told: to do something, or to stop what it does. Its answers bear the same number. */
export type Order = Readonly<{ id: number; name: string; input: unknown }> | 'stop'

/** How far it is. */
export type Progress = Readonly<{ done: number; all: number; step: Step }>

/** What a worker says: how far it is, and once what became of it. */
export type News = Readonly<{ id: number }> &
  (
    | Readonly<{ progress: Progress }>
    | Readonly<{ value: unknown }>
    | Readonly<{
        problem: Readonly<{ code: ProblemCode; detail: ProblemDetail; faults: readonly FieldFault[] }>
      }>
  )
