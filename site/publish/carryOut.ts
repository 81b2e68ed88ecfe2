import { codeIn, pageFile } from '#core/publication/pages.ts'
import type { Crew } from '#site/publish/crew.ts'
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
  const { next, gone, shared, old } = plan
  if (left) removeParts(out, work, left.runs)
  if (shared) putShared(out, shared, next.shared, run)
  await crew.do(drawing(set, plan, out, run))
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

/** The task that draws the rows of `wanted`, each with the row that its page links to. */
function drawing(
  { pages, company }: PublicationRead,
  { wanted, there }: Plan,
  out: string,
  run: string,
): Task {
  const linked = new Set(wanted.flatMap((at) => pages[at]![2] || []))
  const rowOf = new Map(
    linked.size
      ? pages.flatMap(([, folder], at) =>
          linked.has(codeIn(folder)) ? [[codeIn(folder), at + 2] as const] : [],
        )
      : [],
  )
  return {
    kind: 'draw',
    company,
    out,
    run,
    rows: Int32Array.from(wanted, (at) => at + 2),
    successors: Int32Array.from(wanted, (at) => rowOf.get(pages[at]![2] ?? '') ?? 0),
    replaces: Uint8Array.from(wanted, (at) => Number(there.has(pageFile(pages[at]![1])))),
  }
}
