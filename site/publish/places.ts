import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'

/** A path with every link in it resolved, as far as it exists. */
export function realPath(path: string): string {
  const whole = resolve(path)
  return existsSync(whole) || dirname(whole) === whole ? realpathSync(whole) : join(realPath(dirname(whole)), basename(whole))
}

/** Whether a path is a folder or lies in it. */
export const isWithin = (path: string, folder: string) => {
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
export function servedFolder(out: string, base: string): string {
  let folder = out
  for (const name of base.split('/').filter(Boolean).reverse()) {
    if (basename(folder).toLowerCase() !== name.toLowerCase()) break
    folder = dirname(folder)
  }
  return folder
}

/** Where what belongs to a folder and must never be served lies: beside what is served. No ending yet. */
export function besideServed(out: string, base: string): string {
  const served = servedFolder(out, base)
  return [served, ...relative(served, out).split(sep)].filter(Boolean).join('.')
}
