import { outcome, type Context, type Outcome } from '#core/workspace/command.ts'
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
