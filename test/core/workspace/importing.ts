import type { Database } from '#core/storage/database.ts'
import { outcome, type Context, type Outcome } from '#core/workspace/command.ts'
import type { ImportRow } from '#core/workspace/importPlan.ts'
import { readPlan, takePlan, type Imported, type ImportKind } from '#core/workspace/imports.ts'

type Chosen = Readonly<{ name?: string; text: string; rows: readonly number[]; chosen: string | null }>

/** Reads a file and takes some of its rows, as the importing worker does. */
const importing =
  (kind: ImportKind) =>
  async (context: Context, { name = '', text, rows, chosen }: Chosen): Promise<Outcome<Imported>> => {
    const read = await outcome(context.db, async () => ({
      value: await readPlan(context.db, kind, text, chosen),
      undo: [],
    }))
    return read.ok ? takePlan(context, read.value, { name, numbers: new Set(rows) }) : read
  }

export const importCustomers = importing('customers')
export const importSubscriptions = importing('subscriptions')

/** A list as Norwegian Excel saves it: semicolons, Windows-1252. */
export const excel = Uint8Array.from(
  'Navn;Domene;Kontakt;E-post;Poststed;Merkelapper\r\nÅlesund Verft AS;alesund-verft.example;Morten Ås;morten@alesund-verft.example;Ålesund;Verft, Nøkkelkunde\r\n',
  (symbol) => symbol.charCodeAt(0),
)

/** What each row of a file would do. */
export async function previewOf(
  db: Database,
  kind: ImportKind,
  text: string,
  chosen: string | null = null,
): Promise<readonly ImportRow[]> {
  const { rows } = await readPlan(db, kind, text, chosen)
  return rows.map(({ row }) => row)
}

export const effects = (rows: readonly ImportRow[]) => rows.map(({ effect, doubt }) => doubt ?? effect)
export const every = (rows: readonly ImportRow[]) => rows.map(({ number }) => number)
