import { unzlibSync, zlibSync } from 'fflate'
import { createSHA1 } from 'hash-wasm'
import { NotGit } from '#core/hosting/git/pktLine.ts'
import { concat, fromHex, utf8 } from '#core/model/bytes.ts'

/**
 * Git's objects and packs (`gitformat-pack`), as they are written.
 * isomorphic-git takes 20 times as long for it: it waits for the browser's
 * streams several times for each object.
 */

const kinds = { commit: 1, tree: 2, blob: 3 } as const

export type Kind = keyof typeof kinds

/** Gives objects the names that git gives them. */
export type Namer = (kind: Kind, content: Uint8Array) => string

export async function createNamer(): Promise<Namer> {
  const hash = await createSHA1()
  return (kind, content) =>
    hash
      .init()
      .update(utf8(`${kind} ${content.length}\0`))
      .update(content)
      .digest('hex')
}

/** The bits of its kind and length that stand before an object in a pack. */
function headOf(kind: Kind, length: number): Uint8Array {
  const bytes = [(kinds[kind] << 4) | (length & 15)]
  for (let rest = length >>> 4; rest > 0; rest >>>= 7) {
    bytes[bytes.length - 1]! |= 128
    bytes.push(rest & 127)
  }
  return Uint8Array.from(bytes)
}

/** An object as it lies in a pack. */
export const packed = (kind: Kind, content: Uint8Array): Uint8Array =>
  concat(headOf(kind, content.length), zlibSync(content))

/** A pack of objects that have been `packed`, in parts: all of a site's pages are in it, and each copy of it takes memory. */
export async function packOf(objects: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
  const head = new Uint8Array(12)
  head.set(utf8('PACK'))
  const view = new DataView(head.buffer)
  view.setUint32(4, 2)
  view.setUint32(8, objects.length)
  const parts = [head, ...objects]
  const hash = (await createSHA1()).init()
  for (const part of parts) hash.update(part)
  return [...parts, fromHex(hash.digest('hex'))]
}

/**
 * The first object of a pack, whose end need not be there: git puts commits first.
 *
 * @returns null when too little of it is there
 * @throws NotGit when it is no commit
 */
export function firstCommit(pack: Uint8Array): Uint8Array | null {
  let at = 12
  if (pack.length <= at) return null
  if (((pack[at]! >> 4) & 7) !== kinds.commit) throw new NotGit('no commit')
  while (pack[at]! & 128) at++
  try {
    return unzlibSync(pack.subarray(at + 1))
  } catch {
    return null
  }
}
