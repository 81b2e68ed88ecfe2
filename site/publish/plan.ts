import { dirname } from 'node:path'
import type { RendererRecord } from '#core/publication/renderer.ts'
import { digest } from '#site/publish/digest.ts'
import { pageFile } from '#site/publish/folder.ts'
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
  /** The pages of the last run, by the digest of their row. */
  recorded: ReadonlyMap<string, PageRecord>
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
  const ours = oursIn(asked.before)
  const wanted = wantedOf(asked, next.drawnFrom)
  const gone = [...ours.folders].filter((folder) => !set.folders.has(folder))
  const { there, blocked } = look(out, [
    ...wanted.map((at) => pageFile(set.pages[at]![1])),
    ...gone.map(pageFile),
    ...ours.files,
  ])

  const isWhole =
    !force && left === null && last?.common === next.common && (await sharedIsWhole(out, last.shared, there))
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
    old: [...ours.files].filter((file) => !(file in digests)),
    blocked: [...new Set([...blocked, ...ofShared.blocked])],
    foreign: [
      ...[...ofShared.there].filter((file) => !ours.files.has(file)),
      ...[...set.folders].map(pageFile).filter((file) => there.has(file) && !ours.folders.has(dirname(file))),
    ],
  }
}

/** Whether the folder is as it should be already, and its manifest says so. */
export const isNothing = ({ next, wanted, gone, shared }: Plan, { last, left }: Before): boolean =>
  !shared && !wanted.length && !gone.length && !left && last?.number === next.number

/** What runs of ours have written, or a killed one may have: folders of pages, and the other files. */
const oursIn = ({ last, left }: Before) => ({
  folders: new Set([...(last?.pages.map(([, folder]) => folder) ?? []), ...(left?.folders ?? [])]),
  files: new Set([...Object.keys(last?.shared ?? {}), ...(left?.shared ?? [])]),
})

/** Which pages to draw: all but those that lie there, drawn from the same row and the same program. */
function wantedOf({ set, before: { last, left }, recorded, out, force }: Asked, drawnFrom: string): number[] {
  const isSame = !force && last?.drawnFrom === drawnFrom
  // Whether the file is there is all that is asked of a page that stays, since nothing is written there.
  const isCurrent = ([row, folder]: PageRecord) =>
    isSame &&
    recorded.get(row)?.[1] === folder &&
    !left?.folders.has(folder) &&
    kindAt(`${out}/${pageFile(folder)}`) === 'file'
  return set.pages.flatMap((page, at) => (isCurrent(page) ? [] : [at]))
}
