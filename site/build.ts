import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'astro'
import { offerPath } from '#core/model/grouping.ts'
import { codeOf, partnerIdOf, type Publication } from '#core/publication/publication.ts'
import { readPublication, type Fault } from '#core/publication/read.ts'
import { deployFiles, nginxSnippet } from '#site/deploy.ts'
import { basePath, publicationVariable } from '#site/publication.ts'

/** What lies in an output folder: written beside it, never in it. */
type Manifest = Readonly<{ workspace: string; number: number; sha256: string; pages: readonly string[] }>

export type SiteOptions = Readonly<{
  /** The publication's file. */
  publication: string
  /** The folder that will hold the pages and nothing else. */
  out: string
  /** Where the record of the last build lies; beside `out` by default. A build machine that starts empty keeps it elsewhere. */
  manifest?: string | undefined
  /** Replaces what is there, whatever it is. */
  force?: boolean | undefined
}>

export type SiteResult =
  | { ok: true; pages: number; vanished: number }
  | { ok: false; why: 'unreadable'; message: string }
  | { ok: false; why: 'faults'; faults: readonly Fault[] }
  | { ok: false; why: 'refused'; message: string }

const root = fileURLToPath(new URL('..', import.meta.url))

/** Where the record of a build lies unless it is named: beside the output folder. */
const manifestBeside = (out: string) => `${resolve(out)}.manifest.json`

/** The file's content, or null when there is no such file. */
async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true
    throw error
  }
}

/** Why this publication should not replace what was built last; null when it may. */
function objection(last: Manifest, next: Manifest): string | null {
  const kept = new Set(next.pages)
  const gone = last.pages.filter((page) => !kept.has(page)).length
  const loss = gone === 1 ? '1 page would vanish' : `${gone} pages would vanish`
  if (last.workspace !== next.workspace) return `The pages there belong to another workspace; ${loss}.`
  if (next.number < last.number) return `The pages there are from publication ${last.number}, this is the older ${next.number}; ${loss}.`
  if (next.number === last.number && next.sha256 !== last.sha256)
    return `Publication ${next.number} was built there before with another content, so two browsers publish at once; ${loss}.`
  return gone ? `Pages that were online are not in this publication; ${loss}.` : null
}

function manifestOf(text: string, { header, offers }: Publication): Manifest {
  return {
    workspace: header.workspace,
    number: header.number,
    sha256: createHash('sha256').update(text).digest('hex'),
    pages: offers.map((line) => offerPath(partnerIdOf(line), codeOf(line))).sort(),
  }
}

/** Moves a folder, also to another file system. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    await cp(from, `${to}.part`, { recursive: true })
    await rename(`${to}.part`, to)
    await rm(from, { recursive: true })
  }
}

/** Puts the new folder in the place of the old one, which stays as it was until the new one is whole. */
async function replaceFolder(fresh: string, out: string): Promise<void> {
  await mkdir(dirname(out), { recursive: true })
  const [incoming, outgoing] = [`${out}.incoming`, `${out}.outgoing`]
  await rm(incoming, { recursive: true, force: true })
  await move(fresh, incoming)
  await rm(outgoing, { recursive: true, force: true })
  await rename(out, outgoing).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  await rename(incoming, out)
  await rm(outgoing, { recursive: true, force: true })
}

async function renderPages(file: string, base: string): Promise<string> {
  await mkdir(join(root, '.cache'), { recursive: true })
  // Below the private temporary folder, so that the pages themselves get the usual rights.
  const fresh = join(await mkdtemp(join(root, '.cache', 'site-')), 'out')
  process.env[publicationVariable] = resolve(file)
  process.env.ASTRO_TELEMETRY_DISABLED = '1'
  await build({ root: join(root, 'site'), outDir: fresh, base, logLevel: 'error' })
  return fresh
}

/**
 * Builds the static site of a publication. The output folder is replaced as a
 * whole, and only when everything went well.
 *
 * @throws Error when the site itself does not build: a fault of ours, not of the file
 */
export async function buildSite({ publication: file, out: folder, manifest, force }: SiteOptions): Promise<SiteResult> {
  const out = resolve(folder)
  const record = manifest ?? manifestBeside(out)
  const text = await readIfThere(file)
  if (text === null) return { ok: false, why: 'unreadable', message: `There is no file ${file}.` }
  const read = await readPublication(text)
  if (!read.ok) return { ok: false, why: 'faults', faults: read.faults }

  const next = manifestOf(text, read.publication)
  const before = await readIfThere(record)
  const last = before === null ? null : (JSON.parse(before) as Manifest)
  if (!force) {
    if (!last && !(await isEmpty(out)))
      return { ok: false, why: 'refused', message: `${basename(out)} holds files that no build of this site wrote (there is no ${basename(record)}).` }
    const message = last && objection(last, next)
    if (message) return { ok: false, why: 'refused', message }
  }

  const base = basePath(read.publication.company.siteAddress)
  const fresh = await renderPages(file, base)
  for (const [name, content] of Object.entries(deployFiles(base))) await writeFile(join(fresh, name), content)
  await replaceFolder(fresh, out)
  // Read by nginx's own configuration, never served.
  await writeFile(`${out}.nginx.conf`, nginxSnippet(base))
  await rm(dirname(fresh), { recursive: true })
  await writeFile(record, `${JSON.stringify(next, null, 1)}\n`)
  const kept = new Set(next.pages)
  return { ok: true, pages: next.pages.length, vanished: last?.pages.filter((page) => !kept.has(page)).length ?? 0 }
}
