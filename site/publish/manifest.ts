import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** One page as it was drawn last: its row's digest, its folder, and the code of the offer that took its place. */
export type PageRecord = readonly [row: string, folder: string, successor?: string]

/** Version of the manifest's own form; one of another form is none. */
export const manifestFormat = 2

/** What lies in an output folder: written beside it, never in it. */
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
  /** What the renderer's pages load, by path. */
  client: readonly string[]
  /** In the order of the rows. */
  pages: readonly PageRecord[]
}>

/** The file's content, or null when there is no such file. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Writes a file so that whoever looks finds the old one or the new one, whole. */
export async function writeWhole(path: string, content: string): Promise<void> {
  await writeFile(`${path}.part`, content)
  await rename(`${path}.part`, path)
}

async function readManifest(path: string): Promise<Manifest | null> {
  const text = await readIfThere(path)
  const manifest = text === null ? null : (JSON.parse(text) as Manifest)
  return manifest?.format === manifestFormat ? manifest : null
}

/**
 * What a run is about to write and remove, kept until it is through. A run
 * that was killed leaves it behind; the next one draws all of it again,
 * whatever the manifest says.
 */
export class Journal {
  readonly #path: string

  constructor(manifest: string) {
    this.#path = `${manifest}.journal`
  }

  /** Folders that a killed run was at work on; null when the last one went through. */
  async left(): Promise<ReadonlySet<string> | null> {
    const text = await readIfThere(this.#path)
    return text === null ? null : new Set(JSON.parse(text) as string[])
  }

  async begin(folders: Iterable<string>): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true })
    await writeWhole(this.#path, JSON.stringify([...folders]))
  }

  async end(): Promise<void> {
    await rm(this.#path, { force: true })
  }
}

/** What the runs before have left: the manifest of the last one, and what a killed one was at work on. */
export type Before = Readonly<{ last: Manifest | null; left: ReadonlySet<string> | null }>

/** Reads what the runs before have left; null where it was cut off, as a loss of power does it. */
export async function readBefore(manifest: string, journal: Journal): Promise<Before | null> {
  try {
    return { last: await readManifest(manifest), left: await journal.left() }
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Why a publication should not replace what was published last; null when it may. */
export function objection(last: Manifest, next: Pick<Manifest, 'workspace' | 'number' | 'content'>, gone: number): string | null {
  const loss = gone === 1 ? '1 page would vanish' : `${gone} pages would vanish`
  if (last.workspace !== next.workspace) return `The pages there belong to another workspace; ${loss}.`
  if (next.number < last.number) return `The pages there are from publication ${last.number}, this is the older ${next.number}; ${loss}.`
  if (next.number === last.number && next.content !== last.content)
    return `Publication ${next.number} was built there before with another content, so two browsers publish at once; ${loss}.`
  return gone ? `Pages that were online are not in this publication; ${loss}.` : null
}
