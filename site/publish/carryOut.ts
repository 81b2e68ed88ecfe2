import { portions, type Crew } from '#site/publish/crew.ts'
import { codeIn, pageFile } from '#site/publish/folder.ts'
import type { Left } from '#site/publish/manifest.ts'
import { partOf, takeAway } from '#site/publish/output.ts'
import type { Plan } from '#site/publish/plan.ts'
import type { PublicationRead } from '#site/publish/reading.ts'
import { putShared } from '#site/publish/shared.ts'
import type { Task } from '#site/publish/task.ts'

/** What a run notes before it begins: its own work, and that of killed runs, which it does again. @param run its token */
export const workOf = (
  { pages }: PublicationRead,
  { next, wanted, gone, shared, old }: Plan,
  left: Left | null,
  run: string,
): Left => ({
  runs: [...(left?.runs ?? []), run],
  folders: new Set([...(left?.folders ?? []), ...wanted.map((at) => pages[at]![1]), ...gone]),
  shared: shared || left ? [...Object.keys(next.shared), ...old] : [],
})

type Order = Readonly<{
  set: PublicationRead
  plan: Plan
  work: Left
  left: Left | null
  out: string
  run: string
  crew: Crew
}>

/**
 * Does to the folder what a plan says. What pages name is there before them,
 * and goes only after the last page that named it.
 */
export async function carryOut({ set, plan, work, left, out, run, crew }: Order): Promise<void> {
  const { next, wanted, gone, shared, old } = plan
  if (left) removeParts(out, work, left.runs)
  if (shared) await putShared(out, shared, next.shared, run)
  await crew.do(drawing(set, plan, out, run), wanted.length)
  takeAway(out, [...gone.map(pageFile), ...old])
}

/** Takes away what killed runs had not put in its place yet. @param runs their tokens */
function removeParts(out: string, { folders, shared }: Left, runs: readonly string[]): void {
  const files = [...[...folders].map(pageFile), ...shared]
  takeAway(
    out,
    runs.flatMap((run) => files.map((file) => partOf(file, run))),
  )
}

/** The tasks that draw the rows of `wanted`: each with the row that its page links to. */
function drawing(
  { pages, company }: PublicationRead,
  { wanted, there }: Plan,
  out: string,
  run: string,
): Task[] {
  const linked = new Set(wanted.flatMap((at) => pages[at]![2] || []))
  const rowOf = new Map(
    linked.size
      ? pages.flatMap(([, folder], at) =>
          linked.has(codeIn(folder)) ? [[codeIn(folder), at + 2] as const] : [],
        )
      : [],
  )
  const rows = wanted.map((at) => {
    const [, folder, successor] = pages[at]!
    return {
      index: at + 2,
      successor: successor ? rowOf.get(successor)! : null,
      replaces: there.has(pageFile(folder)),
    }
  })
  return portions(rows).map((each) => ({ kind: 'draw', company, out, run, rows: each }))
}
