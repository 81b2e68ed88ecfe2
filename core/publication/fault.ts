/** One fault of a publication file, for the person at the command line. */
export type Fault = Readonly<{ line: number; offer: string | null; what: string; remedy: string }>

/** The remedy of whatever a person cannot mend in the file. */
export const exportAgain = 'Export the publication again in Tilbud and use that file unchanged.'

/** @param offer the code that the line claims, in groups */
export const faultAt = (
  line: number,
  what: string,
  remedy = exportAgain,
  offer: string | null = null,
): Fault => ({ line, offer, what, remedy })

/** The fault of a row that is no text. */
export const notUtf8 = (row: number): Fault =>
  faultAt(row, 'The line is no UTF-8: an editor or a transfer has changed its letters.')

/** The fault of a file that does not end with a line. */
export const cutOff = (rows: number): Fault => faultAt(rows, 'The file ends in the middle of a line.')
