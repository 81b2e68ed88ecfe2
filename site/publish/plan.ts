import { pageFile } from '#core/publication/pages.ts'
import type { RendererRecord } from '#core/publication/renderer.ts'
import { digest } from '#site/publish/digest.ts'
import type { Before, Manifest, PageRecord } from '#site/publish/manifest.ts'
import { nextManifest } from '#site/publish/nextManifest.ts'
import { kindAt, look } from '#site/publish/output.ts'
import type { PublicationRead } from '#site/publish/reading.ts'
import { drawShared, sharedIsWhole, type Shared } from '#site/publish/shared.ts'

/** What a run has to do to a folder. */
export type Plan = Readonly<{
  /** The manifest once the run is through. */
  next: Manifest
  /** Pages to draw, by their place in the publication. All others stay. */
  wanted: readonly number[]
  /** Which of the files that are drawn or taken away are there. */
  there: ReadonlySet<string>
  /** Folders of pages of ours to take away. */
  gone: readonly string[]
  /** What is to be written besides offers' pages; null when all of it is as it should be. */
  shared: Shared | null
  /** Files of ours besides offers' pages to take away. */
  old: readonly string[]
  /** Paths that links and the like stand in the way of. */
  blocked: readonly string[]
  /** Files that are there, would be replaced, and were made by nobody we know of. */
  foreign: readonly string[]
}>

type Asked = Readonly<{
  set: PublicationRead
  renderer: RendererRecord
  before: Before
  out: string
  /** Draws everything anew. */
  force: boolean
}>

/** Compares what a publication asks for with what lies in the folder. */
export async function planOf(asked: Asked): Promise<Plan> {
  const {
    set,
    renderer,
    before: { last, left },
    out,
    force,
  } = asked
  const next = nextManifest(set, renderer)
  const ours = new Set([...Object.keys(last?.shared ?? {}), ...(left?.shared ?? [])])
  const wanted = wantedOf(asked, next.drawnFrom)
  const gone = goneOf(set.pages, asked.before)
  const { there, blocked } = look(out, [
    ...wanted.map((at) => pageFile(set.pages[at]![1])),
    ...gone.map(pageFile),
    ...ours,
  ])

  const isWhole =
    !force && left === null && last?.common === next.common && sharedIsWhole(out, last.shared, there)
  const shared = isWhole ? null : await drawShared(set.company, renderer)
  const digests = shared
    ? Object.fromEntries([...shared].map(([file, content]) => [file, digest(content)]))
    : last!.shared
  const ofShared = look(out, shared?.keys() ?? [])
  return {
    next: { ...next, shared: digests },
    wanted,
    there,
    gone: gone.filter((folder) => there.has(pageFile(folder)) || left?.folders.has(folder)),
    shared,
    old: [...ours].filter((file) => !(file in digests)),
    blocked: [...new Set([...blocked, ...ofShared.blocked])],
    foreign: [
      ...[...ofShared.there].filter((file) => !ours.has(file)),
      ...strangePages(
        wanted.map((at) => set.pages[at]![1]).filter((folder) => there.has(pageFile(folder))),
        asked.before,
      ),
    ],
  }
}

/** Whether the folder is as it should be already, and its manifest says so. */
export const isNothing = ({ next, wanted, gone, shared }: Plan, { last, left }: Before): boolean =>
  !shared && !wanted.length && !gone.length && !left && last?.number === next.number

/** Folders of pages that runs of ours have written, or a killed one may have, and that no page has any more. */
export function goneOf(pages: readonly PageRecord[], { last, left }: Before): string[] {
  const before = last?.pages ?? []
  const isSame = before.length === pages.length && before.every((page, at) => page[1] === pages[at]![1])
  if (isSame && !left) return []
  const kept = new Set(pages.map(([, folder]) => folder))
  const ours = new Set([...before.map(([, folder]) => folder), ...(left?.folders ?? [])])
  return [...ours].filter((folder) => !kept.has(folder))
}

/** Files of pages in folders in which no run of ours has written one. */
function strangePages(folders: readonly string[], { last, left }: Before): string[] {
  const strange = new Set(folders)
  if (strange.size) for (const [, folder] of last?.pages ?? []) strange.delete(folder)
  return [...strange].filter((folder) => !left?.folders.has(folder)).map(pageFile)
}

/** Which pages to draw: all but those that lie there, drawn from the same row and the same program. */
function wantedOf(
  { set: { pages, fresh }, before: { last, left }, out, force }: Asked,
  drawnFrom: string,
): number[] {
  if (force || last?.drawnFrom !== drawnFrom) return [...pages.keys()]
  const changed = changedOf(pages, fresh, last)
  // Whether the file is there is all that is asked of a page that stays, since nothing is written there.
  return [...pages.keys()].filter((at) => {
    const folder = pages[at]![1]
    return changed.has(at) || left?.folders.has(folder) || kindAt(`${out}/${pageFile(folder)}`) !== 'file'
  })
}

/** Of the pages whose rows were read anew those that the run before did not draw from the same row. */
function changedOf(pages: readonly PageRecord[], fresh: readonly number[], last: Manifest): Set<number> {
  const rows = new Map(fresh.map((at) => [pages[at]![0], at]))
  const changed = new Set(fresh)
  if (fresh.length)
    for (const [row, folder] of last.pages) {
      const at = rows.get(row)
      if (at !== undefined && pages[at]![1] === folder) changed.delete(at)
    }
  return changed
}
