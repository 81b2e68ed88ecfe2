import type { ProblemCode, ProblemDetail, FieldFault } from '#core/model/problem.ts'
import type { ImportRow } from '#core/workspace/importPlan.ts'
import type { ImportKind } from '#core/workspace/imports.ts'

/** The Web Lock that is held while records are written: one import at a time, in whatever window. */
export const importLock = 'tilbud-import'

/** What an import does, by who does it and for which customer. */
type Actor = Readonly<{ actor: string; customerChosen: boolean }>

/** What is asked of the importing worker. */
export type ImportOrder =
  | Readonly<{ kind: 'read'; file: File; as: ImportKind; chosen: string | null }>
  /** Rows of the preview, in its order. */
  | Readonly<{ kind: 'rows'; from: number; to: number }>
  /** Takes every row that is new or changed, but those that a person has switched; and of the others those. */
  | (Readonly<{ kind: 'take'; switched: readonly number[] }> & Actor)
  | Readonly<{ kind: 'stop' }>
  | (Readonly<{ kind: 'undo' | 'keep'; run: string }> & Actor)

/** A row of the preview, without what would be stored. */
export type PreviewRow = Omit<ImportRow, 'input'> & Readonly<{ isTakeable: boolean }>

export type Effect = ImportRow['effect']

/** What the worker says. */
export type ImportNews =
  | Readonly<{ kind: 'planned'; counts: Readonly<Record<Effect, number>> }>
  | Readonly<{ kind: 'rows'; from: number; rows: readonly PreviewRow[] }>
  | Readonly<{ kind: 'progress'; done: number; all: number }>
  | Readonly<{ kind: 'taken'; run: string; added: number; changed: number; stopped: boolean }>
  /** What was asked last is done. */
  | Readonly<{ kind: 'done' }>
  | Readonly<{ kind: 'problem'; code: ProblemCode; detail: ProblemDetail; faults: readonly FieldFault[] }>
  /** Another window imports meanwhile. */
  | Readonly<{ kind: 'busy' }>
