import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from '#scripts/paths.ts'

/** What a built page loads before it can be used: its scripts and all that they import at once. @returns kB after gzip */
export function scriptWeight(page: string): number {
  const folder = join(root, 'dist/chromium')
  const html = readFileSync(join(folder, page), 'utf8')
  const found = new Set<string>()
  const follow = (file: string): void => {
    if (found.has(file)) return
    found.add(file)
    const imported = readFileSync(file, 'utf8').matchAll(
      /(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g,
    )
    for (const [, path] of imported) follow(join(dirname(file), path!))
  }
  for (const [, path] of html.matchAll(/<script[^>]*\bsrc="([^"]+)"/g)) follow(join(folder, path!))
  return [...found].reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0) / 1000
}
