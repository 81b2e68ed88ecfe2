/** A storage of a compound file: its streams by name, and the storages in it. */
export type Storage = Readonly<{
  name: string
  streams: ReadonlyMap<string, Uint8Array<ArrayBuffer>>
  storages: readonly Storage[]
}>

/** The signature of Microsoft's compound files. */
export const compoundSignature = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)

const unused = -1
const endOfChain = -2
const entrySize = 128
const miniSize = 64
const storageType = 1
const streamType = 2
/** Outlook nests a message in an attachment in a message; nobody does so twenty times. */
const deepest = 20

const damaged = () => new Error('The compound file is damaged.')

type Entry = Readonly<{
  name: string
  type: number
  left: number
  right: number
  child: number
  start: number
  size: number
}>

/** Follows chains of sectors. Each sector is read once, so that no file gives more bytes than it has. */
function chains(next: ArrayLike<number>) {
  const read = new Uint8Array(next.length)
  return function* walk(start: number): Generator<number> {
    for (let at = start; at !== endOfChain; at = next[at]!) {
      if (!(at >= 0 && at < next.length) || read[at]) throw damaged()
      read[at] = 1
      yield at
    }
  }
}

/** The first `size` bytes of a chain. */
function contentOf(
  source: Uint8Array<ArrayBuffer>,
  offsets: Iterable<number>,
  sector: number,
  size: number,
): Uint8Array<ArrayBuffer> {
  if (size < 0 || size > source.length) throw damaged()
  const content = new Uint8Array(size)
  let at = 0
  if (size > 0)
    for (const offset of offsets) {
      content.set(source.subarray(offset, offset + Math.min(sector, size - at)), at)
      at += sector
      if (at >= size) break
    }
  if (at < size) throw damaged()
  return content
}

/** The file's numbers and how it is divided, as its header says. */
function divided(bytes: Uint8Array<ArrayBuffer>) {
  if (bytes.length < 512) throw damaged()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sector = view.getUint16(0x1e, true) === 12 ? 4096 : 512
  return {
    bytes,
    view,
    /** How long a sector is. */
    sector,
    /** How many there are, and how many numbers are in each. */
    count: Math.ceil(bytes.length / sector) - 1,
    slots: sector / 4,
    offset: (index: number) => (index + 1) * sector,
    int: (at: number) => (at >= 0 && at + 4 <= bytes.length ? view.getInt32(at, true) : unused),
  }
}

type Divided = ReturnType<typeof divided>

/** The sectors of the table: the header names the first 109, and sectors of their own the others. */
function tableSectorsOf({ count, slots, offset, int }: Divided): readonly number[] {
  const sectors: number[] = []
  const take = (at: number, entries: number) => {
    for (let index = 0; index < entries; index++) {
      const found = int(at + 4 * index)
      if (found >= 0) sectors.push(found)
    }
  }
  take(0x4c, 109)
  let more = int(0x44)
  for (let index = 0; index < int(0x48) && more >= 0; index++) {
    if (index >= count) throw damaged()
    take(offset(more), slots - 1)
    more = int(offset(more) + 4 * (slots - 1))
  }
  if (sectors.length > count) throw damaged()
  return sectors
}

/** The table: which sector follows which. */
function tableOf(file: Divided): Int32Array {
  const { count, slots, offset, int } = file
  const next = new Int32Array(count).fill(unused)
  for (const [index, each] of tableSectorsOf(file).entries())
    for (let slot = 0; slot < slots && index * slots + slot < count; slot++)
      next[index * slots + slot] = int(offset(each) + 4 * slot)
  return next
}

function entryAt({ bytes, view, int }: Divided, at: number): Entry {
  const length = at + entrySize <= bytes.length ? Math.min(view.getUint16(at + 0x40, true), 64) : 0
  const name = new TextDecoder('utf-16le').decode(bytes.subarray(at, at + Math.max(0, length - 2)))
  return {
    name,
    type: bytes[at + 0x42] ?? 0,
    left: int(at + 0x44),
    right: int(at + 0x48),
    child: int(at + 0x4c),
    start: int(at + 0x74),
    size: int(at + 0x78),
  }
}

/**
 * What reads the contents of streams. Short ones lie in small sectors with a
 * table of their own, which together are the contents of the root.
 *
 * @param offsets where the sectors of a chain lie
 */
function contents(
  { bytes, sector, slots, int }: Divided,
  root: Entry,
  offsets: (start: number) => Iterable<number>,
): (entry: Entry) => Uint8Array<ArrayBuffer> {
  const mini = root.size > 0 ? contentOf(bytes, offsets(root.start), sector, root.size) : new Uint8Array()
  const next: number[] = []
  if (int(0x40) > 0)
    for (const start of offsets(int(0x3c)))
      for (let slot = 0; slot < slots; slot++) next.push(int(start + 4 * slot))
  const walk = chains(next)
  const miniOffsets = function* (start: number) {
    for (const index of walk(start)) yield index * miniSize
  }
  return ({ start, size }) =>
    size < int(0x38)
      ? contentOf(mini, miniOffsets(start), miniSize, size)
      : contentOf(bytes, offsets(start), sector, size)
}

/** The root with all that is in it. Each entry is taken once, so that no storage holds itself. */
function treeOf(entries: readonly Entry[], root: Entry, streamOf: ReturnType<typeof contents>): Storage {
  const seen = new Set([0])
  /** Entries of one storage, which lie in a tree. */
  function* under(first: number): Generator<Entry> {
    const waiting = [first]
    while (waiting.length) {
      const index = waiting.pop()!
      if (index === unused) continue
      const entry = entries[index]
      if (!entry || seen.has(index)) throw damaged()
      seen.add(index)
      waiting.push(entry.left, entry.right)
      yield entry
    }
  }
  function storageOf(entry: Entry, depth: number): Storage {
    if (depth > deepest) throw damaged()
    const streams = new Map<string, Uint8Array<ArrayBuffer>>()
    const storages: Storage[] = []
    for (const each of under(entry.child)) {
      if (each.type === streamType) streams.set(each.name, streamOf(each))
      else if (each.type === storageType) storages.push(storageOf(each, depth + 1))
    }
    return { name: entry.name, streams, storages }
  }
  return storageOf(root, 0)
}

/**
 * Reads a compound file (MS-CFB 3.0), which an Outlook message is. One that
 * leads in circles or names more than it has is refused before it costs
 * memory, so this takes time and memory in proportion to the file.
 *
 * @throws Error when the file is damaged
 */
export function readCompoundFile(bytes: Uint8Array<ArrayBuffer>): Storage {
  const file = divided(bytes)
  const { sector, offset, int } = file
  const walk = chains(tableOf(file))
  const offsets = function* (start: number) {
    for (const index of walk(start)) yield offset(index)
  }
  const entries = [...offsets(int(0x30))].flatMap((start) =>
    Array.from({ length: sector / entrySize }, (_, index) => entryAt(file, start + index * entrySize)),
  )
  const [root] = entries
  if (!root) throw damaged()
  return treeOf(entries, root, contents(file, root, offsets))
}
