import { hash } from 'node:crypto'
import type { Fault } from '#core/publication/fault.ts'
import { offerPage, pageFolder, placeOf, successorOf, pageFile } from '#core/publication/pages.ts'
import type { OfferLine, Presentation } from '#core/publication/publication.ts'
import type { Renderer } from '#core/publication/renderer.ts'
import { parseOffer, readOffer } from '#core/publication/row.ts'
import type { PageRecord } from '#site/publish/manifest.ts'
import { putBelow, putFile } from '#site/publish/output.ts'
import type { Rows } from '#site/publish/rows.ts'

/** A row that was read and is right, with the record of its page. */
export type Checked = readonly [index: number, page: PageRecord]

/** What is asked of all threads of a run: to check rows, or to draw and write their pages. */
export type Task =
  | Readonly<{ kind: 'check'; rows: Int32Array }>
  | Readonly<{
      kind: 'draw'
      company: Presentation
      out: string
      run: string
      rows: Int32Array
      /** The row that each page links to; 0 where there is none. */
      successors: Int32Array
      /** 1 where the page's file is there. */
      replaces: Uint8Array
    }>

type Drawing = Extract<Task, { kind: 'draw' }>

export type Result = { checked: Checked[]; faults: Fault[] }

/** So many rows at a time: small enough that all threads end together. */
const portion = 100

export const portionsOf = ({ rows }: Task) => Math.ceil(rows.length / portion)

/** So many offers each thread keeps between reading and drawing them: 50 MB. */
const mostKept = 20_000

const sha256 = (text: string) => hash('sha256', text)

/** One thread's part in a run. */
export class Hand {
  readonly #rows: Rows
  readonly #renderer: () => Promise<Renderer>
  /** Offers that this thread has found right and not drawn yet. */
  readonly #kept = new Map<number, OfferLine>()

  constructor(rows: Rows, renderer: () => Promise<Renderer>) {
    this.#rows = rows
    this.#renderer = renderer
  }

  /** Does the portions of a task that no other thread takes; first those that it has read itself. @param taken one number for each portion */
  async do(task: Task, taken: Int32Array): Promise<Result> {
    const result: Result = { checked: [], faults: [] }
    for (const own of task.kind === 'draw' ? [true, false] : [false])
      for (let at = 0; at < taken.length; at++) {
        const from = at * portion
        if (own && !this.#kept.has(task.rows[from]!)) continue
        if (Atomics.exchange(taken, at, 1) === 1) continue
        const to = Math.min(from + portion, task.rows.length)
        if (task.kind === 'check') await this.#check(task.rows.subarray(from, to), result)
        else await this.#draw(task, from, to)
      }
    return result
  }

  async #check(indices: Int32Array, { checked, faults }: Result): Promise<void> {
    for (const index of indices) {
      const read = await readOffer(this.#rows.text(index), index + 1, sha256)
      if ('fault' in read) {
        faults.push(read.fault)
        continue
      }
      const { line } = read
      if (this.#kept.size < mostKept) this.#kept.set(index, line)
      const page = [this.#rows.digest(index), pageFolder(placeOf(line))] as const
      checked.push([index, line.t === 'closed' ? [...page, successorOf(line) ?? ''] : page])
    }
  }

  /** The offer of a row that was found right, in this run or an earlier one. Only what the schema knows is drawn. */
  #lineAt(index: number): OfferLine {
    const kept = this.#kept.get(index)
    this.#kept.delete(index)
    return kept ?? parseOffer(this.#rows.text(index))
  }

  async #draw(
    { company, out, run, rows, successors, replaces }: Drawing,
    from: number,
    to: number,
  ): Promise<void> {
    const { drawOffer } = await this.#renderer()
    for (let at = from; at < to; at++) {
      const line = this.#lineAt(rows[at]!)
      const successor = successors[at] ? parseOffer(this.#rows.text(successors[at]!)) : undefined
      const page = offerPage(line, company, successor)
      const html = await drawOffer(page)
      const file = pageFile(pageFolder(page))
      if (replaces[at]) putFile(`${out}/${file}`, html, run)
      else putBelow(out, file, html, run)
    }
  }
}
