import type { Database } from '#core/storage/database.ts'
import type { CustomerRow } from '#core/storage/derived/customerRows.ts'
import type { OfferRow } from '#core/storage/derived/offerRows.ts'
import { readRows, rowLists, rowShardId, type RowList } from '#core/storage/derived/shards.ts'
import { derivedIn } from '#core/storage/derived/tables.ts'
import { followShards, type Listener } from '#core/workspace/follow.ts'

/** So many shards are read at once: while they are parsed, the browser reads the next. */
const readTogether = 10

type RowOf = { customers: CustomerRow; offers: OfferRow }

/**
 * Every row of a list, in no order, and again whenever some of them change.
 *
 * @returns what ends it
 */
export function followRows<L extends RowList>(
  db: Database,
  list: L,
  { next, error }: Listener<readonly RowOf[L][]>,
): () => void {
  const rows = new Map<number, readonly (RowOf[L] | null)[]>()
  async function readPart(shards: readonly number[]): Promise<void> {
    const found = await derivedIn(db, 'rowShards').bulkGet(shards.map((shard) => rowShardId(list, shard)))
    for (const [index, shard] of shards.entries()) rows.set(shard, readRows<RowOf[L]>(found[index]))
  }
  async function read(shards: readonly number[]): Promise<void> {
    const parts = Map.groupBy(shards, (shard) => Math.floor(shard / readTogether))
    await Promise.all([...parts.values()].map(readPart))
  }
  const all = () => next([...rows.values()].flatMap((shard) => shard.filter((row) => row !== null)))
  return followShards(db, rowLists[list], read, { next: all, error })
}
