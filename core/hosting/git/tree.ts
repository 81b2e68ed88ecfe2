import type { Namer } from '#core/hosting/git/objects.ts'
import { concat, fromHex, utf8 } from '#core/model/bytes.ts'

/** The folders of a site as git's trees. Every name in it is ours, so in ASCII. */
type Folder = Map<string, Folder | string>

/** @param files the names of blobs by their paths */
function folderOf(files: Iterable<readonly [string, string]>): Folder {
  const root: Folder = new Map()
  for (const [path, blob] of files) {
    const names = path.split('/')
    const last = names.pop()!
    let folder = root
    for (const name of names) {
      const inside = folder.get(name)
      if (inside instanceof Map) folder = inside
      else folder.set(name, (folder = new Map()))
    }
    folder.set(last, blob)
  }
  return root
}

export type Trees = Readonly<{
  root: string
  /** What is in each tree, by its name. */
  contents: ReadonlyMap<string, Uint8Array>
}>

/** Every tree that a branch with these files has. @param files the names of blobs by their paths */
export function treesOf(files: Iterable<readonly [string, string]>, nameOf: Namer): Trees {
  const contents = new Map<string, Uint8Array>()
  const write = (folder: Folder): string => {
    const entries = [...folder].map(([name, inside]) =>
      typeof inside === 'string'
        ? { key: name, head: `100644 ${name}\0`, object: inside }
        : // Git sorts a folder as if its name ended with a slash.
          { key: `${name}/`, head: `40000 ${name}\0`, object: write(inside) },
    )
    entries.sort((one, other) => (one.key < other.key ? -1 : 1))
    const content = concat(...entries.flatMap(({ head, object }) => [utf8(head), fromHex(object)]))
    const name = nameOf('tree', content)
    contents.set(name, content)
    return name
  }
  return { root: write(folderOf(files)), contents }
}
