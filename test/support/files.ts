import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Every file below a folder by its path, with a digest of its bytes and the moment that it was written. */
export async function filesOf(folder: string): Promise<Map<string, { digest: string; written: number }>> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  )
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(entry.parentPath, entry.name)
      const digest = createHash('sha256')
        .update(await readFile(path))
        .digest('hex')
      return [path.slice(folder.length + 1), { digest, written: (await stat(path)).mtimeMs }] as const
    }),
  )
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Every file below a folder by its path, with a digest of its bytes. */
export const digestsOf = async (folder: string): Promise<Record<string, string>> =>
  Object.fromEntries([...(await filesOf(folder))].map(([path, { digest }]) => [path, digest]))
