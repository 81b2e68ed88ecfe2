import { filesFor, isPage } from '#core/hosting/files.ts'
import { waitUntilShown } from '#core/hosting/live.ts'
import { publishTo, putAhead, type Kept, type PublishOptions } from '#core/hosting/publish.ts'
import { tryPage } from '#core/hosting/samePlace.ts'
import type { MarkedFile, SiteFile } from '#core/hosting/target.ts'
import { patienceWith, targetOf } from '#core/hosting/targets.ts'
import type { Host, HostSettings } from '#core/model/host.ts'
import { Problem, type ProblemCode } from '#core/model/problem.ts'
import { codeIn, folderIn } from '#core/publication/pages.ts'
import { outcome, permit, type Context, type Outcome } from '#core/workspace/command.ts'
import { openHost, readPending, recordAhead, recordOnline, takeBackAhead } from '#core/workspace/hosting.ts'
import {
  isPublication,
  recordPublication,
  writePublicationFile,
  writeReadyFile,
  type PublicationFile,
} from '#core/workspace/publishing.ts'
import { goOn, type Watch } from '#core/workspace/watch.ts'
import { drawSite, type DrawnSite } from '#extension/publisher/drawSite.ts'
import { keepOn, keptOn } from '#extension/publisher/record.ts'

/** Brings pages to the host that is connected. */

/** What became of a run: how many files there are, how many of them were put, and how many were taken away. */
export type Brought = Readonly<{ files: number; put: number; removed: number; online: number }>

/** How a run is wanted. */
export type Wish = Readonly<{ ifWaiting: boolean; mayReplace: boolean }>

/** What tells a host from others in this browser's record. */
const nameOf = ({ settings }: Host) => JSON.stringify(settings)

/** A host that was opened: what lies there, and how it is reached. */
type Place = Awaited<ReturnType<typeof openPlace>>

async function openPlace(context: Context, watch: Watch) {
  const { host, secret, workspace, siteAddress } = await openHost(context)
  const name = nameOf(host)
  const options = { patience: patienceWith(host.settings.kind), signal: watch.signal }
  return {
    host,
    workspace,
    target: await targetOf(host.settings, secret, siteAddress, watch.signal),
    kept: () => keptOn(name),
    keep: (kept: Kept) => keepOn(name, kept),
    /** Waits until customers get these files. */
    verify: (files: readonly SiteFile[]) => waitUntilShown(siteAddress, files, options),
  }
}

/** So many pages at most are brought before the others: more are as quick with all. */
const mostAhead = 50

async function* marked({ draw }: DrawnSite, pages: ReadonlyMap<string, string>): AsyncGenerator<MarkedFile> {
  for await (const file of draw(pages)) yield { ...file, mark: pages.get(file.path)! }
}

/**
 * Brings the pages of new offers before everything is read that the workspace
 * publishes, where what they load lies on the host already.
 *
 * @returns how many are online since, and the pages that have to be put again all the same
 */
async function bringAhead(
  context: Context,
  place: Place,
  watch: Watch,
): Promise<Readonly<{ online: number; again: ReadonlySet<string> }>> {
  const none = { online: 0, again: new Set<string>() }
  const { online } = place.host
  if (!online || !place.target.putNew) return none
  const file = await writeReadyFile(context.db, context.now(), mostAhead)
  if (!file) return none
  const [site, kept] = await Promise.all([drawSite(file, watch), place.kept()])
  if (site.ground !== online.ground) return none
  const pages = new Map([...site.marks].filter(([path]) => isPage(path)))
  const ahead = await putAhead(place.target, marked(site, pages), {
    kept,
    keep: place.keep,
    isWhole: ({ number, digest }) => number === online.number && isPublication(context.db, number, digest),
    verify: (page) => place.verify([page]),
  })
  if (!ahead) return none
  const codes = [...ahead.live].map((path) => codeIn(folderIn(path)))
  const recorded = await recordAhead(context, { codes })
  if (!recorded.ok) throw recorded.problem
  return { online: recorded.value, again: ahead.again }
}

/** Problems that say that others have changed what lies there. */
const changedByOthers: readonly ProblemCode[] = ['hostTaken', 'hostForeign']

/**
 * A run did not come through. Where others have changed what lies there, a page
 * that went ahead of it is gone, or goes at the end of their run or with their
 * next one: whether it can be read at this moment says nothing.
 */
async function noteEnd(context: Context, error: unknown): Promise<never> {
  if (error instanceof Problem && changedByOthers.includes(error.code)) {
    const taken = await takeBackAhead(context, undefined)
    if (!taken.ok) throw taken.problem
  }
  throw error
}

async function bringFile(
  context: Context,
  { file, sha256, number, codes }: PublicationFile,
  place: Place,
  { at, ...options }: Pick<PublishOptions, 'again' | 'mayReplace'> & Readonly<{ at: string }>,
  watch: Watch,
): Promise<Brought> {
  const { marks, ground, draw } = await drawSite(file, watch)
  const done = await publishTo(
    place.target,
    {
      workspace: place.workspace,
      number,
      digest: sha256,
      marks: filesFor(place.host.settings.kind, marks),
      draw,
    },
    {
      ...options,
      kept: await place.kept(),
      keep: place.keep,
      isOurs: (standing) => isPublication(context.db, standing.number, standing.digest),
      verify: place.verify,
      onPart: (part, all) => watch.onPart?.(part, all, 'writing'),
      signal: watch.signal,
    },
  ).catch((error: unknown) => noteEnd(context, error))
  const recorded = await recordOnline(context, { at, number, ground, codes: [...codes] })
  if (!recorded.ok) throw recorded.problem
  return {
    files: done.files,
    put: done.put.length,
    removed: done.removed.length,
    online: recorded.value,
  }
}

/**
 * Publishes the workspace to its host: only what has changed, and the pages of
 * new offers first. The publication takes its number before anything that
 * replaces what lies there is brought, so that what a run leaves that ended on
 * the way is known as our own.
 *
 * @param wish `ifWaiting`: nothing is done where another run has just brought what waited; `mayReplace`: a person wants to replace what others have put there
 */
export const bring = (
  context: Context,
  { ifWaiting, mayReplace }: Wish,
  watch: Watch,
): Promise<Outcome<Brought>> =>
  outcome(context.db, async () => {
    await permit(context, 'publication.export')
    if (ifWaiting && (await readPending(context.db, context.now()))?.of === '')
      return { value: { files: 0, put: 0, removed: 0, online: 0 }, undo: [] }
    const place = await openPlace(context, watch)
    const ahead = mayReplace ? null : await bringAhead(context, place, watch)
    // What changes from now on may not be in it.
    const at = new Date(context.now()).toISOString()
    const written = await writePublicationFile(context, watch, true)
    if (!written.ok) throw written.problem
    const { number, codes, sha256, isLast } = written.value
    if (!isLast) {
      const recorded = await recordPublication(context, { number, codes: [...codes], sha256 })
      if (!recorded.ok) throw recorded.problem
    }
    const options = { at, mayReplace, again: ahead?.again ?? new Set<string>() }
    const brought = await bringFile(context, written.value, place, options, watch)
    return { value: { ...brought, online: brought.online + (ahead?.online ?? 0) }, undo: [] }
  })

/** What is tried before it is connected. */
export type Trial = Readonly<{ settings: HostSettings; secret: string; siteAddress: string }>

/**
 * Tries a host: a page goes up, is read as customers read it, and taken down.
 * Where everything comes online at once, at the end, only whether it lets in is
 * found out.
 *
 * @throws Problem of the host; `hostNotLive` when the address shows something else
 */
export async function tryHost({ settings, secret, siteAddress }: Trial, watch: Watch): Promise<void> {
  const target = await targetOf(settings, secret, siteAddress)
  await target.find()
  if (target.settle) return
  goOn(watch)
  await tryPage(target, siteAddress, { signal: watch.signal })
}
