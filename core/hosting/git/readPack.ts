import '#core/hosting/git/buffer.ts'
import { indexPack, readTree, type PromiseFsClient } from 'isomorphic-git'

/** A folder in memory with all that isomorphic-git wants of one to read a pack. */
function memory(): PromiseFsClient & { files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>()
  const missing = () => Object.assign(new Error('ENOENT'), { code: 'ENOENT' })
  const none = async () => {
    throw missing()
  }
  const readFile = async (path: string) => {
    const bytes = files.get(path)
    if (!bytes) throw missing()
    return bytes
  }
  return {
    files,
    promises: {
      readFile,
      writeFile: async (path: string, bytes: Uint8Array) => void files.set(path, bytes),
      readdir: async (path: string) =>
        [...files.keys()].flatMap((file) => (file.startsWith(`${path}/`) ? file.slice(path.length + 1) : [])),
      stat: readFile,
      lstat: readFile,
      mkdir: async () => {},
      rmdir: none,
      unlink: none,
      readlink: none,
      symlink: none,
    },
  }
}

const gitdir = '/git'
const filepath = 'objects/pack/pack-fetched.pack'

export type FilesOfTree = Readonly<{
  /** The names of blobs, by the paths of files. */
  files: ReadonlyMap<string, string>
  /** The names of all trees. */
  trees: ReadonlySet<string>
}>

/** What is in a tree. @param pack with all trees that are in it */
export async function readFiles(pack: Uint8Array, root: string): Promise<FilesOfTree> {
  const fs = memory()
  fs.files.set(`${gitdir}/${filepath}`, pack)
  await indexPack({ fs, dir: gitdir, gitdir, filepath })
  const cache = {}
  const files = new Map<string, string>()
  const trees = new Set<string>()
  const read = async (oid: string, path: string): Promise<void> => {
    trees.add(oid)
    const { tree } = await readTree({ fs, gitdir, oid, cache })
    for (const entry of tree) {
      if (entry.type === 'tree') await read(entry.oid, `${path}${entry.path}/`)
      else files.set(path + entry.path, entry.oid)
    }
  }
  await read(root, '')
  return { files, trees }
}
