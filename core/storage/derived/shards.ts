import type { Customer } from '#core/model/customer.ts'
import { derivedIn, shardSize, type FindShard, type Source } from '#core/storage/derived/tables.ts'
import { tallyIds, type Tallies } from '#core/storage/derived/tallies.ts'
import { customerWords } from '#core/storage/search.ts'

/** A line of a list with its place; null where there is none any more. */
export type Placed<T> = Readonly<{ slot: number; value: T | null }>

/** The lists that have shards of rows. */
export const rowLists = { customers: tallyIds.customerRevisions, offers: tallyIds.offerRevisions } as const
export type RowList = keyof typeof rowLists

export const shardOf = (slot: number) => Math.floor(slot / shardSize)

export const rowShardId = (list: RowList, shard: number) => `${list}/${shard}`

function byShard<T>(lines: readonly Placed<T>[]): Map<number, Placed<T>[]> {
  return Map.groupBy(lines, ({ slot }) => shardOf(slot))
}

/** The values with some of them replaced; nothing stands behind the last one that is left. */
function replaced<T>(values: readonly (T | null)[], lines: readonly Placed<T>[]): (T | null)[] {
  const all = [...values]
  for (const { slot, value } of lines) {
    const at = slot % shardSize
    while (all.length < at) all.push(null)
    all[at] = value
  }
  while (all.length && all.at(-1) === null) all.pop()
  return all
}

/** The rows of a shard, in the order of their places. */
export const readRows = <T>(shard: { rows: string } | undefined): (T | null)[] =>
  shard ? (JSON.parse(shard.rows) as (T | null)[]) : []

/** Puts rows in their places. */
export async function writeRows<T>(
  source: Source,
  list: RowList,
  lines: readonly Placed<T>[],
  tallies: Tallies,
): Promise<void> {
  const table = derivedIn(source, 'rowShards')
  const shards = byShard(lines)
  const ids = [...shards.keys()].map((shard) => rowShardId(list, shard))
  const before = await table.bulkGet(ids)
  const after = [...shards].map(([shard, own], index) => ({
    id: ids[index]!,
    shard,
    rows: replaced(readRows<T>(before[index]), own),
  }))
  await table.bulkPut(
    after.filter(({ rows }) => rows.length).map(({ id, rows }) => ({ id, rows: JSON.stringify(rows) })),
  )
  await table.bulkDelete(after.filter(({ rows }) => !rows.length).map(({ id }) => id))
  for (const { shard } of after) tallies.add(rowLists[list], String(shard), 1)
}

/** A customer's line for searching: id and folded words, each word behind a blank. */
export type FindLine = Readonly<{ id: string; words: string }>

/** A customer as it is searched for. */
export const findLine = (customer: Customer): FindLine => ({
  id: customer.id,
  words: ` ${customerWords(customer).join(' ')}`,
})

/** The lines of a shard, in the order of their places. */
export function readLines(shard: FindShard | undefined): (FindLine | null)[] {
  if (!shard) return []
  const lines = shard.lines.split('\n')
  return shard.ids.split('\n').map((id, index) => (id ? { id, words: lines[index]! } : null))
}

/** Puts lines for searching in their places. */
export async function writeLines(
  source: Source,
  lines: readonly Placed<FindLine>[],
  tallies: Tallies,
): Promise<void> {
  const table = derivedIn(source, 'findShards')
  const shards = byShard(lines)
  const ids = [...shards.keys()]
  const before = await table.bulkGet(ids)
  const after = ids.map((id, index) => ({ id, all: replaced(readLines(before[index]), shards.get(id)!) }))
  await table.bulkPut(
    after
      .filter(({ all }) => all.length)
      .map(({ id, all }) => ({
        id,
        ids: all.map((each) => each?.id ?? '').join('\n'),
        lines: all.map((each) => each?.words ?? '').join('\n'),
      })),
  )
  await table.bulkDelete(after.filter(({ all }) => !all.length).map(({ id }) => id))
  for (const { id } of after) tallies.add(tallyIds.findRevisions, String(id), 1)
}
