import { randomBytes } from 'node:crypto'
import type { Fault } from '#core/publication/fault.ts'
import { basePath } from '#core/publication/pages.ts'
import { nginxSnippet } from '#site/deploy.ts'
import { carryOut, workOf } from '#site/publish/carryOut.ts'
import { Crew } from '#site/publish/crew.ts'
import { takeLocks } from '#site/publish/lock.ts'
import {
  BadRecord,
  Journal,
  readBefore,
  readIfThere,
  writeRecord,
  type Before,
} from '#site/publish/manifest.ts'
import { moveRecords } from '#site/publish/oldRecords.ts'
import { makeFolder } from '#site/publish/output.ts'
import { badPlace, placesOf, type Places } from '#site/publish/places.ts'
import { goneOf, isNothing, planOf } from '#site/publish/plan.ts'
import { readOffers, readTop, type Top } from '#site/publish/reading.ts'
import { heldBy, refuseFolder, refuseLoss, unknownBefore, type Refusal } from '#site/publish/refusal.ts'
import { BadFile, Rows } from '#site/publish/rows.ts'
import { sentenceOf } from '#site/publish/sentence.ts'
import { needRenderer } from '#site/renderer/compile.ts'

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
  /** Publishes whatever would be refused, draws all anew, and replaces files of others where a page belongs. Takes nothing else away. */
  force?: boolean | undefined
}>

export type SiteResult =
  /**
   * `written` counts the offers' pages that were drawn anew, `vanished` those of the run before that are gone;
   * `notes` are sentences about what a person should know; `record` is the file that lists what lies in the folder.
   */
  | {
      ok: true
      pages: number
      written: number
      vanished: number
      notes: readonly string[]
      record: string
      siteAddress: string
    }
  | { ok: false; why: 'unreadable'; message: string }
  | { ok: false; why: 'faults'; faults: readonly Fault[] }
  /** `mayForce`: whether `force` would do it all the same. */
  | { ok: false; why: 'refused'; message: string; mayForce: boolean }
  /** It ended on the way; the next run makes it good. */
  | { ok: false; why: 'stopped'; message: string }

/** A run, from the moment that its file was read. */
type Run = Readonly<{ options: SiteOptions; rows: Rows; crew: Crew; notes: string[] }> & {
  /** Whether something may have been written or taken away already. */
  isUnderWay: boolean
}

/**
 * Publishes a publication into a folder: draws what changed, takes away what
 * earlier runs have made and is gone, and leaves everything else untouched.
 * Nothing is written before the whole publication has been found right; each
 * file is replaced whole; no link is followed below the folder; one run at a
 * time; and a run that is killed is made good by the next one.
 *
 * @throws Error when the site itself does not compile: an error of ours, not of the file
 */
export async function buildSite(options: SiteOptions): Promise<SiteResult> {
  let run: Run | null = null
  try {
    const rows = Rows.read(options.publication)
    run = { options, rows, crew: new Crew(rows), notes: [], isUnderWay: false }
    return await publish(run)
  } catch (error) {
    const message = error instanceof BadFile ? error.message : sentenceOf(error)
    if (message === null) throw error
    return { ok: false, why: run?.isUnderWay ? 'stopped' : 'unreadable', message }
  } finally {
    await run?.crew.close()
  }
}

const refused = (refusal: Refusal): SiteResult => ({ ok: false, why: 'refused', ...refusal })

/** Reads what says where the site belongs, and brings it there while no other run does. */
async function publish(run: Run): Promise<SiteResult> {
  const { options, rows, crew } = run
  const top = readTop(rows)
  if (!('header' in top)) return { ok: false, why: 'faults', faults: top.faults }
  // Where nothing can be written there is still something to say of every row.
  if (!top.company)
    return {
      ok: false,
      why: 'faults',
      faults: ((await readOffers(rows, top, null, crew)) as { faults: Fault[] }).faults,
    }
  const places = placesOf(options.out, options.manifest, basePath(top.company.siteAddress))
  const bad = badPlace(places, options.publication)
  if (bad) return refused({ message: bad, mayForce: false })

  const lock = await takeLocks(`${places.record}.lock`, places.lock)
  if ('holder' in lock) return refused(heldBy(lock.holder, places.out))
  try {
    const journal = new Journal(places.record)
    run.notes.push(...moveRecords(places))
    const before = lookBack(run, places, journal)
    return 'message' in before ? refused(before) : await bring(run, top, places, journal, before)
  } finally {
    lock.release()
  }
}

/** Reads what the runs before have left. With `force` a damaged record is as good as none. */
function lookBack({ options, notes }: Run, { record }: Places, journal: Journal): Before | Refusal {
  try {
    return readBefore(record, journal)
  } catch (error) {
    if (!(error instanceof BadRecord)) throw error
    if (!options.force) return unknownBefore(error)
    notes.push(
      'Pages of earlier runs that are not in this publication stay, because no record says which they are. Look for them yourself.',
    )
    return { last: null, left: null }
  }
}

/** Brings a folder to what a publication asks for; the lock is ours. */
async function bring(
  run: Run,
  top: Top,
  places: Places,
  journal: Journal,
  before: Before,
): Promise<SiteResult> {
  const {
    rows,
    crew,
    notes,
    options: { force = false },
  } = run
  const { out, record, snippet } = places
  const { last, left } = before

  const renderer = await needRenderer()
  // What was found right by these very checks need not be checked again.
  const set = await readOffers(rows, top, last?.checkedBy === renderer.sources ? last : null, crew)
  if ('faults' in set) return { ok: false, why: 'faults', ...set }
  const vanished = goneOf(set.pages, { last, left: null }).length
  const loss = last && refuseLoss(last, { ...set.header, content: set.content }, vanished)
  if (loss && !force) return refused(loss)

  const plan = await planOf({ set, renderer, before, out, force })
  const taken = refuseFolder(places, plan, before)
  if (taken && !(force && taken.mayForce)) return refused(taken)

  const include = nginxSnippet(basePath(set.company.siteAddress))
  if (readIfThere(snippet) !== include) writeRecord(snippet, include)
  const result: SiteResult = {
    ok: true,
    pages: set.pages.length,
    written: plan.wanted.length,
    vanished,
    notes,
    record,
    siteAddress: set.company.siteAddress,
  }
  if (isNothing(plan, before)) return result

  const token = randomBytes(6).toString('hex')
  const work = workOf(set, plan, left, token)
  makeFolder(out)
  journal.begin(work)
  run.isUnderWay = true
  await carryOut({ set, plan, work, left, out, run: token, crew })
  writeRecord(record, JSON.stringify(plan.next))
  journal.end()
  return result
}
