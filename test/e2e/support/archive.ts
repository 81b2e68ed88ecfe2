import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'

/** Unpacks a zip archive into a folder. @returns the paths in it */
export async function unpack(archive: string, folder: string): Promise<string[]> {
  const files = Object.entries(unzipSync(new Uint8Array(await readFile(archive))))
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
  return files.map(([path]) => path)
}
