import type { DrawnSite } from '#extension/publisher/drawSite.ts'

/** Every site has it, and hardly anything else. */
const sign = 'company.css'

/** Whether a folder may become the site: it is empty, or it holds one. */
export async function isSiteFolder(folder: FileSystemDirectoryHandle): Promise<boolean> {
  let isEmpty = true
  for await (const name of folder.keys()) {
    if (name === sign) return true
    isEmpty = false
  }
  return isEmpty
}

type Other = Readonly<{ within: FileSystemDirectoryHandle; name: string }>

/** What lies where pages and their scripts do, and is none of the site's. */
async function othersIn(folder: FileSystemDirectoryHandle, places: ReadonlySet<string>): Promise<Other[]> {
  const others: Other[] = []
  for await (const [name, within] of folder.entries()) {
    if (within.kind !== 'directory' || !/^(\d{4,10}|_astro)$/.test(name)) continue
    for await (const each of within.keys()) if (!places.has(`${name}/${each}`)) others.push({ within, name: each })
  }
  return others
}

/** How many pages in a folder are not among the site's: their links would stop working. */
export const countLost = async (folder: FileSystemDirectoryHandle, places: ReadonlySet<string>): Promise<number> =>
  (await othersIn(folder, places)).filter(({ within }) => within.name !== '_astro').length

/**
 * Writes a site's files into a folder, and takes away what is not among them.
 *
 * @param written called after each
 */
export async function writeFiles(folder: FileSystemDirectoryHandle, { files, places }: Pick<DrawnSite, 'files' | 'places'>, written: () => void): Promise<void> {
  for await (const { path, bytes } of files) {
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
  for (const { within, name } of await othersIn(folder, places)) await within.removeEntry(name, { recursive: true })
}
