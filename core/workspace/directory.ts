import { wordsOf } from '#core/locale/fold.ts'
import type { Database } from '#core/storage/database.ts'
import { derivedIn, type FindShard } from '#core/storage/derived/tables.ts'
import { tallyIds } from '#core/storage/derived/tallies.ts'
import { followShards, type Listener } from '#core/workspace/follow.ts'

/** Whether every word begins a word of a line, in which each word stands behind a blank. */
const begins = (line: string, words: readonly string[]) => words.every((word) => line.includes(` ${word}`))
const holds = (line: string, words: readonly string[]) => words.every((word) => line.includes(word))

/** A shard in memory. Its ids are taken apart when the first is asked for. */
class Shard {
  private list: string[] | undefined
  private readonly stored: FindShard

  constructor(stored: FindShard) {
    this.stored = stored
  }

  /**
   * Hands over the id of every line with the longest of the words in it that
   * `fits`, until `take` says that it is enough.
   *
   * @returns whether there may be more
   */
  scan(search: string, fits: (line: string) => boolean, take: (id: string) => boolean): boolean {
    const { lines, ids } = this.stored
    let line = 0
    let counted = 0
    for (let at = lines.indexOf(search); at >= 0;) {
      const start = lines.lastIndexOf('\n', at) + 1
      const end = lines.indexOf('\n', at)
      const text = lines.slice(start, end < 0 ? undefined : end)
      if (fits(text)) {
        for (
          let next = lines.indexOf('\n', counted);
          next >= 0 && next < start;
          next = lines.indexOf('\n', counted)
        ) {
          line++
          counted = next + 1
        }
        this.list ??= ids.split('\n')
        if (!take(this.list[line]!)) return false
      }
      at = end < 0 ? -1 : lines.indexOf(search, end)
    }
    return true
  }
}

/**
 * Customers in memory as they are searched for: by the beginnings and parts
 * of every word that they are known by, from the first key on.
 */
export class Directory {
  private readonly shards = new Map<number, Shard>()

  /** Takes shards as they are now. */
  set(id: number, shard: FindShard | undefined): void {
    if (shard) this.shards.set(id, new Shard(shard))
    else this.shards.delete(id)
  }

  /**
   * Ids of the customers that every typed word is found in: first those whose
   * words begin with them, then those that have them inside.
   *
   * @param limit the search ends when so many are found
   */
  find(typed: string, limit: number): string[] {
    const words = wordsOf(typed)
    const [longest] = [...words].sort((a, b) => b.length - a.length)
    if (longest === undefined) return []
    const found = new Set<string>()
    const take = (id: string) => found.add(id).size < limit
    const passes = [
      { search: ` ${longest}`, fits: (line: string) => begins(line, words) },
      { search: longest, fits: (line: string) => holds(line, words) },
    ]
    for (const { search, fits } of passes)
      for (const shard of this.shards.values()) if (!shard.scan(search, fits, take)) return [...found]
    return [...found]
  }
}

/**
 * Loads the directory and keeps it up to date while it is needed.
 *
 * @param listener told the directory when it is there, and after every change of it
 * @returns what ends it
 */
export function followDirectory(db: Database, { next, error }: Listener<Directory>): () => void {
  const directory = new Directory()
  async function read(shards: readonly number[]): Promise<void> {
    const found = await derivedIn(db, 'findShards').bulkGet([...shards])
    for (const [index, id] of shards.entries()) directory.set(id, found[index])
  }
  return followShards(db, tallyIds.findRevisions, read, { next: () => next(directory), error })
}
