import { deriveAll } from '#core/storage/derived/all.ts'
import {
  readLines,
  readRows,
  rowShardId,
  shardOf,
  type Placed,
  type RowList,
} from '#core/storage/derived/shards.ts'
import { derivedIn, shardSize, type ClockRow, type Source } from '#core/storage/derived/tables.ts'
import { revisionIds, tallyIds } from '#core/storage/derived/tallies.ts'

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Counts without what says nothing of the records: how often shards were written, and places that were given out and left. */
function comparable(id: string, counts: Readonly<Record<string, number>>): string {
  const isPlaces = id === tallyIds.customers || id === tallyIds.offers
  const kept = Object.entries(counts).filter(([key]) => !isPlaces || key !== 'next')
  return JSON.stringify(kept.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * Compares what is derived with what it would be if it were made anew.
 * Reads, never writes.
 *
 * @returns what differs: a table and the key of the record in it; empty where all is well
 */
export async function differences(source: Source): Promise<string[]> {
  const found: string[] = []
  const rowShards = new Map(
    (await derivedIn(source, 'rowShards').toArray()).map((shard) => [shard.id, readRows(shard)]),
  )
  const findShards = new Map(
    (await derivedIn(source, 'findShards').toArray()).map((shard) => [shard.id, readLines(shard)]),
  )
  const stored = { clocks: 0, customers: 0, offers: 0, lines: 0 }

  function compare(
    name: keyof typeof stored,
    lines: readonly Placed<unknown>[],
    at: (slot: number) => unknown,
  ): void {
    for (const { slot, value } of lines) if (!same(at(slot), value)) found.push(`${name} ${slot}`)
    stored[name] += lines.filter(({ value }) => value !== null).length
  }
  const rowAt = (list: RowList) => (slot: number) =>
    rowShards.get(rowShardId(list, shardOf(slot)))?.[slot % shardSize]

  const tallies = await deriveAll(source, {
    customers(rows, lines) {
      compare('customers', rows, rowAt('customers'))
      compare('lines', lines, (slot) => findShards.get(shardOf(slot))?.[slot % shardSize])
    },
    offers: (rows) => compare('offers', rows, rowAt('offers')),
    async clocks(rows) {
      const there: (ClockRow | undefined)[] = await derivedIn(source, 'clocks').bulkGet(
        rows.map(({ id }) => id),
      )
      for (const [index, row] of rows.entries()) if (!same(there[index], row)) found.push(`clocks ${row.id}`)
      stored.clocks += rows.length
    },
  })
  const left = {
    clocks: await derivedIn(source, 'clocks').count(),
    customers: rowsIn('customers'),
    offers: rowsIn('offers'),
    lines: [...findShards.values()].flat().filter((line) => line !== null).length,
  }
  function rowsIn(list: RowList): number {
    const own = [...rowShards].filter(([id]) => id.startsWith(`${list}/`)).flatMap(([, rows]) => rows)
    return own.filter((row) => row !== null).length
  }
  for (const name of Object.keys(left) as (keyof typeof left)[])
    if (left[name] !== stored[name]) found.push(`${name} ${left[name]}`)

  const counted = new Map(
    (await derivedIn(source, 'tallies').toArray()).map(({ id, counts }) => [id, counts]),
  )
  const all = new Set(
    [...counted.keys(), ...tallies.ids].filter((id) => !(revisionIds as readonly string[]).includes(id)),
  )
  for (const id of all)
    if (comparable(id, counted.get(id) ?? {}) !== comparable(id, tallies.counts(id)))
      found.push(`tallies ${id}`)
  return found
}
