import { derivedIn, type Source, type Tally } from '#core/storage/derived/tables.ts'

/** Names of the tallies, and what their counts are by. */
export const tallyIds = {
  /** Clocks of a kind, by what they run to. */
  clock: (kind: string) => `clock/${kind}`,
  /** Newest versions that wait to be published, by the instant at which they close. */
  ready: 'offers/ready',
  /** Newest versions that are online, by the instant at which they close. */
  published: 'offers/published',
  /** Newest versions that were withdrawn; under `all`. */
  withdrawn: 'offers/withdrawn',
  /** Recipients that accepted, by the month in which they did, where the company is. */
  accepted: 'answers/accepted',
  declined: 'answers/declined',
  /** Replies, by state. */
  replies: 'replies',
  /** `all` customers, and the `next` free place. */
  customers: 'places/customers',
  offers: 'places/offers',
  /** How often each shard was written, by shard: whoever holds shards in memory reads again those that have changed. */
  findRevisions: 'revisions/find',
  customerRevisions: 'revisions/customers',
  offerRevisions: 'revisions/offers',
} as const

/** The tallies that say how often shards were written. */
export const revisionIds = [
  tallyIds.findRevisions,
  tallyIds.customerRevisions,
  tallyIds.offerRevisions,
] as const

/** Counts that are changed, gathered so that each tally is read and written once. */
export class Tallies {
  private readonly changes = new Map<string, Map<string, number>>()

  add(id: string, key: string, n: number): void {
    const counts = this.changes.get(id) ?? new Map<string, number>()
    counts.set(key, (counts.get(key) ?? 0) + n)
    this.changes.set(id, counts)
  }

  /** The tallies that something was added to. */
  get ids(): string[] {
    return [...this.changes.keys()]
  }

  /** What was added to a tally. */
  counts(id: string): Record<string, number> {
    return added(undefined, this.changes.get(id) ?? new Map<string, number>())
  }

  /** Writes what was added. */
  async write(source: Source): Promise<void> {
    const { ids } = this
    if (!ids.length) return
    const table = derivedIn(source, 'tallies')
    const before = await table.bulkGet(ids)
    await table.bulkPut(ids.map((id, index) => ({ id, counts: added(before[index], this.changes.get(id)!) })))
  }
}

function added(before: Tally | undefined, changes: ReadonlyMap<string, number>): Record<string, number> {
  const counts: Record<string, number> = { ...before?.counts }
  for (const [key, n] of changes) {
    const sum = (counts[key] ?? 0) + n
    if (sum === 0) delete counts[key]
    else counts[key] = sum
  }
  return counts
}

/** The counts of several tallies, each empty where nothing was counted. */
export async function readTallies<T extends string>(
  source: Source,
  ids: readonly T[],
): Promise<Record<T, Readonly<Record<string, number>>>> {
  const found = await derivedIn(source, 'tallies').bulkGet([...ids])
  return Object.fromEntries(ids.map((id, index) => [id, found[index]?.counts ?? {}])) as Record<
    T,
    Readonly<Record<string, number>>
  >
}

/** The sum of the counts whose keys lie in a range, both ends included. */
export function sumBetween(counts: Readonly<Record<string, number>>, from: string, to: string): number {
  let sum = 0
  for (const [key, n] of Object.entries(counts)) if (key >= from && key <= to) sum += n
  return sum
}

/** The sum of the counts whose keys come after another. */
export const sumAfter = (counts: Readonly<Record<string, number>>, key: string): number =>
  Object.entries(counts).reduce((sum, [each, n]) => (each > key ? sum + n : sum), 0)
