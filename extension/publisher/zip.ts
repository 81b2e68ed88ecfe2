import { Zip, ZipDeflate } from 'fflate'
import { FileParts } from '#core/exchange/fileParts.ts'
import type { SiteFile } from '#extension/publisher/drawSite.ts'

/** Without Zip64, which its writer does not know, an archive holds no more. */
export const mostFiles = 65_535

/** The earliest that an archive can say, for every file: the same site is the same archive. */
const mtime = new Date(1980, 0, 1)

/**
 * Packs files into a zip archive, one after the other.
 *
 * @param packed called after each
 */
export async function zipFiles(files: AsyncIterable<SiteFile>, packed: () => void): Promise<Blob> {
  const archive = new FileParts()
  let failure: Error | null = null
  const zip = new Zip((error, data) => {
    if (error) failure = error
    else archive.add(data)
  })
  for await (const { path, bytes } of files) {
    const entry = new ZipDeflate(path, { level: 6 })
    entry.mtime = mtime
    zip.add(entry)
    entry.push(bytes, true)
    if (failure) throw failure as Error
    packed()
  }
  zip.end()
  return archive.end('application/zip')
}
