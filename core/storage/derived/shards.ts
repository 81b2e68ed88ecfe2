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

/** Puts rows in their places. A shard that stays as it was is not written. */
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
  const changed = [...shards].flatMap(([shard, own], index) => {
    const rows = replaced(readRows<T>(before[index]), own)
    const text = rows.length ? JSON.stringify(rows) : ''
    return text === (before[index]?.rows ?? '') ? [] : [{ id: ids[index]!, shard, text }]
  })
  await Promise.all([
    table.bulkPut(changed.filter(({ text }) => text).map(({ id, text }) => ({ id, rows: text }))),
    table.bulkDelete(changed.filter(({ text }) => !text).map(({ id }) => id)),
  ])
  for (const { shard } of changed) tallies.add(rowLists[list], String(shard), 1)
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

/** Lines as they are stored. */
const shardOfLines = (id: number, all: readonly (FindLine | null | undefined)[]): FindShard => ({
  id,
  ids: Array.from(all, (each) => each?.id ?? '').join('\n'),
  lines: Array.from(all, (each) => each?.words ?? '').join('\n'),
})

/** Puts lines for searching in their places. A shard that stays as it was is not written. */
export async function writeLines(
  source: Source,
  lines: readonly Placed<FindLine>[],
  tallies: Tallies,
): Promise<void> {
  const table = derivedIn(source, 'findShards')
  const shards = byShard(lines)
  const ids = [...shards.keys()]
  const before = await table.bulkGet(ids)
  const changed = ids.flatMap((id, index) => {
    const all = replaced(readLines(before[index]), shards.get(id)!)
    const shard = all.length ? shardOfLines(id, all) : null
    const isSame = shard?.ids === before[index]?.ids && shard?.lines === before[index]?.lines
    return isSame ? [] : [{ id, shard }]
  })
  await Promise.all([
    table.bulkPut(changed.flatMap(({ shard }) => shard ?? [])),
    table.bulkDelete(changed.flatMap(({ id, shard }) => (shard ? [] : [id]))),
  ])
  for (const { id } of changed) tallies.add(tallyIds.findRevisions, String(id), 1)
}

/** All shards while they are made anew, whatever order their lines come in: each is written once. */
export class ShardTexts {
  /** Rows as JSON text, by shard and place in it. */
  private readonly rows = { customers: new Map<number, string[]>(), offers: new Map<number, string[]>() }
  private readonly lines = new Map<number, FindLine[]>()

  private static put<T>(shards: Map<number, T[]>, slot: number, value: T): void {
    const shard = shards.get(shardOf(slot)) ?? []
    shard[slot % shardSize] = value
    shards.set(shardOf(slot), shard)
  }

  addRows(list: RowList, rows: readonly Placed<unknown>[]): void {
    for (const { slot, value } of rows) ShardTexts.put(this.rows[list], slot, JSON.stringify(value))
  }

  addLines(lines: readonly Placed<FindLine>[]): void {
    for (const { slot, value } of lines) if (value) ShardTexts.put(this.lines, slot, value)
  }

  /** Writes them into empty tables, one after the other: together they are many megabytes. */
  async write(source: Source, tallies: Tallies): Promise<void> {
    for (const list of Object.keys(rowLists) as RowList[])
      for (const [shard, rows] of this.rows[list]) {
        // A place that nobody has is a hole, which `Array.from` fills.
        const text = `[${Array.from(rows, (row) => row ?? 'null').join(',')}]`
        await derivedIn(source, 'rowShards').add({ id: rowShardId(list, shard), rows: text })
        tallies.add(rowLists[list], String(shard), 1)
      }
    for (const [id, lines] of this.lines) {
      await derivedIn(source, 'findShards').add(shardOfLines(id, lines))
      tallies.add(tallyIds.findRevisions, String(id), 1)
    }
  }
}
