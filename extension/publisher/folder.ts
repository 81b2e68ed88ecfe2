import type { DrawnSite } from '#extension/publisher/drawSite.ts'
import type { PublishProblem } from '#extension/publisher/messages.ts'
import { filesPut, keepFilesPut } from '#extension/publisher/record.ts'

/** The places of a site's files. */
type Paths = Pick<ReadonlySet<string>, 'has'>

/** Every site has it, and hardly anything else. */
const sign = 'company.css'

/** Whether a folder may become the site: it is empty, or it holds one. */
async function isSiteFolder(folder: FileSystemDirectoryHandle): Promise<boolean> {
  let isEmpty = true
  for await (const name of folder.keys()) {
    if (name === sign) return true
    isEmpty = false
  }
  return isEmpty
}

const isPage = (path: string) => path.endsWith('/index.html')

/** What a step on the way to a file comes to, or null where there is nothing of its kind. */
const orNull = (error: unknown): null => {
  if (error instanceof DOMException && (error.name === 'NotFoundError' || error.name === 'TypeMismatchError'))
    return null
  throw error
}

/** The folder that lies at the end of a path; null when there is none. */
async function folderAt(
  folder: FileSystemDirectoryHandle,
  names: readonly string[],
): Promise<FileSystemDirectoryHandle | null> {
  let place: FileSystemDirectoryHandle | null = folder
  for (const name of names) place = (await place?.getDirectoryHandle(name).catch(orNull)) ?? null
  return place
}

async function isThere(folder: FileSystemDirectoryHandle, path: string): Promise<boolean> {
  const names = path.split('/')
  const place = await folderAt(folder, names.slice(0, -1))
  return Boolean(await place?.getFileHandle(names.at(-1)!).catch(orNull))
}

/** How many things lie where pages do and are none of the site's. */
async function countUnknown(folder: FileSystemDirectoryHandle, paths: Paths): Promise<number> {
  let n = 0
  for await (const [partner, within] of folder.entries()) {
    if (within.kind !== 'directory' || !/^\d{4,10}$/.test(partner)) continue
    for await (const name of within.keys()) if (!paths.has(`${partner}/${name}/index.html`)) n++
  }
  return n
}

/** Why a site should not be written into a folder without asking; null when it may. */
export async function folderProblem(
  folder: FileSystemDirectoryHandle,
  paths: Paths,
): Promise<PublishProblem | null> {
  if (!(await isSiteFolder(folder))) return { problem: 'otherFolder' }
  const ours = await filesPut(folder)
  if (!ours) {
    const n = await countUnknown(folder, paths)
    return n ? { problem: 'unknownPages', n } : null
  }
  let n = 0
  for (const path of ours) if (isPage(path) && !paths.has(path) && (await isThere(folder, path))) n++
  return n ? { problem: 'wouldLose', n } : null
}

/** Takes a file away, and the folders that are empty then. */
async function takeAway(folder: FileSystemDirectoryHandle, path: string): Promise<void> {
  const names = path.split('/')
  for (let depth = names.length - 1; depth >= 0; depth--) {
    const place = await folderAt(folder, names.slice(0, depth))
    try {
      // Refused for a folder in which something lies: it is not ours.
      await place?.removeEntry(names[depth]!)
    } catch (error) {
      if (error instanceof DOMException && error.name === 'InvalidModificationError') return
      orNull(error)
    }
  }
}

/**
 * Writes a site's files into a folder, and takes away what an earlier run has
 * put there and is not among them. What others have put there stays.
 *
 * @param written called after each
 */
export async function writeFiles(
  folder: FileSystemDirectoryHandle,
  { marks, draw }: Pick<DrawnSite, 'marks' | 'draw'>,
  written: () => void,
): Promise<void> {
  const ours = (await filesPut(folder)) ?? new Set<string>()
  // Before anything is written: a run may be stopped at any time.
  await keepFilesPut(folder, new Set([...ours, ...marks.keys()]))
  for await (const { path, bytes } of draw(marks)) {
    const names = path.split('/')
    const file = names.pop()!
    let place = folder
    for (const name of names) place = await place.getDirectoryHandle(name, { create: true })
    // The old content stays until the new one is whole.
    const stream = await (await place.getFileHandle(file, { create: true })).createWritable()
    await stream.write(bytes)
    await stream.close()
    written()
  }
  for (const path of ours) if (!marks.has(path)) await takeAway(folder, path)
  await keepFilesPut(folder, marks.keys())
}
