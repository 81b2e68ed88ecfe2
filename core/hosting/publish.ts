import { isHashed, isPage, isSurelyPage } from '#core/hosting/files.ts'
import type { Found, Held, HeldFile, MarkedFile, SiteFile, Standing, Target } from '#core/hosting/target.ts'
import { Problem } from '#core/model/problem.ts'

/** A site as it is to be. */
export type Source = Readonly<{
  workspace: string
  number: number
  /** Of everything that the publication says. */
  digest: string
  /** The mark of every file, by its path. */
  marks: ReadonlyMap<string, string>
  /** Draws some of the files, one after the other. */
  draw: (paths: ReadonlySet<string>) => AsyncIterable<SiteFile>
}>

export type PublishOptions = Readonly<{
  /** What `keep` was given last for this target; null when nothing. */
  kept: Kept | null
  /** Keeps what lies there now, so that the next run need not ask. */
  keep: (kept: Kept) => Promise<void>
  /** Whether a publication that lies there is one of this workspace's own, and none that it knows nothing of. */
  isOurs: (standing: Standing) => boolean | Promise<boolean>
  /** Files that are put whatever is known of them. */
  again?: ReadonlySet<string>
  /** A person has been asked and wants to replace what others have put there. */
  mayReplace?: boolean
  /** Reads files as customers do, before anything is taken away where that is possible. @throws Problem when they are not there */
  verify?: (files: readonly SiteFile[]) => Promise<void>
  onPart?: (done: number, all: number) => void
  signal?: AbortSignal | undefined
}>

/** What lies on a target after a run, and under which tag: it holds as long as nobody else publishes there. */
export type Kept = Readonly<{ digest: string; held: Held }>

/** What a run did. */
export type Published = Readonly<{
  put: readonly string[]
  removed: readonly string[]
  /** How many files there are. */
  files: number
}>

/** Storage speaks HTTP/1.1, of which browsers open six connections: more at once is no quicker. */
const atOnce = 6

/** So often, in milliseconds, a run keeps what lies there by then: one that is killed is gone on with. */
const keptEvery = 2000
/** The mark of a file that a run was about to put where none was: nobody knows whether it is there. No drawing has it. */
const perhapsThere = '?'

const isSurelyThere = (file: HeldFile | undefined) => file !== undefined && file.mark !== perhapsThere

/**
 * In which order files come, so that every page that can be read is whole and
 * links to nothing that is not there: what pages load, new pages, pages that
 * change, and at last what is neither.
 */
function stepsOf(marks: ReadonlyMap<string, string>, held: Held): ReadonlySet<string>[] {
  const steps = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()]
  for (const [path, mark] of marks) {
    const there = held.get(path)
    if (there && there.mark === mark) continue
    const step = isHashed(path) ? 0 : !isPage(path) ? 3 : isSurelyThere(there) ? 2 : 1
    steps[step]!.add(path)
  }
  return steps.filter(({ size }) => size > 0)
}

/**
 * Whether a run may take a file away that the site does not have any more. Of a
 * file whose mark is not known only a page with a right code is surely ours:
 * other sites have folders like `_astro`, too.
 */
const mayGo = (path: string, { mark }: HeldFile): boolean => mark !== '' || isSurelyPage(path)

const kindOf = (path: string) => (isHashed(path) ? 'hashed' : isPage(path) ? 'page' : 'common')

/** Runs `work` for each of `items`, some at a time; the first failure ends it, once those under way are through. */
export async function each<T>(
  items: AsyncIterable<T> | Iterable<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>()
  let failure: { error: unknown } | null = null
  for await (const item of items) {
    if (failure) break
    const run = work(item)
      .catch((error: unknown) => void (failure ??= { error }))
      .finally(() => running.delete(run))
    running.add(run)
    if (running.size >= atOnce) await Promise.race(running)
  }
  await Promise.all(running)
  if (failure) throw (failure as { error: unknown }).error
}

/**
 * Brings a site to a target: only what is not there yet, in an order in which
 * no reader meets a broken page, and so that a run that ends anywhere leaves
 * whole pages and the next one puts the rest.
 *
 * @throws Problem of the target; `hostTaken` when a publication lies there that is not ours, `hostForeign` when other files lie in the way; `hostTooMany`; `stopped`
 */
export async function publishTo(target: Target, source: Source, options: PublishOptions): Promise<Published> {
  try {
    return await publish(target, source, options)
  } catch (error) {
    // What was under way then failed in its own way.
    throw options.signal?.aborted ? new Problem('stopped') : error
  }
}

async function publish(target: Target, source: Source, options: PublishOptions): Promise<Published> {
  const { marks } = source
  if (target.mostFiles !== null && marks.size > target.mostFiles)
    throw new Problem('hostTooMany', { n: marks.size, most: target.mostFiles })
  const found = await target.find()
  const { kept, isOurs, mayReplace = false } = options
  if (found && !mayReplace && !(await isOurs(found.standing))) throw new Problem('hostTaken')
  const isKnown = kept !== null && kept.digest === found?.standing.digest
  const held = new Map(await target.list(isKnown ? kept.held : null))
  for (const path of options.again ?? []) if (held.has(path)) held.set(path, { mark: '' })
  const foreign = found ? [] : [...held.keys()].filter((path) => marks.has(path))
  if (foreign.length && !mayReplace)
    throw new Problem('hostForeign', { n: foreign.length, path: foreign[0]! })
  return bring(target, source, options, held, found)
}

export type AheadOptions = Pick<PublishOptions, 'kept' | 'keep'> &
  Readonly<{
    /** Whether a publication that lies there is the one of this workspace whose files all lie there, too. */
    isWhole: (standing: Standing) => boolean | Promise<boolean>
    /** Waits until customers read a file. @throws Problem `hostNotLive` and others */
    verify: (file: SiteFile) => Promise<void>
  }>

/** What became of pages that were put ahead. */
export type Ahead = Readonly<{
  /** The pages that customers can read. */
  live: ReadonlySet<string>
  /** Those of which something else lies there: the run that follows puts them. */
  again: ReadonlySet<string>
}>

/**
 * Puts pages that are new before the run that brings everything, for which all
 * other files have to be looked at. Nothing that lies there is touched, and
 * whatever these pages load has to lie there: so it is done only beside a whole
 * publication of this workspace's own.
 *
 * @returns null when the pages have to wait for the run
 * @throws Problem of the target; `hostNotLive`
 */
export async function putAhead(
  target: Target,
  files: AsyncIterable<MarkedFile>,
  { kept, keep, isWhole, verify }: AheadOptions,
): Promise<Ahead | null> {
  const { putNew } = target
  if (!putNew) return null
  const found = await target.find()
  if (!found || !(await isWhole(found.standing))) return null
  const put = new Map<MarkedFile, boolean>()
  await each(files, async (file) => void put.set(file, await putNew(file)))
  const keepAll = async () => {
    // Where a host keeps no marks, the run that follows is to know what it has.
    const { digest } = found.standing
    if (kept?.digest !== digest) return
    const held = new Map(kept.held)
    for (const [{ path, mark }, isNew] of put) if (isNew) held.set(path, { mark })
    await keep({ digest, held })
  }
  const live = new Set<string>()
  const again = new Set<string>()
  const look = async ([file, isNew]: readonly [MarkedFile, boolean]) => {
    try {
      await verify(file)
      live.add(file.path)
    } catch (error) {
      if (isNew || !(error instanceof Problem && error.code === 'hostNotLive')) throw error
      again.add(file.path)
    }
  }
  await Promise.all([keepAll(), each(put, look)])
  return { live, again }
}

/** What a run takes away, and the files that pages no longer load, which stay until the next: pages that are open still need them. */
function goneOf({ marks, digest }: Source, held: Held, found: Found | null) {
  // Where nothing of ours was found, nothing is ours to take away.
  if (!found) return { removed: [], retired: [] }
  const gone = [...held].flatMap(([path, file]) => (marks.has(path) || !mayGo(path, file) ? [] : path))
  // The same publication again, after a run that ended on the way, counts as one.
  const wereRetired = new Set(found.standing.digest === digest ? [] : found.standing.retired)
  const retired = gone.filter((path) => isHashed(path) && !wereRetired.has(path))
  return { removed: gone.filter((path) => !retired.includes(path)), retired }
}

/** The run itself. @param held what lies there; follows what is done */
async function bring(
  target: Target,
  source: Source,
  { keep, verify, onPart, signal }: PublishOptions,
  held: Map<string, HeldFile>,
  found: Found | null,
): Promise<Published> {
  const { marks, workspace, number, digest } = source
  const steps = stepsOf(marks, held)
  const { removed, retired } = goneOf(source, held, found)
  await target.claim({ workspace, number, digest, retired }, found?.tag ?? null)
  const put = steps.flatMap((step) => [...step])
  if (!target.settle) {
    // Whatever ends the run: of what it is about to put nobody knows whether it is there.
    for (const path of put) held.set(path, { mark: isSurelyThere(held.get(path)) ? '' : perhapsThere })
    await keep({ digest, held })
  }
  /** The last file of each kind that was put. */
  const samples = new Map<string, SiteFile>()
  let done = 0
  let keptAt = Date.now()
  for (const step of steps)
    await each(source.draw(step), async (file) => {
      if (signal?.aborted) throw new Problem('stopped')
      const mark = marks.get(file.path)!
      const note = await target.put({ ...file, mark })
      held.set(file.path, note === undefined ? { mark } : { mark, note })
      samples.set(kindOf(file.path), file)
      onPart?.(++done, put.length)
      if (target.settle || Date.now() - keptAt < keptEvery) return
      keptAt = Date.now()
      await keep({ digest, held })
    })
  const end = async () => {
    await target.remove(removed)
    await target.settle?.()
    for (const path of removed) held.delete(path)
    await keep({ digest, held })
  }
  // Where all counts at once nobody can read what is new before what is gone is taken away.
  if (target.settle) await end()
  if (samples.size) await verify?.([...samples.values()])
  if (!target.settle) await end()
  return { put, removed, files: held.size }
}
