import { join } from 'node:path'
import { groupCode } from '#core/model/grouping.ts'
import { pageFolder } from '#core/publication/pages.ts'
import { codeOf, partnerIdOf, type OfferLine, type Presentation } from '#core/publication/publication.ts'
import { entryOf, parseOffer, readOffer, type Entry, type Fault } from '#core/publication/read.ts'
import type { Renderer } from '#core/publication/renderer.ts'
import { pageFile } from '#site/publish/folder.ts'
import { putBelow, putFile } from '#site/publish/output.ts'
import type { Rows } from '#site/publish/rows.ts'

/** A row that was read and is right: what the others must fit, and the folder of its page. */
export type Checked = Entry & Readonly<{ index: number; folder: string }>

/** What is asked of a worker: to check rows, or to draw and write their pages. */
export type Task =
  | Readonly<{ kind: 'check'; indices: readonly number[] }>
  | Readonly<{
      kind: 'draw'
      company: Presentation
      out: string
      run: string
      rows: readonly Readonly<{ index: number; successor: number | null; replaces: boolean }>[]
    }>

export type Result = { checked: Checked[]; faults: Fault[] }

const nameOf = (line: OfferLine) => ({
  partner: partnerIdOf(line),
  code: groupCode(codeOf(line)).toLowerCase(),
})

async function check(rows: Rows, indices: readonly number[]): Promise<Result> {
  const result: Result = { checked: [], faults: [] }
  for (const index of indices) {
    const read = await readOffer(rows.text(index), index + 1)
    if ('fault' in read) result.faults.push(read.fault)
    else
      result.checked.push({ ...entryOf(read.line, index + 1), index, folder: pageFolder(nameOf(read.line)) })
  }
  return result
}

/** The offer of a row that was found right, in this run or an earlier one. Only what the schema knows is drawn. */
const lineAt = (rows: Rows, index: number) => parseOffer(rows.text(index))

async function draw(rows: Rows, renderer: Renderer, task: Extract<Task, { kind: 'draw' }>): Promise<void> {
  for (const { index, successor, replaces } of task.rows) {
    const line = lineAt(rows, index)
    const page = {
      ...nameOf(line),
      props: {
        line,
        company: task.company,
        successor: successor === null ? undefined : lineAt(rows, successor),
      },
    }
    const html = await renderer.drawOffer(page)
    const file = pageFile(pageFolder(page))
    if (replaces) putFile(join(task.out, file), html, task.run)
    else putBelow(task.out, file, html, task.run)
  }
}

/** Does a task, in whichever thread. */
export async function perform(rows: Rows, renderer: () => Promise<Renderer>, task: Task): Promise<Result> {
  if (task.kind === 'check') return check(rows, task.indices)
  await draw(rows, await renderer(), task)
  return { checked: [], faults: [] }
}
