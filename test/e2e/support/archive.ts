import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'

async function write(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, bytes)
}

/** Unpacks a zip archive into a folder. @returns the paths in it */
export async function unpack(archive: string, folder: string): Promise<string[]> {
  const files = Object.entries(unzipSync(new Uint8Array(await readFile(archive))))
  for (const [path, bytes] of files) await write(join(folder, path), bytes)
  return files.map(([path]) => path)
}

/** Unpacks the site in an archive of the publisher: what is to be uploaded, without the folder that all is in and the text beside it. @returns the paths of its files */
export async function unpackSite(archive: string, folder: string): Promise<string[]> {
  const files = Object.entries(unzipSync(new Uint8Array(await readFile(archive))))
  const inSite = files.flatMap(([path, bytes]) => {
    const [, within] = /^[^/]+\/[^/]+\/(.+)$/.exec(path) ?? []
    return within ? [[within, bytes] as const] : []
  })
  await Promise.all(inSite.map(([path, bytes]) => write(join(folder, path), bytes)))
  return inSite.map(([path]) => path)
}
