import { createSHA256 } from 'hash-wasm'
import * as v from 'valibot'
import { stateAt } from '#core/clock/offer.ts'
import { FileParts } from '#core/exchange/fileParts.ts'
import { newId } from '#core/model/bytes.ts'
import type { Company } from '#core/model/company.ts'
import { codeSchema, type Version } from '#core/model/offer.ts'
import { Problem } from '#core/model/problem.ts'
import type { RecipientState } from '#core/model/recipient.ts'
import { hex, whole } from '#core/model/schema.ts'
import {
  headerOf,
  isShown,
  lineOf,
  presentationOf,
  rowOf,
  withoutDeadLink,
} from '#core/publication/project.ts'
import { codeOf, type OfferLine } from '#core/publication/publication.ts'
import type { Database } from '#core/storage/database.ts'
import { eachPage } from '#core/storage/derived/pages.ts'
import type { PublicationRecord } from '#core/storage/records.ts'
import { command, outcome, permit, type Context, type Outcome } from '#core/workspace/command.ts'
import { listReadyOffers, type OfferGlance } from '#core/workspace/offerViews.ts'
import { goOn, readingAll, type Watch } from '#core/workspace/watch.ts'
import type { Work } from '#core/workspace/work.ts'

/** The whole public side as a file, under the next number. It is published once `recordPublication` says so. */
export type PublicationFile = Readonly<{
  file: Blob
  number: number
  /** Of the pages that show an offer which is not over. */
  codes: readonly string[]
  sha256: string
  /** It says what the last one said, and has that one's number. */
  isLast: boolean
}>

const numberAfter = (last: PublicationRecord | undefined) => (last?.number ?? 0) + 1

/** States of a recipient whose answer a person has confirmed. */
const answeredStates: readonly RecipientState[] = ['accepted', 'acceptedWithChanges', 'declined']

/** Codes of offers whose page says that the answer was received: to one customer, accepted or declined, as a person has confirmed. */
export async function findAnswered(
  db: Database,
  { showReceived }: Company,
  versions: readonly Version[],
): Promise<ReadonlySet<string>> {
  if (!showReceived) return new Set()
  const codes = versions.filter(({ binding }) => binding.audience === 'one').map(({ code }) => code)
  const replies = (await db.at('replies').where('code').anyOf(codes).toArray()).filter(
    ({ state, content }) =>
      state === 'confirmed' && (content?.answer === 'accept' || content?.answer === 'decline'),
  )
  const recipients = await db.at('recipients').bulkGet(replies.map(({ recipientId }) => recipientId ?? ''))
  // A person may have put the recipient back since.
  return new Set(
    replies
      .filter((_, index) => recipients[index] && answeredStates.includes(recipients[index].state))
      .flatMap(({ code }) => code ?? []),
  )
}

/** The lines of some versions, in their order. */
async function linesOf(
  db: Database,
  company: Company,
  versions: readonly Version[],
  now: number,
): Promise<OfferLine[]> {
  // Offers say something of versions that were replaced alone: to get thousands of records one by one takes seconds.
  const replaced = versions.filter(({ state }) => state === 'superseded')
  const found = await db.at('offers').bulkGet([...new Set(replaced.map(({ offerId }) => offerId))])
  const offers = new Map(found.flatMap((offer) => (offer ? [[offer.id, offer]] : [])))
  const answered = await findAnswered(db, company, versions)
  const lines = versions.map((version) =>
    lineOf(version, offers.get(version.offerId)!, now, answered.has(version.code)),
  )
  const linked = lines.flatMap((line) => (line.t === 'closed' ? (line.successor ?? []) : []))
  const successors = (await db.at('versions').bulkGet(linked)).filter((each) => each && isShown(each, now))
  const shown = new Set(successors.map((each) => each!.code))
  return lines.map((line) => withoutDeadLink(line, (code) => shown.has(code)))
}

const type = 'application/x-ndjson'

/** The beginning of a file under one number: what it is, and the digest of the whole once all of it has come. */
async function begin(header: string) {
  return { header, digest: (await createSHA256()).init().update(header) }
}

/**
 * Writes the file part by part, as everything is at one moment. Keys of versions are their codes: so the lines are in their order.
 *
 * @param mayBeLast where nothing has changed, the file is the last one again
 */
async function writeFile(
  db: Database,
  now: number,
  mayBeLast: boolean,
  watch: Watch,
): Promise<PublicationFile> {
  const [workspace, company, last, all] = await Promise.all([
    db.at('workspace').get('workspace'),
    db.at('company').get('company'),
    db.at('publications').orderBy('number').last(),
    db.at('versions').count(),
  ])
  if (!workspace || !company) throw new Problem('notSetUp')
  const number = numberAfter(last)
  const headerUnder = (number: number) => rowOf(headerOf(workspace.name, number, all))
  const next = await begin(headerUnder(number))
  const again = mayBeLast && last ? await begin(headerUnder(last.number)) : null
  const body = new FileParts()
  const codes: string[] = []
  let done = 0
  const add = (rows: string) => {
    next.digest.update(rows)
    again?.digest.update(rows)
    body.add(rows)
  }
  add(rowOf(presentationOf(company)))
  await eachPage(db, 'versions', async (page) => {
    goOn(watch)
    const lines = await linesOf(db, company, page, now)
    add(lines.map(rowOf).join(''))
    codes.push(...lines.filter((line) => line.t === 'offer' && line.state !== 'expired').map(codeOf))
    done += page.length
    watch.onPart?.(done, all, 'reading')
  })
  const fileUnder = (header: string) => new Blob([header, body.end(type)], { type })
  if (again && last && again.digest.digest() === last.sha256)
    return {
      file: fileUnder(again.header),
      number: last.number,
      codes,
      sha256: last.sha256,
      isLast: true,
    }
  return { file: fileUnder(next.header), number, codes, sha256: next.digest.digest(), isLast: false }
}

/**
 * The offers whose pages nobody has seen online yet, as a publication file of
 * their own: their pages can be drawn from it without reading all others.
 *
 * @param most null is given where more wait
 */
export async function writeReadyFile(db: Database, now: number, most: number): Promise<Blob | null> {
  const [workspace, company, versions] = await Promise.all([
    db.at('workspace').get('workspace'),
    db.at('company').get('company'),
    db.at('versions').where({ state: 'ready' }).toArray(),
  ])
  if (!workspace || !company) throw new Problem('notSetUp')
  const ready = versions.filter((version) => stateAt(version, now) === 'ready')
  if (!ready.length || ready.length > most) return null
  const lines = await linesOf(db, company, ready, now)
  const rows = [headerOf(workspace.name, 1, lines.length), presentationOf(company), ...lines].map(rowOf)
  return new Blob(rows, { type })
}

/**
 * Writes the publication: the public side of every frozen offer. Nothing is changed yet.
 *
 * @param mayBeLast where nothing has changed, the file is the last one again and takes no number
 */
export function writePublicationFile(
  context: Context,
  watch: Watch = {},
  mayBeLast = false,
): Promise<Outcome<PublicationFile>> {
  return outcome(context.db, async () => {
    await permit(context, 'publication.export')
    const { db, now } = context
    return { value: await readingAll(db, watch, () => writeFile(db, now(), mayBeLast, watch)), undo: [] }
  })
}

/** A publication has become a file or a site: it takes its number. Problem `wrongState` when another one has. */
export const recordPublication = command({
  input: v.object({ number: whole(1, Number.MAX_SAFE_INTEGER), codes: v.array(codeSchema), sha256: hex(64) }),
  may: 'publication.export',
  async run(work, { number, codes, sha256 }) {
    const last = await work.db.at('publications').orderBy('number').last()
    if (numberAfter(last) !== number) throw new Problem('wrongState')
    await work.put('publications', { id: newId(), number, at: work.at, by: work.user.id, codes, sha256 })
    await work.log('published', { detail: { number, n: codes.length } })
  },
})

/** Writes the publication and gives it its number. @returns the file, its number, and how many pages show an open offer */
export async function exportPublication(
  context: Context,
  watch: Watch = {},
): Promise<Outcome<Readonly<{ file: Blob; number: number; pages: number }>>> {
  const written = await writePublicationFile(context, watch)
  if (!written.ok) return written
  const { file, number, codes, sha256 } = written.value
  const recorded = await recordPublication(context, { number, codes: [...codes], sha256 })
  return recorded.ok ? { ...recorded, value: { file, number, pages: codes.length } } : recorded
}

/** Pages are online: says so of those that waited for it. @returns how many did */
export async function noteOnline(work: Work, codes: readonly string[]): Promise<number> {
  const found = await work.db.at('versions').bulkGet([...codes])
  const ready = found.filter((version) => version?.state === 'ready') as Version[]
  await work.putAll(
    'versions',
    ready.map((version) => ({ ...version, state: 'published' as const })),
  )
  if (ready.length) await work.log('online', { detail: { n: ready.length } })
  return ready.length
}

/** Pages are not counted as online any more: says so of those that were. @returns how many were */
export async function noteOffline(work: Work, codes: readonly string[]): Promise<number> {
  const found = await work.db.at('versions').bulkGet([...codes])
  const online = found.filter((version) => version?.state === 'published') as Version[]
  await work.putAll(
    'versions',
    online.map((version) => ({ ...version, state: 'ready' as const })),
  )
  if (online.length) await work.log('offline', { detail: { n: online.length } })
  return online.length
}

/** A person has seen that the pages answer. */
export const markOnline = command({
  input: v.object({ codes: v.array(codeSchema) }),
  may: 'publication.export',
  run: (work, { codes }) => noteOnline(work, codes),
})

/** How the published set stands: the last export, and what has been frozen or closed since. */
export type PublicationStatus = Readonly<{
  last: PublicationRecord | null
  /** Frozen offers whose page is not online yet. */
  ready: readonly OfferGlance[]
  /** Codes of those that the last export holds: they are online as soon as the site is built from it. */
  exported: readonly string[]
  /** Closed since the last export: their pages still take answers. */
  stillOpen: number
}>

/** How the published set stands at `now` (milliseconds since 1970). */
export async function readPublicationStatus(db: Database, now: number): Promise<PublicationStatus> {
  const [last, ready, closed] = await Promise.all([
    db.at('publications').orderBy('number').last(),
    listReadyOffers(db, now),
    db.at('versions').where('state').anyOf('superseded', 'withdrawn').primaryKeys(),
  ])
  const inLast = new Set(last?.codes ?? [])
  return {
    last: last ?? null,
    ready,
    exported: ready.map(({ code }) => code).filter((code) => inLast.has(code)),
    stillOpen: closed.filter((code) => inLast.has(code)).length,
  }
}

/** The number of the last publication; 0 where there is none. Its record may be long and is not read. */
export const lastNumber = async (db: Database): Promise<number> =>
  ((await db.at('publications').orderBy('number').reverse().limit(1).keys())[0] as number | undefined) ?? 0

/** Whether a publication is one of this workspace's. */
export const isPublication = async (db: Database, number: number, sha256: string): Promise<boolean> =>
  (await db.at('publications').where({ number }).toArray()).some((each) => each.sha256 === sha256)

/** Whether anything was ever published. */
export const wasPublished = async (db: Database): Promise<boolean> =>
  (await db.at('publications').count()) > 0
