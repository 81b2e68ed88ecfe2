import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { zipSync, type Zippable } from 'fflate'

/** Contents by their path in an archive, with slashes. */
export type Files = ReadonlyMap<string, Uint8Array>

/** The first moment that a zip can name. Read as local time, as fflate does, it is the same bytes in every time zone. */
const moment = () => new Date(1980, 0, 1)

const unix = 3
/** A regular file that its owner may write and everybody read, in the upper half of the attributes. */
const attributes = (0o100644 << 16) >>> 0

/** A zip of which every byte follows from the names and contents: sorted, with one time and one mode. */
export function zipOf(files: Files): Uint8Array {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  const entries: Zippable = Object.fromEntries(
    sorted.map(([path, content]) => [
      path,
      [content, { level: 9, mtime: moment(), os: unix, attrs: attributes }],
    ]),
  )
  return zipSync(entries)
}

/** Every file below a folder by its path from there, but for what tools leave behind: names with a dot first, and packages. */
export async function filesBelow(folder: string): Promise<Map<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.split('/').some((name) => name.startsWith('.') || name === 'node_modules'))
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path, new Uint8Array(await readFile(join(folder, path)))] as const),
    ),
  )
}
