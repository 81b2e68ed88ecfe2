/** So many of something, in English. */
export const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`

/** The first of a list's names, and how many more there are. */
export const listed = (names: readonly string[], most = 5) =>
  names.length > most
    ? `${names.slice(0, most).join(', ')} and ${names.length - most} more`
    : names.join(', ')

const reasons: Readonly<Record<string, (path: string) => string>> = {
  ENOSPC: () => 'The disk is full. Make room on it.',
  EDQUOT: () => 'The space that you may use on this disk is used up. Make room on it.',
  EFBIG: (path) =>
    `${path} would be larger than a file may be here. Raise the limit (\`ulimit -f\`), or choose another disk.`,
  EROFS: (path) => `${path} lies on a disk that cannot be written to.`,
  EACCES: (path) => `You may not read or write ${path}. Change its permissions, or choose another place.`,
  EPERM: (path) => `You may not read or write ${path}. Change its permissions, or choose another place.`,
  EISDIR: (path) => `${path} is a folder, where a file belongs.`,
  ENOTDIR: (path) => `A part of ${path} is a file, where a folder belongs.`,
  ENOENT: (path) => `There is no ${path}.`,
  EEXIST: (path) => `${path} appeared while this run was at work. Look who else writes there.`,
  ENOTEMPTY: (path) => `${path} was filled while this run was at work. Look who else writes there.`,
  ELOOP: (path) => `${path} goes through too many links.`,
  ENAMETOOLONG: (path) => `The name ${path} is too long for this disk.`,
  EMFILE: () => 'Too many files are open on this machine. Close some programs.',
  EIO: (path) => `The disk fails at ${path}.`,
}

/** What an error of the file system means, as a sentence; null for an error of another kind. */
export function sentenceOf(error: unknown): string | null {
  const { message, path, syscall, code: named } = error as NodeJS.ErrnoException
  // The compiler of the site, which is no part of Node, gives the system's number.
  const [, number] = /\(os error (\d+)\)/.exec(message) ?? []
  // Loading all of node:util takes longer than many a run.
  const code = number ? process.getBuiltinModule('node:util').getSystemErrorName(-Number(number)) : named
  if (!code || !(syscall || number)) return null
  const place = path ?? 'a file'
  return reasons[code]?.(place) ?? `The system refuses to go on with ${place} (${code}).`
}
