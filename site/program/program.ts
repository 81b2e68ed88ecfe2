import { hash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, with a slash at its end; from the folder of a bundle as well, which lies as deep. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** What the site and how it is published come from, besides the versions of all packages. */
const folders = [
  'site',
  ...['model', 'catalog', 'locale', 'publication', 'reply', 'hosting'].map((room) => `core/${room}`),
]

/** Every source by its path from the project's folder, sorted. */
function sourceFiles(): string[] {
  const files: string[] = []
  const collect = (folder: string) => {
    for (const entry of readdirSync(root + folder, { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`
      if (entry.isFile()) files.push(path)
      // Folders in which Astro and Vite keep what they have made.
      else if (entry.isDirectory() && path !== 'site/.astro' && path !== 'site/node_modules') collect(path)
    }
  }
  for (const folder of folders) collect(folder)
  return [...files, 'scripts/siteCommand.ts', 'scripts/hosting.ts', 'package-lock.json'].sort()
}

/** Digest of sources by their path and content. */
const digestOf = (files: readonly string[]): string =>
  hash('sha256', files.map((file) => `${file} ${hash('sha256', readFileSync(root + file))}`).join('\n'))

/** What a compiled renderer comes from: the site without how it is published. */
const rendererSources = (files: readonly string[]) =>
  digestOf(files.filter((file) => !/^(site\/(publish|program)|scripts|core\/hosting)\//.test(file)))

/**
 * What the file system says of sources: a text that changes with each of
 * them, and quicker to have than their digest. Null while one of them is so
 * new that it could change once more within the same moment.
 */
function stampsOf(files: readonly string[]): string | null {
  let newest = 0
  const stamps = files.map((file) => {
    const { size, mtimeMs, ctimeMs, ino } = lstatSync(root + file)
    newest = Math.max(newest, mtimeMs, ctimeMs)
    return [file, size, mtimeMs, ctimeMs, ino].join(' ')
  })
  return newest < Date.now() - 2000 ? stamps.join('\n') : null
}

/** What is known of sources whose stamps are these. */
type Known = Readonly<{
  stamps: string
  /** Digest of what the renderer comes from. */
  renderer: string
  /** Digest of all of them. */
  all: string
}>

const cache = join(root, '.cache')
const knownFile = join(cache, 'sources.json')

function readKnown(): Known | null {
  try {
    return JSON.parse(readFileSync(knownFile, 'utf8')) as Known
  } catch {
    return null
  }
}

/** The digests of the sources as they are. They are read only where a stamp is another than before. */
export async function sourcesNow(): Promise<Omit<Known, 'stamps'>> {
  const files = sourceFiles()
  const stamps = stampsOf(files)
  const known = readKnown()
  if (stamps !== null && known?.stamps === stamps) return known
  const found = { renderer: rendererSources(files), all: digestOf(files) }
  if (stamps !== null) {
    // Read first, digested then: what changed in between has another stamp.
    const { keep } = await import('#site/program/bundle.ts')
    keep(knownFile, JSON.stringify({ ...found, stamps }))
  }
  return found
}

/**
 * The program that publishes as one file, or few: a third of what a run with
 * one change took was finding and reading its modules one by one. Made first
 * when there is none of these sources.
 *
 * @returns the address of its module; null where none can be made, and its sources have to do
 */
export async function bundledProgram(): Promise<string | null> {
  try {
    const { all } = await sourcesNow()
    const folder = join(cache, `program-${all.slice(0, 16)}`)
    const main = join(folder, 'siteCommand.js')
    if (!existsSync(main)) {
      const { bundleProgram } = await import('#site/program/bundle.ts')
      await bundleProgram(root, folder)
    }
    return main
  } catch {
    return null
  }
}
