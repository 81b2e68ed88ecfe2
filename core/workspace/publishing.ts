import * as v from 'valibot'
import { newId, sha256, toHex, utf8 } from '#core/model/bytes.ts'
import { codeSchema } from '#core/model/offer.ts'
import { Problem } from '#core/model/problem.ts'
import { lineOf, presentationOf, publicationOf, writePublication } from '#core/publication/project.ts'
import { codeOf } from '#core/publication/publication.ts'
import type { Database } from '#core/storage/database.ts'
import type { PublicationRecord } from '#core/storage/records.ts'
import { command } from '#core/workspace/command.ts'
import { listReadyOffers, type OfferGlance } from '#core/workspace/offerViews.ts'

/** The whole public side as text, under the next number. */
async function writeNext(db: Database, now: number) {
  const [workspace, company, offers, versions, last] = await Promise.all([
    db.at('workspace').get('workspace'),
    db.at('company').get('company'),
    db.at('offers').toArray(),
    db.at('versions').toArray(),
    db.at('publications').orderBy('number').last(),
  ])
  if (!workspace || !company) throw new Problem('notSetUp')
  const byId = new Map(offers.map((offer) => [offer.id, offer]))
  const lines = versions.map((version) => lineOf(version, byId.get(version.offerId)!, now))
  const number = (last?.number ?? 0) + 1
  return {
    number,
    codes: lines.filter((line) => line.t === 'offer' && line.state === 'open').map(codeOf),
    text: writePublication(publicationOf(workspace.name, number, presentationOf(company), lines)),
  }
}

/** Writes the publication: the public side of every frozen offer. @returns the file's text and number */
export const exportPublication = command({
  input: v.undefined(),
  may: 'publication.export',
  async prepare({ db, now }) {
    const next = await writeNext(db, now())
    return { ...next, sha256: toHex(await sha256(utf8(next.text))) }
  },
  async run(work, _input, { number, codes, text, sha256 }) {
    const last = await work.db.at('publications').orderBy('number').last()
    if ((last?.number ?? 0) + 1 !== number) throw new Problem('wrongState')
    await work.put('publications', { id: newId(), number, at: work.at, by: work.user.id, codes, sha256 })
    await work.log('published', { detail: { number, n: codes.length } })
    return { number, text, pages: codes.length }
  },
})

/** A person has seen that the pages answer. */
export const markOnline = command({
  input: v.object({ codes: v.array(codeSchema) }),
  may: 'publication.export',
  async run(work, { codes }) {
    let n = 0
    for (const code of codes) {
      const version = await work.get('versions', code)
      if (version.state !== 'ready') continue
      await work.put('versions', { ...version, state: 'published' })
      n++
    }
    if (n) await work.log('online', { detail: { n } })
    return n
  },
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

/** Whether anything was ever published. */
export const wasPublished = async (db: Database): Promise<boolean> =>
  (await db.at('publications').count()) > 0
