import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { entryOf, readOffer, type Entry, type Fault } from '#core/publication/read.ts'
import { codeOf, partnerIdOf, type OfferLine, type Presentation } from '#core/publication/publication.ts'
import { groupCode } from '#core/model/grouping.ts'
import { pageFolder } from '#core/publication/pages.ts'
import type { Renderer } from '#core/publication/renderer.ts'
import type { Rows } from '#site/publish/rows.ts'

/** A row that was read and is right: what the others must fit, and the folder of its page. */
export type Checked = Entry & Readonly<{ index: number; folder: string }>

/** What is asked of a worker: to check rows, or to draw and write their pages. */
export type Task =
  | Readonly<{ kind: 'check'; indices: readonly number[] }>
  | Readonly<{ kind: 'draw'; company: Presentation; out: string; rows: readonly Readonly<{ index: number; successor: number | null; replaces: boolean }>[] }>

export type Result = { checked: Checked[]; faults: Fault[] }

const nameOf = (line: OfferLine) => ({ partner: partnerIdOf(line), code: groupCode(codeOf(line)).toLowerCase() })

async function check(rows: Rows, indices: readonly number[]): Promise<Result> {
  const result: Result = { checked: [], faults: [] }
  for (const index of indices) {
    const read = await readOffer(rows.text(index), index + 1)
    if ('fault' in read) result.faults.push(read.fault)
    else result.checked.push({ ...entryOf(read.line, index + 1), index, folder: pageFolder(nameOf(read.line)) })
  }
  return result
}

/** A row that has been checked, in this run or before the last one. */
const lineAt = (rows: Rows, index: number) => JSON.parse(rows.text(index)) as OfferLine

async function draw(rows: Rows, renderer: Renderer, task: Extract<Task, { kind: 'draw' }>): Promise<void> {
  for (const { index, successor, replaces } of task.rows) {
    const line = lineAt(rows, index)
    const page = { ...nameOf(line), props: { line, company: task.company, successor: successor === null ? undefined : lineAt(rows, successor) } }
    const html = await renderer.drawOffer(page)
    const folder = join(task.out, pageFolder(page))
    const file = join(folder, 'index.html')
    if (replaces) {
      writeFileSync(`${file}.part`, html)
      renameSync(`${file}.part`, file)
    } else {
      // Nobody has ever been shown this page: were it cut short, the next run would write it again.
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, html)
    }
  }
}

/** Does a task, in whichever thread. */
export async function perform(rows: Rows, renderer: () => Promise<Renderer>, task: Task): Promise<Result> {
  if (task.kind === 'check') return check(rows, task.indices)
  await draw(rows, await renderer(), task)
  return { checked: [], faults: [] }
}
