import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { kindAt } from '#site/publish/output.ts'

/** Where everything of a run lies, every link resolved. */
export type Places = Readonly<{
  /** The folder that holds the pages. */
  out: string
  /** The manifest; its journal lies beside it. */
  record: string
  lock: string
  /** What nginx includes. */
  snippet: string
  /** Folders that a host may serve: no list of codes may lie in them. */
  served: readonly string[]
  /** Whether records of earlier runs may lie where they are served. */
  moves: boolean
}>

/** Where the record of a run lay before it was kept away from what is served. */
export const oldRecord = (out: string) => `${out}.manifest.json`

/**
 * Decides where everything lies.
 *
 * @param folder the output, as it was named
 * @param named the record, when it was named
 * @param base the path that the site lies below, with a slash at its end
 */
export function placesOf(folder: string, named: string | undefined, base: string): Places {
  const out = realPath(folder)
  const beside = besideServed(out, base)
  const usual = `${beside}.manifest.json`
  const record = named === undefined ? usual : realPath(named)
  return {
    out,
    record,
    // Of the folder, whatever record is named: runs that share only one of them see each other too.
    lock: `${usual}.lock`,
    snippet: join(dirname(record), `${basename(beside)}.nginx.conf`),
    served: [...new Set([servedFolder(out, base), realPath(servedFolder(join(folder), base)), out])],
    moves: oldRecord(out) !== record && isWithin(oldRecord(out), servedFolder(out, base)),
  }
}

/** Why a run cannot work at these places; null when it can. */
export function badPlace({ out, record, served }: Places, publication: string): string | null {
  const kind = kindAt(out)
  if (kind === 'file' || kind === 'else') return `${out} is no folder. Name one with --out.`
  const within = (path: string) => served.some((folder) => isWithin(path, folder))
  if (within(record))
    return `The record of a run lists the code of every offer, and ${record} lies where the host serves it. Name another place with --manifest.`
  if (within(realPath(publication)))
    return `The publication lists the code of every offer, and ${publication} lies where the host serves it. Put it elsewhere.`
  return null
}

/** A path with every link in it resolved, as far as it exists. */
function realPath(path: string): string {
  const whole = resolve(path)
  return existsSync(whole) || dirname(whole) === whole
    ? realpathSync(whole)
    : join(realPath(dirname(whole)), basename(whole))
}

/** Whether a path is a folder or lies in it. */
const isWithin = (path: string, folder: string) => {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path)
}

/**
 * The folder that a host serves, when `out` is what the address's path names
 * in it: `/var/www/html` for `/var/www/html/offers` and `/offers/`. Where only
 * the end of the path fits, as much as fits.
 *
 * @param base the path that the site lies below, with a slash at its end
 */
function servedFolder(out: string, base: string): string {
  let folder = out
  for (const name of base.split('/').filter(Boolean).reverse()) {
    if (basename(folder).toLowerCase() !== name.toLowerCase()) break
    folder = dirname(folder)
  }
  return folder
}

/** Where what belongs to a folder and must never be served lies: beside what is served. No ending yet. */
function besideServed(out: string, base: string): string {
  const served = servedFolder(out, base)
  return [served, ...relative(served, out).split(sep)].filter(Boolean).join('.')
}
