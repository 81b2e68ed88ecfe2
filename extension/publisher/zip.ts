import { configure, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js'
import { FileParts } from '#core/exchange/fileParts.ts'
import type { SiteFile } from '#extension/publisher/drawSite.ts'

// This is a worker already.
configure({ useWebWorkers: false })

/** The earliest that an archive can say, for every file: the same site is the same archive. */
const lastModDate = new Date(1980, 0, 1)

/**
 * Packs files into a zip archive, one after the other: Zip64 where there are more than 65,535.
 *
 * @param packed called after each
 */
export async function zipFiles(files: AsyncIterable<SiteFile>, packed: () => void): Promise<Blob> {
  const archive = new FileParts()
  const zip = new ZipWriter(
    new WritableStream<Uint8Array<ArrayBuffer>>({ write: (part) => archive.add(part) }),
    {
      lastModDate,
      extendedTimestamp: false,
    },
  )
  for await (const { path, bytes } of files) {
    await zip.add(path, new Uint8ArrayReader(bytes))
    packed()
  }
  await zip.close()
  return archive.end('application/zip')
}
