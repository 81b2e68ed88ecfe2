import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolder } from '#site/publish/output.ts'

/**
 * One page as it was drawn last: its row's digest, its folder, and for a page
 * that says that its offer is no more the code of the offer that took its
 * place, or nothing.
 */
export type PageRecord = readonly [row: string, folder: string, successor?: string]

/** Version of the manifest's own form. */
export const manifestFormat = 3

/** What lies in an output folder: written beside what is served, never in it. */
export type Manifest = Readonly<{
  format: typeof manifestFormat
  workspace: string
  number: number
  /** Digest of every row: two browsers that publish under one number are found by it. */
  content: string
  /** Digest of the program that found the rows right. */
  checkedBy: string
  /** Digest of what every offer's page is drawn from besides its row: the renderer, and what it shows of the company. */
  drawnFrom: string
  /** Digest of what the files besides the offers' pages are drawn from. */
  common: string
  /** Every file besides the offers' pages, by its path, with the digest of its content. */
  shared: Readonly<Record<string, string>>
  /** In the order of the rows. */
  pages: readonly PageRecord[]
  /** The blocks that the rows of `pages` were read in, one after another. Earlier versions did not note any. */
  blocks: readonly BlockRecord[]
}>

/** The digest of some rows, and how many they are. */
export type BlockRecord = readonly [digest: string, rows: number]

/** A record that no run can go by, with the sentence that says so. */
export class BadRecord extends Error {}

/** The file's content, or null when there is no such file. */
export function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/**
 * Writes a record so that it is there whole or not at all, even when the power
 * goes: what is ours in a folder is known from it alone. Only one run at a time
 * writes it.
 */
export function writeRecord(path: string, content: string): void {
  const part = `${path}.part`
  rmSync(part, { force: true })
  try {
    const file = openSync(part, 'wx')
    try {
      writeFileSync(file, content)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(part, path)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

/** A page's folder as we write it. Anything else in a record could lead out of the output. */
const isFolder = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4,10}\/[0-9a-z]+(-[0-9a-z]+)*$/.test(value)
const isFile = (value: string) =>
  /^[\w.-]+(\/[\w.-]+)*$/.test(value) && !value.split('/').some((name) => name === '.' || name === '..')
const isPage = (value: unknown): value is PageRecord =>
  Array.isArray(value) &&
  value.length >= 2 &&
  value.length <= 3 &&
  value.every((each) => typeof each === 'string') &&
  isFolder(value[1])

const isBlock = (value: unknown): value is BlockRecord =>
  Array.isArray(value) &&
  value.length === 2 &&
  typeof value[0] === 'string' &&
  Number.isInteger(value[1]) &&
  value[1] > 0

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Files besides the offers' pages that manifests of format 2 do not list. */
const sharedOfFormat2 = [
  'index.html',
  '404.html',
  'company.css',
  '_headers',
  'netlify.toml',
  'staticwebapp.config.json',
  '.htaccess',
  '.nojekyll',
]

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new BadRecord(`The record of the last run, ${path}, is damaged.`)
  }
}

/** @throws BadRecord when it is no manifest that this program can go by */
function manifestOf(text: string, path: string): Manifest {
  const value = jsonOf(text, path)
  const bad = (what: string) => new BadRecord(`The record of the last run, ${path}, ${what}.`)
  if (!isObject(value)) throw bad('is damaged: it holds no manifest')
  if (value.format !== manifestFormat && value.format !== 2)
    throw bad('was written by another version of Tilbud, or is no manifest at all')
  for (const key of ['workspace', 'content', 'checkedBy', 'drawnFrom', 'common'])
    if (typeof value[key] !== 'string') throw bad(`is damaged: it does not say “${key}”`)
  if (typeof value.number !== 'number') throw bad('is damaged: it does not say “number”')
  if (!Array.isArray(value.pages)) throw bad('is damaged: it lists no pages')
  const wrong = value.pages.findIndex((page) => !isPage(page))
  if (wrong >= 0) throw bad(`is damaged: entry ${wrong + 1} of its pages is none of ours`)
  const shared: unknown =
    value.format === 2
      ? Object.fromEntries(
          [...sharedOfFormat2, ...((value.client as string[] | undefined) ?? [])].map((file) => [file, '']),
        )
      : value.shared
  if (
    !isObject(shared) ||
    !Object.entries(shared).every(([file, digest]) => isFile(file) && typeof digest === 'string')
  )
    throw bad('is damaged: the files that it lists are none of ours')
  const { blocks = [] } = value
  const rows = Array.isArray(blocks) && blocks.every(isBlock) ? blocks.reduce((sum, [, n]) => sum + n, 0) : -1
  if (rows !== value.pages.length && rows !== 0)
    throw bad('is damaged: the blocks that it lists are not those of its pages')
  return { ...value, format: manifestFormat, shared, blocks } as unknown as Manifest
}

/** What a run that was killed was at work on. */
export type Left = Readonly<{
  /** Tokens that unfinished files have in their names. */
  runs: readonly string[]
  /** Folders of pages. */
  folders: ReadonlySet<string>
  /** Files besides them. */
  shared: readonly string[]
}>

/**
 * What a run is about to write and remove, kept until it is through. A run
 * that was killed leaves it behind; the next one draws all of it again,
 * whatever the manifest says.
 */
export class Journal {
  readonly path: string

  constructor(manifest: string) {
    this.path = `${manifest}.journal`
  }

  /** @returns null when the last run went through @throws BadRecord when it is damaged */
  left(): Left | null {
    const text = readIfThere(this.path)
    if (text === null) return null
    const value = jsonOf(text, this.path)
    // As format 2 wrote it.
    const { runs, folders, shared } = (
      Array.isArray(value) ? { runs: [], folders: value, shared: [] } : (value ?? {})
    ) as Record<string, unknown>
    const isRight =
      Array.isArray(folders) &&
      folders.every(isFolder) &&
      Array.isArray(runs) &&
      runs.every((run) => /^[0-9a-f]{12}$/.test(String(run))) &&
      Array.isArray(shared) &&
      shared.every((file) => typeof file === 'string' && isFile(file))
    if (!isRight)
      throw new BadRecord(
        `The record of the last run, ${this.path}, is damaged: it does not say what that run was at work on.`,
      )
    return { runs: runs as string[], folders: new Set(folders), shared: shared as string[] }
  }

  begin({ runs, folders, shared }: Left): void {
    makeFolder(dirname(this.path))
    writeRecord(this.path, JSON.stringify({ runs, folders: [...folders], shared }))
  }

  end(): void {
    rmSync(this.path, { force: true })
  }
}

/** What the runs before have left: the manifest of the last one, and what a killed one was at work on. */
export type Before = Readonly<{ last: Manifest | null; left: Left | null }>

/** Reads what the runs before have left. @throws BadRecord when it is damaged or none of ours */
export function readBefore(manifest: string, journal: Journal): Before {
  const text = readIfThere(manifest)
  return { last: text === null ? null : manifestOf(text, manifest), left: journal.left() }
}
