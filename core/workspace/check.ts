import { isTimeZone, today } from '#core/clock/clock.ts'
import { keyOf } from '#core/storage/address.ts'
import { storeNames, type Database } from '#core/storage/database.ts'
import { differences } from '#core/storage/derived/compare.ts'
import { eachPage } from '#core/storage/derived/pages.ts'
import { rebuild } from '#core/storage/derived/rebuild.ts'
import { writing } from '#core/storage/hold.ts'
import { tableNames, type RecordOf, type TableName } from '#core/storage/records.ts'
import { Checker, type Finding, type KeysOf } from '#core/workspace/checker.ts'
import { outcome, type Outcome } from '#core/workspace/command.ts'

export { checkRules, type CheckRule, type Finding } from '#core/workspace/checker.ts'

/** Every record of a workspace, by table, as it was read from a file. */
export type Tables = { readonly [T in TableName]: readonly RecordOf[T][] }

/** How many records were checked, and what was found. */
export type Checked = Readonly<{ records: number; findings: readonly Finding[] }>

/** Today's date where a company is, whatever its record says. */
const dateIn = (now: number, company: RecordOf['company'] | undefined) =>
  today(now, company && isTimeZone(company.timeZone) ? company.timeZone : 'UTC')

/**
 * Every promise that records break which are not stored yet.
 *
 * @param now milliseconds since 1970
 */
export async function checkRecords(tables: Tables, now: number): Promise<readonly Finding[]> {
  const keysIn = <T extends TableName>(table: T) => tables[table].map((record) => keyOf(table, record))
  const keys = Object.fromEntries(
    tableNames.map((table) => [table, new Set(keysIn(table))]),
  ) as unknown as KeysOf
  const checker = new Checker(keys, dateIn(now, tables.company[0]), false)
  for (const table of tableNames) await checker.take(table, tables[table])
  return checker.end()
}

async function checkOnce(
  db: Database,
  now: number,
  onTable: (done: number, all: number) => void,
): Promise<Checked> {
  const [company] = await db.at('company').toArray()
  const keys = {} as Record<TableName, ReadonlySet<string>>
  for (const table of tableNames) keys[table] = new Set(await db.at(table).toCollection().primaryKeys())
  const checker = new Checker(keys, dateIn(now, company), true)
  for (const [index, table] of tableNames.entries()) {
    await eachPage<TableName>(db, table, (page) => checker.take(table, page))
    onTable(index + 1, tableNames.length + 1)
  }
  const derived = await differences(db)
  onTable(tableNames.length + 1, tableNames.length + 1)
  const lists = derived.length
    ? [{ table: 'workspace', key: 'workspace', rule: 'derived', field: 'lists' } as const]
    : []
  return {
    records: tableNames.reduce((sum, table) => sum + keys[table].size, 0),
    findings: [...checker.end(), ...lists],
  }
}

/** The last line of the log: it is another one when something was written. */
const lastLine = async (db: Database) => (await db.at('activity').orderBy('at').last())?.id

/** So often it is looked again when records change meanwhile. */
const mostRounds = 3

/**
 * Every promise of docs/architecture.md that a workspace breaks, also of what
 * is derived. Reads page by page, never writes. What seems broken because
 * somebody works meanwhile is looked at again.
 *
 * @param now milliseconds since 1970. @param onTable told how many of how many tables are checked
 */
export async function checkWorkspace(
  db: Database,
  now: number,
  onTable: (done: number, all: number) => void = () => {},
): Promise<Checked> {
  for (let round = 1; ; round++) {
    const before = await lastLine(db)
    const checked = await checkOnce(db, now, onTable)
    if (!checked.findings.length || round === mostRounds || (await lastLine(db)) === before) return checked
  }
}

/** Brings lists and search up to date, where the check has found that they are not. It changes no record. */
export function rebuildLists(db: Database): Promise<Outcome<void>> {
  return outcome(db, async () => {
    await writing(db, () => db.transaction('rw', storeNames, async () => rebuild(db)))
    return { value: undefined, undo: [] }
  })
}
