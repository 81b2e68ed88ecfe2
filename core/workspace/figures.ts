import type { Database } from '#core/storage/database.ts'
import { readTallies, sumAfter, sumBetween, tallyIds } from '#core/storage/derived/tallies.ts'

/** Offers by state, and answers by month (`YYYY-MM`). */
export type Figures = Readonly<{
  states: Readonly<Record<'draft' | 'ready' | 'published' | 'expired' | 'withdrawn', number>>
  accepted: Readonly<Record<string, number>>
  declined: Readonly<Record<string, number>>
}>

/** How things stand at `now` (milliseconds since 1970). */
export async function readFigures(db: Database, now: number): Promise<Figures> {
  const { ready, published, withdrawn, accepted, declined } = tallyIds
  const [tallies, draft] = await Promise.all([
    readTallies(db, [ready, published, withdrawn, accepted, declined]),
    db.at('drafts').count(),
  ])
  const instant = new Date(now).toISOString()
  // A version is over at the instant at which it closes.
  const over = sumBetween(tallies[ready], '', instant) + sumBetween(tallies[published], '', instant)
  return {
    states: {
      draft,
      ready: sumAfter(tallies[ready], instant),
      published: sumAfter(tallies[published], instant),
      expired: over,
      withdrawn: tallies[withdrawn].all ?? 0,
    },
    accepted: tallies[accepted],
    declined: tallies[declined],
  }
}
