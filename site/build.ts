import { createHash, randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { basePath } from '#core/publication/pages.ts'
import type { Header, Presentation } from '#core/publication/publication.ts'
import { cutOff, faultsTogether, notUtf8, readCompany, readHeader, type Entry, type Fault } from '#core/publication/read.ts'
import type { RendererRecord } from '#core/publication/renderer.ts'
import { nginxSnippet } from '#site/deploy.ts'
import { Crew, portion } from '#site/publish/crew.ts'
import { takeLocks } from '#site/publish/lock.ts'
import { BadRecord, Journal, manifestFormat, objection, readBefore, readIfThere, writeRecord, type Before, type Left, type Manifest, type PageRecord } from '#site/publish/manifest.ts'
import { kindAt, look, makeFolder, namesIn, partOf, putBelow, takeAway } from '#site/publish/output.ts'
import { besideServed, isWithin, realPath, servedFolder } from '#site/publish/places.ts'
import { BadFile, Rows } from '#site/publish/rows.ts'
import { count, listed, sentenceOf } from '#site/publish/sentence.ts'
import type { Checked, Task } from '#site/publish/task.ts'
import { needRenderer } from '#site/renderer/compile.ts'
import { loadRenderer, rendererFolder } from '#site/renderer/load.ts'

export type SiteOptions = Readonly<{
  /** The publication's file. */
  publication: string
  /** The folder that will hold the pages. What else lies in it stays as it is. */
  out: string
  /**
   * Where the record of the last run lies; beside what the host serves by
   * default. A build machine that starts empty keeps it elsewhere. It lists
   * every code, so it may lie nowhere that is served.
   */
  manifest?: string | undefined
  /** Publishes against every objection, draws all anew, and replaces files of others where a page belongs. Takes nothing else away. */
  force?: boolean | undefined
}>

export type SiteResult =
  /**
   * `written` counts the offers' pages that were drawn anew, `vanished` those of the run before that are gone;
   * `notes` are sentences about what a person should know.
   */
  | { ok: true; pages: number; written: number; vanished: number; notes: readonly string[] }
  | { ok: false; why: 'unreadable'; message: string }
  | { ok: false; why: 'faults'; faults: readonly Fault[] }
  /** `mayForce`: whether `force` would do it all the same. */
  | { ok: false; why: 'refused'; message: string; mayForce: boolean }
  /** It ended on the way; the next run makes it good. */
  | { ok: false; why: 'stopped'; message: string }

/** Where the record of a run lay before it was kept away from what is served. */
const oldRecord = (out: string) => `${out}.manifest.json`

const digest = (...parts: readonly (string | Uint8Array)[]) => {
  const hash = createHash('sha256')
  for (const [index, part] of parts.entries()) hash.update(index ? '\n' : '').update(part)
  return hash.digest('base64url')
}

/** What of the company every offer's page shows; colour and logo lie in a file of their own, and the language is that of the index. */
const shownOfCompany = (company: Presentation): string => JSON.stringify({ ...company, colour: null, logo: company.logo !== '', language: null })

/** Cuts a list into portions. */
const portions = <T>(all: readonly T[]): T[][] => Array.from({ length: Math.ceil(all.length / portion) }, (_, at) => all.slice(at * portion, (at + 1) * portion))

/** The file of a page, by its folder. */
const pageFile = (folder: string) => `${folder}/index.html`

/** The code in a page's folder. */
const codeIn = (folder: string) => folder.slice(folder.indexOf('/') + 1).replaceAll('-', '').toUpperCase()

/** What the first two rows say, as far as they are right. */
type Top = Readonly<{ header: Header; company: Presentation | null; faults: readonly Fault[] }>

function readTop(rows: Rows): Top | { faults: Fault[] } {
  const faults = rows.isWhole ? [] : [cutOff(rows.length)]
  for (const index of rows.notUtf8()) faults.push(notUtf8(index + 1))
  const head = readHeader(rows.text(0))
  if ('fault' in head) return { faults: [...faults, head.fault] }
  const company = readCompany(rows.text(1))
  if ('fault' in company) faults.push(company.fault)
  return { header: head.header, company: 'fault' in company ? null : company.company, faults }
}

/** A publication that has been read: what is right by itself and together. */
type PublicationRead = Readonly<{ header: Header; company: Presentation; pages: readonly PageRecord[]; folders: ReadonlySet<string>; content: string }>

const recordOf = (row: string, { folder, isOpen, successor }: Checked): PageRecord => (isOpen ? [row, folder] : [row, folder, successor ?? ''])

/**
 * Reads the offers. A row that was checked in the run before is known by its
 * digest and not even parsed.
 */
async function readRows(rows: Rows, { header, company, faults: ofTop }: Top, known: ReadonlyMap<string, PageRecord>, crew: Crew): Promise<PublicationRead | { faults: Fault[] }> {
  const digests = Array.from({ length: Math.max(0, rows.length - 2) }, (_, at) => rows.digest(at + 2))
  const fresh = [...digests.keys()].filter((at) => !known.has(digests[at]!)).map((at) => at + 2)
  const { checked, faults: ofRows } = await crew.do(portions(fresh).map((indices): Task => ({ kind: 'check', indices })), fresh.length)

  const byIndex = new Map(checked.map((each) => [each.index, each]))
  const entries: Entry[] = []
  const pages: PageRecord[] = []
  for (const [at, row] of digests.entries()) {
    const found: Checked | undefined = byIndex.get(at + 2)
    const page: PageRecord | undefined = found ? recordOf(row, found) : known.get(row)
    if (!page) continue
    // The folder says the code: the end of it, as people read it.
    entries.push({ number: at + 3, code: codeIn(page[1]), isOpen: page[2] === undefined, successor: page[2] || null })
    pages.push(page)
  }
  const faults = [...ofTop].concat(ofRows, faultsTogether(header, entries, digests.length))
  if (faults.length || !company) return { faults: faults.sort((a, b) => a.line - b.line) }
  return { header, company, pages, folders: new Set(pages.map(([, folder]) => folder)), content: digest(rows.text(1), ...digests) }
}

/** Every file besides the offers' pages, by its path: what pages load, index, page of what is not found, colour and logo, the hosts' files. */
async function drawShared(company: Presentation, { client }: RendererRecord): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  for (const file of client) files.set(file, await readFile(join(rendererFolder, 'client', file)))
  for (const [file, text] of await (await loadRenderer()).drawCommon(company)) files.set(file, Buffer.from(text))
  return files
}

/** Whether the files besides the offers' pages are as they were written. */
async function sharedIsWhole(out: string, shared: Manifest['shared'], there: ReadonlySet<string>): Promise<boolean> {
  for (const [file, expected] of Object.entries(shared))
    if (!there.has(file) || digest(await readFile(join(out, file))) !== expected) return false
  return true
}

/** The tasks that draw the rows of `wanted`: each with the row that its page links to. */
function drawing({ pages, company }: PublicationRead, { wanted, there }: Plan, out: string, run: string): Task[] {
  const linked = new Set(wanted.flatMap((at) => pages[at]![2] || []))
  const rowOf = new Map(linked.size ? pages.flatMap(([, folder], at) => (linked.has(codeIn(folder)) ? [[codeIn(folder), at + 2] as const] : [])) : [])
  const rows = wanted.map((at) => {
    const [, folder, successor] = pages[at]!
    return { index: at + 2, successor: successor ? rowOf.get(successor)! : null, replaces: there.has(pageFile(folder)) }
  })
  return portions(rows).map((each) => ({ kind: 'draw', company, out, run, rows: each }))
}

/** What a run has to do to a folder. */
type Plan = Readonly<{
  next: Omit<Manifest, 'shared'>
  /** Pages to draw, by their place in the publication. */
  wanted: readonly number[]
  /** Which of the files that are drawn or taken away are there. */
  there: ReadonlySet<string>
  /** Folders of pages of ours to take away. */
  gone: readonly string[]
  /** What is to be written besides offers' pages; null when all of it is as it should be. */
  shared: ReadonlyMap<string, Uint8Array> | null
  /** Paths that links and the like stand in the way of. */
  blocked: readonly string[]
  /** Files that are there, would be replaced, and were made by nobody we know of. */
  foreign: readonly string[]
}>

/** Compares what a publication asks for with what lies in the folder. */
async function planOf(set: PublicationRead, renderer: RendererRecord, { last, left }: Before, recorded: ReadonlyMap<string, PageRecord>, { out, force }: { out: string; force: boolean }): Promise<Plan> {
  const next: Plan['next'] = {
    format: manifestFormat,
    workspace: set.header.workspace,
    number: set.header.number,
    content: set.content,
    checkedBy: renderer.sources,
    drawnFrom: digest(renderer.id, shownOfCompany(set.company)),
    common: digest(renderer.id, JSON.stringify(set.company)),
    pages: set.pages,
  }
  const ours = new Set([...(last?.pages.map(([, folder]) => folder) ?? []), ...(left?.folders ?? [])])
  const oursShared = new Set([...Object.keys(last?.shared ?? {}), ...(left?.shared ?? [])])
  const gone = [...ours].filter((folder) => !set.folders.has(folder))
  const isSame = !force && last?.drawnFrom === next.drawnFrom
  // A page that stays is only asked for: nothing is written to where it lies.
  const isCurrent = ([row, folder]: PageRecord) =>
    isSame && recorded.get(row)?.[1] === folder && !left?.folders.has(folder) && kindAt(`${out}/${pageFile(folder)}`) === 'file'
  const wanted = set.pages.flatMap((page, at) => (isCurrent(page) ? [] : [at]))
  const { there, blocked } = look(out, [...wanted.map((at) => pageFile(set.pages[at]![1])), ...gone.map(pageFile), ...oursShared])
  const isShared = !force && left === null && last?.common === next.common && (await sharedIsWhole(out, last.shared, there))
  const shared = isShared ? null : await drawShared(set.company, renderer)
  const ofShared = look(out, shared?.keys() ?? [])
  return {
    next,
    there,
    wanted,
    gone: gone.filter((folder) => there.has(pageFile(folder)) || left?.folders.has(folder)),
    shared,
    blocked: [...new Set([...blocked, ...ofShared.blocked])],
    foreign: [...ofShared.there].filter((file) => !oursShared.has(file)).concat([...set.folders].map(pageFile).filter((file) => there.has(file) && !ours.has(dirname(file)))),
  }
}

const refused = (message: string, mayForce = false): SiteResult => ({ ok: false, why: 'refused', message, mayForce })

/** Where a run's records and its folder's lock lie, and where what is served lies. */
type Places = Readonly<{ out: string; record: string; lock: string; snippet: string; served: readonly string[]; moves: boolean }>

function placesOf({ out: folder, manifest: named }: SiteOptions, base: string): Places {
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
function badPlace({ out, record, served }: Places, publication: string): string | null {
  const kind = kindAt(out)
  if (kind === 'file' || kind === 'else') return `${out} is no folder. Name one with --out.`
  const within = (path: string) => served.some((folder) => isWithin(path, folder))
  if (within(record)) return `The record of a run lists the code of every offer, and ${record} lies where the host serves it. Name another place with --manifest.`
  if (within(realPath(publication))) return `The publication lists the code of every offer, and ${publication} lies where the host serves it. Put it elsewhere.`
  return null
}

/** Moves a file, to another disk too. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    copyFileSync(from, to)
    rmSync(from)
  }
}

/** Brings the records of earlier runs out of what is served, once. @returns what a person should know of it */
function moveRecords({ out, record, snippet, moves }: Places): string[] {
  const pairs = [[oldRecord(out), record], [`${oldRecord(out)}.journal`, `${record}.journal`], [`${out}.nginx.conf`, snippet]] as const
  const found = moves ? pairs.filter(([from]) => kindAt(from) === 'file') : []
  const notes: string[] = []
  for (const [from, to] of found) {
    if (existsSync(to)) {
      notes.push(`${from} lies where the host serves it, and is read no more. Delete it.`)
      continue
    }
    move(from, to)
    notes.push(`${from} lay where the host serves it, and lies at ${to} now.${to === snippet ? ' Include it from there.' : ''}`)
  }
  return notes
}

/** What lies in a folder that no run of ours has a record of. */
function strangers(out: string, foreign: readonly string[], record: string): string {
  const names = namesIn(out)
  const replaced = foreign.length ? `would replace ${listed(foreign)}` : 'would replace none of them'
  return `${out} holds ${count(names.length, 'thing')} that no run has a record of (${listed(names)}); there is no ${record}. With --force this run ${replaced}, and everything else stays as it is.`
}

/** Takes away what killed runs had not put in its place yet. */
function removeParts(out: string, { runs, folders, shared }: Left): void {
  const files = [...[...folders].map(pageFile), ...shared]
  takeAway(out, runs.flatMap((run) => files.map((file) => partOf(file, run))))
}

type Begun = { isUnderWay: boolean }

async function publish(options: SiteOptions, rows: Rows, crew: Crew, begun: Begun): Promise<SiteResult> {
  const force = options.force ?? false
  const top = readTop(rows)
  if (!('header' in top)) return { ok: false, why: 'faults', faults: top.faults }
  // Where nothing can be written there is still something to say of every row.
  if (!top.company) return { ok: false, why: 'faults', faults: ((await readRows(rows, top, new Map(), crew)) as { faults: Fault[] }).faults }
  const places = placesOf(options, basePath(top.company.siteAddress))
  const { out, record } = places
  const bad = badPlace(places, options.publication)
  if (bad) return refused(bad)

  const lock = await takeLocks(`${record}.lock`, places.lock)
  if ('holder' in lock) {
    const { host, pid, since, file } = lock.holder
    return refused(`Another run is at work on ${out}: process ${pid} on ${host}, since ${since}. Wait until it is through. If it is no more, delete ${file}.`)
  }
  try {
    const journal = new Journal(record)
    const notes = moveRecords(places)
    let before: Before = { last: null, left: null }
    try {
      before = await readBefore(record, journal)
    } catch (error) {
      if (!(error instanceof BadRecord)) throw error
      if (!force) return refused(`${error.message} Nobody knows which pages are whole and which are ours. With --force this run draws all pages anew and takes none away, so that pages of offers that are no more may stay.`, true)
      notes.push('Pages of earlier runs that are not in this publication stay, because no record says which they are. Look for them yourself.')
    }
    return await bring({ rows, crew, top, places, journal, before, notes, force, begun })
  } finally {
    await lock.release()
  }
}

type Work = Readonly<{ rows: Rows; crew: Crew; top: Top; places: Places; journal: Journal; before: Before; notes: readonly string[]; force: boolean; begun: Begun }>

/** Brings a folder to what a publication asks for; the lock is ours. */
async function bring({ rows, crew, top, places: { out, record, snippet }, journal, before, notes, force, begun }: Work): Promise<SiteResult> {
  const { last, left } = before
  const renderer = await needRenderer()
  // What was found right by these very checks need not be checked again.
  const recorded = new Map(last?.pages.map((page) => [page[0], page]))
  const set = await readRows(rows, top, last?.checkedBy === renderer.sources ? recorded : new Map<string, PageRecord>(), crew)
  if ('faults' in set) return { ok: false, why: 'faults', ...set }
  const vanished = last?.pages.filter(([, folder]) => !set.folders.has(folder)).length ?? 0
  const message = last && objection(last, { ...set.header, content: set.content }, vanished)
  if (message && !force) return refused(message, true)

  const plan = await planOf(set, renderer, before, recorded, { out, force })
  const { next, wanted, gone, shared, blocked, foreign } = plan
  if (blocked.length) return refused(`In ${out} a page or a file of the site belongs where a link or a folder lies: ${listed(blocked)}. Nothing is written over or through it; take it away.`)
  if (!last && !left && !force && namesIn(out).length) return refused(strangers(out, foreign, record), true)
  if (foreign.length && !force) return refused(`In ${out} a page or a file of the site belongs where a file lies that no run has made: ${listed(foreign)}. With --force this run replaces it.`, true)

  const result: SiteResult = { ok: true, pages: set.pages.length, written: wanted.length, vanished, notes }
  const include = nginxSnippet(basePath(set.company.siteAddress))
  if ((await readIfThere(snippet)) !== include) writeRecord(snippet, include)
  if (!shared && !wanted.length && !gone.length && !left && last?.number === next.number) return result

  const run = randomBytes(6).toString('hex')
  const current = shared ? Object.fromEntries([...shared].map(([file, content]) => [file, digest(content)])) : last!.shared
  const old = Object.keys(last?.shared ?? {}).concat(left?.shared ?? []).filter((file) => !(file in current))
  const work: Left = {
    runs: [...(left?.runs ?? []), run],
    folders: new Set([...(left?.folders ?? []), ...wanted.map((at) => set.pages[at]![1]), ...gone]),
    shared: shared || left ? [...new Set([...Object.keys(current), ...old])] : [],
  }
  makeFolder(out)
  await journal.begin(work)
  begun.isUnderWay = true
  if (left) removeParts(out, { ...work, runs: left.runs })
  // What pages name is there before them, and goes only after the last page that named it.
  for (const [file, content] of shared ?? []) {
    const is = kindAt(join(out, file)) === 'file' ? digest(await readFile(join(out, file))) : null
    if (is !== current[file]) putBelow(out, file, content, run)
  }
  await crew.do(drawing(set, plan, out, run), wanted.length)
  takeAway(out, [...gone.map(pageFile), ...old])
  writeRecord(record, JSON.stringify({ ...next, shared: current } satisfies Manifest))
  await journal.end()
  return result
}

/**
 * Publishes a publication into a folder: draws what changed, takes away what
 * earlier runs have made and is gone, and leaves everything else untouched.
 * Nothing is written before the whole publication has been found right; each
 * file is replaced whole; no link is followed below the folder; one run at a
 * time; and a run that is killed is made good by the next one.
 *
 * @throws Error when the site itself does not compile: a fault of ours, not of the file
 */
export async function buildSite(options: SiteOptions): Promise<SiteResult> {
  const begun: Begun = { isUnderWay: false }
  let crew: Crew | null = null
  try {
    const rows = Rows.read(options.publication)
    crew = new Crew(rows)
    return await publish(options, rows, crew, begun)
  } catch (error) {
    const message = error instanceof BadFile ? error.message : sentenceOf(error)
    if (message === null) throw error
    return { ok: false, why: begun.isUnderWay ? 'stopped' : 'unreadable', message }
  } finally {
    await crew?.close()
  }
}
