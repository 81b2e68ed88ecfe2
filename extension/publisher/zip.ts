import { deflateSync, Zip, ZipPassThrough } from 'fflate'
import { FileParts } from '#core/exchange/fileParts.ts'
import type { SiteFile } from '#core/hosting/target.ts'

/** A zip archive counts its files in 16 bits. The count of more stands in a record of its own, Zip64's, which fflate does not write. */
const mostCounted = 0xffff

/** An archive's places are counted in 32 bits. */
const mostBytes = 0xffff_ffff

/** The earliest that an archive can say, for every file: the same site is the same archive. */
const mtime = new Date(1980, 0, 1)

/** A file of the archive that is packed at once: `ZipDeflate`, made for streams, keeps 100 kB of tables for each until the end. */
class Entry extends ZipPassThrough {
  override compression = 8
  override mtime = mtime

  protected override process(bytes: Uint8Array<ArrayBuffer>, isLast: boolean): void {
    this.ondata(null, deflateSync(bytes, { level: 6 }), isLast)
  }
}

class Archive {
  private readonly parts = new FileParts()
  private files = 0
  /** How many bytes have been written. */
  private length = 0
  private failure: Error | null = null
  private readonly zip = new Zip((error, data, isLast) => {
    if (error) this.failure = error
    else if (isLast && this.files > mostCounted) this.write(withZip64End(data, this.files, this.length))
    else this.write(data)
  })

  private write(data: Uint8Array<ArrayBuffer>): void {
    this.parts.add(data)
    this.length += data.length
  }

  /** @returns whether there was room for it */
  add({ path, bytes }: SiteFile): boolean {
    const entry = new Entry(path)
    this.zip.add(entry)
    entry.push(bytes, true)
    if (this.failure) throw this.failure
    this.files++
    return this.length <= mostBytes
  }

  end(): Blob {
    this.zip.end()
    return this.parts.end('application/zip')
  }
}

/** The bytes of the old end of an archive, with no comment. */
const oldEnd = 22

/**
 * The list of an archive's files with an end that can count them, as APPNOTE.TXT 4.3.14 to 4.3.16 has it.
 *
 * @param list as fflate writes it, with an end that cannot
 * @param at where the list begins in the archive
 */
function withZip64End(list: Uint8Array, files: number, at: number): Uint8Array<ArrayBuffer> {
  const length = list.length - oldEnd
  const bytes = new Uint8Array(length + 56 + 20 + oldEnd)
  bytes.set(list.subarray(0, length))
  const end = new DataView(bytes.buffer, length, 56)
  end.setUint32(0, 0x0606_4b50, true)
  end.setBigUint64(4, 44n, true) // the bytes of this record that follow
  end.setUint16(12, 45, true) // made by and read with version 4.5, the first that knows Zip64
  end.setUint16(14, 45, true)
  end.setBigUint64(24, BigInt(files), true)
  end.setBigUint64(32, BigInt(files), true)
  end.setBigUint64(40, BigInt(length), true)
  end.setBigUint64(48, BigInt(at), true)
  const place = new DataView(bytes.buffer, length + 56, 20)
  place.setUint32(0, 0x0706_4b50, true)
  place.setBigUint64(8, BigInt(at + length), true)
  place.setUint32(16, 1, true) // archives are in one piece
  const last = new DataView(bytes.buffer, length + 76, oldEnd)
  last.setUint32(0, 0x0605_4b50, true)
  last.setUint16(8, mostCounted, true) // says: see the other end
  last.setUint16(10, mostCounted, true)
  last.setUint32(12, length, true)
  last.setUint32(16, at, true)
  return bytes
}

/**
 * Packs files into a zip archive, one after the other.
 *
 * @param packed called after each
 * @returns the archive; null when it would be larger than 4 GB
 */
export async function zipFiles(files: AsyncIterable<SiteFile>, packed: () => void): Promise<Blob | null> {
  const archive = new Archive()
  for await (const file of files) {
    if (!archive.add(file)) return null
    packed()
  }
  return archive.end()
}
