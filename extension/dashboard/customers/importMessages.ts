import type { ImportRow } from '#core/workspace/importPlan.ts'
import type { ImportKind } from '#core/workspace/imports.ts'

/** The Web Lock that is held while records are written: one import at a time, in whatever window. */
export const importLock = 'tilbud-import'

/** Who imports, and whether for one customer. */
export type Actor = Readonly<{ actor: string; customerChosen: boolean }>

/** A file, what its rows are, and the customer of rows that name none. */
export type ImportFile = Readonly<{ file: File; as: ImportKind; chosen: string | null }>

/** A row of the preview, without what would be stored. */
export type PreviewRow = Omit<ImportRow, 'input'> & Readonly<{ isTakeable: boolean }>

export type Effect = ImportRow['effect']
