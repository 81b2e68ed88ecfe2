import type { SiteFile } from '#extension/publisher/drawSite.ts'

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

/** Takes away pages that are not in the site any more, and scripts that no page loads. */
async function removeOthers(folder: FileSystemDirectoryHandle, kept: ReadonlySet<string>): Promise<void> {
  for await (const [name, below] of folder.entries()) {
    if (below.kind !== 'directory' || !/^(\d{4,10}|_astro)$/.test(name)) continue
    const gone: string[] = []
    for await (const each of below.keys()) if (!kept.has(`${name}/${each}`)) gone.push(each)
    for (const each of gone) await below.removeEntry(each, { recursive: true })
  }
}

/**
 * Writes files into a folder, and takes away what is not among them.
 *
 * @param written called after each
 */
export async function writeFiles(folder: FileSystemDirectoryHandle, files: AsyncIterable<SiteFile>, written: () => void): Promise<void> {
  const kept = new Set<string>()
  for await (const { path, bytes } of files) {
    const names = path.split('/')
    const file = names.pop()!
    let place = folder
    for (const name of names) place = await place.getDirectoryHandle(name, { create: true })
    // The old content stays until the new one is whole.
    const stream = await (await place.getFileHandle(file, { create: true })).createWritable()
    await stream.write(bytes)
    await stream.close()
    kept.add(path.split('/').slice(0, 2).join('/'))
    written()
  }
  await removeOthers(folder, kept)
}
