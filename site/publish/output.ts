import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** What lies at a path. A link is something else, wherever it leads. */
export type Kind = 'nothing' | 'file' | 'folder' | 'else'

export function kindAt(path: string): Kind {
  const found = lstatSync(path, { throwIfNoEntry: false })
  return !found ? 'nothing' : found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'else'
}

/** Names in a folder; none when it is not there. */
export const namesIn = (folder: string): string[] => (kindAt(folder) === 'folder' ? readdirSync(folder) : [])

/** What lies where a set of files belongs. */
export type Found = Readonly<{
  /** Files that are there. */
  there: ReadonlySet<string>
  /** Paths at which something lies through or over which nothing is written: a link, a folder in place of a file. */
  blocked: readonly string[]
}>

/** Looks at every path of `files` below `out`, without ever going through a link. */
export function look(out: string, files: Iterable<string>): Found {
  const folders = new Map<string, Kind>([['.', 'folder']])
  const there = new Set<string>()
  const blocked = new Set<string>()
  const folderKind = (folder: string): Kind => {
    const known = folders.get(folder)
    if (known) return known
    const above = folderKind(dirname(folder))
    const kind = above === 'folder' ? kindAt(`${out}/${folder}`) : above === 'nothing' ? 'nothing' : 'else'
    if (above === 'folder' && kind !== 'folder' && kind !== 'nothing') blocked.add(folder)
    folders.set(folder, kind)
    return kind
  }
  for (const file of files) {
    if (folderKind(dirname(file)) !== 'folder') continue
    const kind = kindAt(`${out}/${file}`)
    if (kind === 'file') there.add(file)
    else if (kind !== 'nothing') blocked.add(file)
  }
  return { there, blocked: [...blocked] }
}

/** What a file is called until it is whole: a name that only this run uses. */
export const partOf = (file: string, run: string) => `${file}.${run}.part`

/**
 * Writes a file so that whoever looks finds the old one or the new one, whole.
 *
 * @param file an absolute path in a folder that is there
 * @param run the token of this run
 */
export function putFile(file: string, content: string | Uint8Array, run: string): void {
  const part = partOf(file, run)
  try {
    // Fails where anything lies already, a link too. With its encoding said a text is written without a copy.
    writeFileSync(part, content, { flag: 'wx', encoding: 'utf8' })
    renameSync(part, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') rmSync(part, { force: true })
    throw error
  }
}

/** Makes a folder and those that it lies in. Node's own way to do it never ends where the system makes none, as in /proc. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    // It was there, or another thread made it in the meantime.
    if (existsSync(path)) return
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || existsSync(dirname(path))) throw error
    makeFolder(dirname(path))
    makeFolder(path)
  }
}

/** Writes a file below `out`, with the folders that it lies in. */
export function putBelow(out: string, file: string, content: string | Uint8Array, run: string): void {
  const path = join(out, file)
  makeFolder(dirname(path))
  putFile(path, content, run)
}

/** Takes files away, and every folder that is empty then; all else stays. Goes through no link. */
export function takeAway(out: string, files: readonly string[]): void {
  const { there } = look(out, files)
  const folders = new Set<string>()
  for (const file of files) {
    if (there.has(file)) rmSync(join(out, file))
    for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) folders.add(folder)
  }
  // The deepest first.
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    const path = join(out, folder)
    if (look(out, [`${folder}/x`]).blocked.length || kindAt(path) !== 'folder') continue
    if (readdirSync(path).length === 0) rmdirSync(path)
  }
}
