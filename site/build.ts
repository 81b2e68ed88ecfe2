import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Header, Presentation } from '#core/publication/publication.ts'
import { cutOff, faultsTogether, readCompany, readHeader, type Entry, type Fault } from '#core/publication/read.ts'
import type { RendererRecord } from '#core/publication/renderer.ts'
import { nginxSnippet } from '#site/deploy.ts'
import { basePath } from '#core/publication/pages.ts'
import { Crew, portion } from '#site/publish/crew.ts'
import { Journal, manifestFormat, objection, readBefore, readIfThere, writeWhole, type Before, type Manifest, type PageRecord } from '#site/publish/manifest.ts'
import { Rows } from '#site/publish/rows.ts'
import type { Checked, Task } from '#site/publish/task.ts'
import { needRenderer } from '#site/renderer/compile.ts'
import { loadRenderer, rendererFolder } from '#site/renderer/load.ts'

export type SiteOptions = Readonly<{
  /** The publication's file. */
  publication: string
  /** The folder that will hold the pages and nothing else. */
  out: string
  /** Where the record of the last run lies; beside `out` by default. A build machine that starts empty keeps it elsewhere. */
  manifest?: string | undefined
  /** Replaces what is there, whatever it is. */
  force?: boolean | undefined
}>

export type SiteResult =
  /** `written` counts the offers' pages that were drawn anew, `vanished` those of the run before that are gone. */
  | { ok: true; pages: number; written: number; vanished: number }
  | { ok: false; why: 'unreadable'; message: string }
  | { ok: false; why: 'faults'; faults: readonly Fault[] }
  | { ok: false; why: 'refused'; message: string }

/** Where the record of a run lies unless it is named: beside the output folder. */
const manifestBeside = (out: string) => `${resolve(out)}.manifest.json`

/** What can be read at once: twice what a publication of as many offers as there may be takes. */
const largestFile = 2_000_000_000

const digest = (...parts: readonly string[]) => createHash('sha256').update(parts.join('\n')).digest('base64url')

/** What of the company every offer's page shows; the colour lies in a file of its own, and the language is that of the index. */
const shownOfCompany = (company: Presentation): string => JSON.stringify({ ...company, colour: null, language: null })

/** Names in a folder; none when it is not there. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Cuts a list into portions. */
const portions = <T>(all: readonly T[]): T[][] => Array.from({ length: Math.ceil(all.length / portion) }, (_, at) => all.slice(at * portion, (at + 1) * portion))

/** A publication that has been read: what is right by itself and together. */
type PublicationRead = Readonly<{ header: Header; company: Presentation; pages: readonly PageRecord[]; folders: ReadonlySet<string>; content: string }>

/**
 * Reads the publication. A row that was checked in the run before is known by
 * its digest and not even parsed.
 */
async function readRows(rows: Rows, known: ReadonlyMap<string, PageRecord>, crew: Crew): Promise<PublicationRead | { faults: Fault[] }> {
  const faults = rows.isWhole ? [] : [cutOff(rows.length)]
  const head = readHeader(rows.text(0))
  if ('fault' in head) return { faults: [...faults, head.fault] }
  const company = readCompany(rows.text(1))
  if ('fault' in company) faults.push(company.fault)

  const digests = Array.from({ length: Math.max(0, rows.length - 2) }, (_, at) => rows.digest(at + 2))
  const fresh = [...digests.keys()].filter((at) => !known.has(digests[at]!)).map((at) => at + 2)
  const { checked, faults: ofRows } = await crew.do(portions(fresh).map((indices): Task => ({ kind: 'check', indices })), fresh.length)
  faults.push(...ofRows)

  const byIndex = new Map(checked.map((each) => [each.index, each]))
  const entries: (Entry & { page: PageRecord })[] = []
  for (const [at, row] of digests.entries()) {
    const found: Checked | undefined = byIndex.get(at + 2)
    const page: PageRecord | undefined = found ? (found.successor === null ? [row, found.folder] : [row, found.folder, found.successor]) : known.get(row)
    // The folder says the code: the end of it, as people read it.
    if (page) entries.push({ number: at + 3, code: codeIn(page[1]), successor: page[2] ?? null, page })
  }
  faults.push(...faultsTogether(head.header, entries, digests.length))
  if (faults.length || 'fault' in company) return { faults: faults.sort((a, b) => a.line - b.line) }
  return {
    header: head.header,
    company: company.company,
    pages: entries.map(({ page }) => page),
    folders: new Set(entries.map(({ page }) => page[1])),
    content: digest(rows.text(1), ...digests),
  }
}

/** The code in a page's folder. */
const codeIn = (folder: string) => folder.slice(folder.indexOf('/') + 1).replaceAll('-', '').toUpperCase()

/** The folders of offers' pages that lie in the output, whoever put them there. */
async function foldersIn(out: string): Promise<Set<string>> {
  const partners = (await namesIn(out)).filter((name) => /^\d{4,10}$/.test(name))
  const found = await Promise.all(partners.map(async (partner) => (await namesIn(join(out, partner))).map((code) => `${partner}/${code}`)))
  return new Set(found.flat())
}

/** Writes what does not come from one offer, where it differs from what is there. */
async function writeCommon(out: string, company: Presentation): Promise<void> {
  const files = new Map([...(await (await loadRenderer()).drawCommon(company))].map(([name, text]) => [join(out, name), text]))
  // Read by nginx's own configuration, never served.
  files.set(`${out}.nginx.conf`, nginxSnippet(basePath(company.siteAddress)))
  for (const [path, text] of files) if ((await readIfThere(path)) !== text) await writeWhole(path, text)
}

/** Puts what pages load beside them. */
async function copyClient(out: string, { client }: RendererRecord): Promise<void> {
  for (const file of client) {
    const target = join(out, file)
    // Its name has a digest of its content.
    if (existsSync(target)) continue
    await mkdir(dirname(target), { recursive: true })
    await copyFile(join(rendererFolder, 'client', file), `${target}.part`)
    await rename(`${target}.part`, target)
  }
}

/** Takes away what a killed run had not put in its place yet. */
async function removeParts(out: string): Promise<void> {
  for (const folder of [out, join(out, '_astro')]) {
    for (const name of await namesIn(folder)) if (name.endsWith('.part')) await rm(join(folder, name))
  }
}

/** Takes pages away, and the folder of a partner ID that has none left. */
async function removeFolders(out: string, folders: readonly string[]): Promise<void> {
  for (const folder of folders) await rm(join(out, folder), { recursive: true, force: true })
  for (const partner of new Set(folders.map((folder) => dirname(folder)))) {
    if ((await namesIn(join(out, partner))).length === 0) await rm(join(out, partner), { recursive: true, force: true })
  }
}

/** The tasks that draw the rows of `wanted`: each with the row that its page links to. */
function drawing({ pages, company }: PublicationRead, wanted: readonly number[], there: ReadonlySet<string>, out: string): Task[] {
  const linked = new Set(wanted.flatMap((at) => pages[at]![2] ?? []))
  const rowOf = new Map(linked.size ? pages.flatMap(([, folder], at) => (linked.has(codeIn(folder)) ? [[codeIn(folder), at + 2] as const] : [])) : [])
  const rows = wanted.map((at) => {
    const [, folder, successor] = pages[at]!
    return { index: at + 2, successor: successor === undefined ? null : rowOf.get(successor)!, replaces: there.has(folder) }
  })
  return portions(rows).map((each) => ({ kind: 'draw', company, out, rows: each }))
}

/** What a run has to do to a folder. */
type Plan = Readonly<{
  next: Manifest
  /** Pages to draw, by their place in the publication. */
  wanted: readonly number[]
  /** What is known to be in their place: such a page is replaced, never written over. */
  there: ReadonlySet<string>
  /** Folders of pages to take away. */
  gone: readonly string[]
  /** Whether the files that do not come from one offer are drawn from something else. */
  common: boolean
}>

/** Compares what a publication asks for with what lies in the folder. */
async function planOf(set: PublicationRead, renderer: RendererRecord, { last, left }: Before, recorded: ReadonlyMap<string, PageRecord>, out: string): Promise<Plan> {
  const next: Manifest = {
    format: manifestFormat,
    workspace: set.header.workspace,
    number: set.header.number,
    content: set.content,
    checkedBy: renderer.sources,
    drawnFrom: digest(renderer.id, shownOfCompany(set.company)),
    common: digest(renderer.id, JSON.stringify(set.company)),
    client: renderer.client,
    pages: set.pages,
  }
  const there = await foldersIn(out)
  const isSame = last?.drawnFrom === next.drawnFrom
  const isCurrent = ([row, folder]: PageRecord) => isSame && recorded.get(row)?.[1] === folder && there.has(folder) && !left?.has(folder)
  return {
    next,
    there,
    wanted: set.pages.flatMap((page, at) => (isCurrent(page) ? [] : [at])),
    gone: [...there].filter((folder) => !set.folders.has(folder)),
    common: left !== null || last?.common !== next.common || !existsSync(join(out, 'index.html')),
  }
}

/**
 * Publishes a publication into a folder: draws what changed, takes away what
 * is gone, and leaves everything else untouched. Nothing is written before
 * the whole publication has been found right; each file is replaced whole;
 * and a run that is killed is made good by the next one.
 *
 * @throws Error when the site itself does not compile: a fault of ours, not of the file
 */
export async function buildSite({ publication: file, out: folder, manifest: named, force = false }: SiteOptions): Promise<SiteResult> {
  const out = resolve(folder)
  const record = named ?? manifestBeside(out)
  if (!existsSync(file)) return { ok: false, why: 'unreadable', message: `There is no file ${file}.` }
  if (statSync(file).size > largestFile) return { ok: false, why: 'unreadable', message: `${file} is larger than any publication: 2 GB at most.` }
  const journal = new Journal(record)
  const before = await readBefore(record, journal)
  if (!before && !force) return { ok: false, why: 'refused', message: `The record of the last build, ${basename(record)}, is damaged: nobody knows which pages are whole.` }
  const { last, left } = before ?? { last: null, left: null }
  if (!last && !left && !force && (await namesIn(out)).length)
    return { ok: false, why: 'refused', message: `${basename(out)} holds files that no build of this site wrote (there is no ${basename(record)}).` }

  const renderer = await needRenderer()
  const rows = Rows.read(file)
  // What was found right by these very checks need not be checked again.
  const recorded = new Map(last?.pages.map((page) => [page[0], page]))
  const known = last?.checkedBy === renderer.sources ? recorded : new Map<string, PageRecord>()
  const crew = new Crew(rows)
  try {
    const set = await readRows(rows, known, crew)
    if ('faults' in set) return { ok: false, why: 'faults', ...set }
    const vanished = last?.pages.filter(([, folder]) => !set.folders.has(folder)).length ?? 0
    const message = last && objection(last, { ...set.header, content: set.content }, vanished)
    if (message && !force) return { ok: false, why: 'refused', message }

    if (force) {
      // From here on a run that is killed has left nothing that anybody would take for a site.
      await journal.begin([])
      await rm(out, { recursive: true, force: true })
    }
    const { next, wanted, there, gone, common } = await planOf(set, renderer, { last, left: force ? new Set() : left }, recorded, out)
    const result: SiteResult = { ok: true, pages: set.pages.length, written: wanted.length, vanished }
    if (!common && !wanted.length && !gone.length && last?.number === next.number) return result

    await journal.begin([...(left ?? []), ...wanted.map((at) => set.pages[at]![1]), ...gone])
    if (left) await removeParts(out)
    await mkdir(out, { recursive: true })
    // What pages name is there before them, and goes only after the last page that named it.
    await copyClient(out, renderer)
    if (common) await writeCommon(out, set.company)
    await crew.do(drawing(set, wanted, there, out), wanted.length)
    await removeFolders(out, gone)
    for (const each of last?.client ?? []) if (!renderer.client.includes(each)) await rm(join(out, each), { force: true })
    await writeWhole(record, JSON.stringify(next))
    await journal.end()
    return result
  } finally {
    await crew.close()
  }
}
