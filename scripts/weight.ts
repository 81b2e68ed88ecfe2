import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { pageLanguages } from '#core/model/language.ts'

/** What a first visit of a page loads, and what only answering needs; bytes after gzip. */
export type Weight = Readonly<{
  page: string
  html: number
  css: number
  script: number
  logo: number
  total: number
  sealing: number
  requests: number
}>

/** What a page may weigh at most, in bytes after gzip: it fits the first flight of a connection. */
export const budget = { total: 14_336, document: 10_240, logo: 4096, sealing: 12_288 } as const

const packed = (content: string | Uint8Array) => gzipSync(content, { level: 9 }).length

/** Files that a script imports, whenever that is, below `_astro`. */
async function imported(folder: string, script: string, seen = new Set<string>()): Promise<Set<string>> {
  const source = await readFile(join(folder, script), 'utf8')
  for (const [, name] of source.matchAll(/["'`](?:\.\/)?([\w.-]+\.js)["'`]/g)) {
    const file = `_astro/${name}`
    if (seen.has(file) || file === script) continue
    seen.add(file)
    await imported(folder, file, seen)
  }
  return seen
}

/** Scripts that the page's own script needs before it runs: each is one request after another. */
async function neededAtOnce(folder: string, script: string): Promise<string[]> {
  const source = await readFile(join(folder, script), 'utf8')
  return [...source.matchAll(/(?:^|[;}])import[^(;]*?["'`]\.\/([\w.-]+\.js)["'`]/g)].map(
    (match) => `_astro/${match[1]}`,
  )
}

/** Weighs one page of a built site. @param base the path that the site lies below, with a slash at its end */
export async function weigh(folder: string, page: string, base = '/'): Promise<Weight> {
  const html = await readFile(join(folder, page, 'index.html'), 'utf8')
  const [, language] = /<html lang="([^"]+)"/.exec(html) ?? []
  const files = (pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1]!.slice(base.length))
  const css = files(/<link rel="stylesheet" href="([^"]+)"/g)
  const named = files(/<script[^>]* src="([^"]+)"/g)
  const scripts = [
    ...named,
    ...(await Promise.all(named.map((script) => neededAtOnce(folder, script)))).flat(),
  ]
  const later = new Set<string>()
  const isOfAnotherLanguage = (file: string) =>
    pageLanguages.some((each) => each !== language && file.startsWith(`_astro/${each}.`))
  for (const script of scripts) {
    for (const file of await imported(folder, script))
      if (!scripts.includes(file) && !isOfAnotherLanguage(file)) later.add(file)
  }
  const company = await readFile(join(folder, 'company.css'), 'utf8')
  const [, logo = ''] = /url\(data:image\/[a-z]+;base64,([^)]+)\)/.exec(company) ?? []
  const sum = async (names: Iterable<string>) => {
    let bytes = 0
    for (const name of names) bytes += packed(await readFile(join(folder, name)))
    return bytes
  }
  const weight = {
    html: packed(html),
    // The logo is an image by itself: gzip finds nothing in it.
    css: (await sum(css)) - packed(company) + packed(company.replace(logo, '')),
    script: await sum(scripts),
    logo: Buffer.from(logo, 'base64').length,
  }
  return {
    page,
    ...weight,
    total: packed(html) + (await sum([...css, ...scripts])),
    sealing: await sum(later),
    requests: 1 + css.length + scripts.length,
  }
}

/** Weighs every page of a built site, the heaviest first. */
export async function weighAll(folder: string): Promise<Weight[]> {
  const found = await readdir(folder, { recursive: true })
  const pages = found
    .filter((file) => /^\d+[\\/][^\\/]+[\\/]index\.html$/.test(file))
    .map((file) => file.replace(/[\\/]index\.html$/, ''))
  const weights = await Promise.all(pages.map((page) => weigh(folder, page)))
  return weights.sort((a, b) => b.total - a.total)
}

/** What the popup's script may weigh at most before the popup can be used, in bytes after gzip. */
export const popupBudget = 90_000

/** The screens themselves (`extension/popup/show.tsx`), which the first script loads at once. */
const isScreen = (file: string) => /\/show-[^/]*$/.test(file)

/** The words that the popup begins with: not those of a whole language, which have a sentence for every action. */
const isFirstWords = (code: string) => code.includes('popup.needs') && !code.includes('activity.undone')

/**
 * Weighs what the popup loads before it can be used: its scripts, the screen
 * that they load at once, all that both import, and the words of one
 * language, the longer one.
 *
 * @param folder of the built extension
 */
export async function weighPopup(folder: string): Promise<number> {
  const read = (file: string) => readFile(join(folder, file), 'utf8')
  const found = new Map<string, string>()
  const paths = (code: string, pattern: RegExp, from: string) =>
    [...code.matchAll(pattern)].map(([, path]) => join(dirname(from), path!))
  async function follow(file: string): Promise<void> {
    if (found.has(file)) return
    const code = await read(file)
    found.set(file, code)
    const imported = /(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g
    for (const each of paths(code, imported, file)) await follow(each)
  }
  const onDemand = /\bimport\(\s*["'`](\.{1,2}\/[^"'`]+\.js)["'`]/g
  const html = await read('popup.html')
  for (const file of paths(html, /<script[^>]*\bsrc="([^"]+)"/g, 'popup.html')) {
    await follow(file)
    const parts = paths(found.get(file)!, onDemand, file)
    for (const part of parts) if (isScreen(part)) await follow(part)
  }
  const later = [...found].flatMap(([file, code]) => paths(code, onDemand, file))
  const words = (await Promise.all([...new Set(later)].map(read))).filter(isFirstWords).map(packed)
  if (!words.length) throw new Error('The words that the popup begins with were not found.')
  return [...found.values()].reduce((sum, code) => sum + packed(code), Math.max(...words))
}
