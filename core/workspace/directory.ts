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
   * Hands over every line that has a text in it.
   *
   * @param take says whether it wants more
   * @returns whether it does
   */
  scan(search: string, take: (line: Line) => boolean): boolean {
    const { lines } = this.stored
    let index = 0
    let counted = 0
    for (let at = lines.indexOf(search); at >= 0;) {
      const start = lines.lastIndexOf('\n', at) + 1
      const end = lines.indexOf('\n', at)
      while (counted < start) {
        counted = lines.indexOf('\n', counted) + 1
        index++
      }
      if (!take({ text: lines.slice(start, end < 0 ? undefined : end), shard: this, index })) return false
      at = end < 0 ? -1 : lines.indexOf(search, end)
    }
    return true
  }

  idAt(index: number): string {
    this.list ??= this.stored.ids.split('\n')
    return this.list[index]!
  }
}

/** A customer's words, and where they stand. */
type Line = Readonly<{ text: string; shard: Shard; index: number }>

/** Every line that some words are in, in order. */
type Found = Readonly<{ words: readonly string[]; lines: readonly Line[] }>

/**
 * Customers in memory as they are searched for: by the beginnings and parts
 * of every word that they are known by, from the first key on.
 */
export class Directory {
  private readonly shards = new Map<number, Shard>()
  /** What the last search found, where that was all: whoever types on looks through it alone. */
  private last: Found | null = null

  /** Takes shards as they are now. */
  set(id: number, shard: FindShard | undefined): void {
    this.last = null
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
    if (!words.length) return []
    const lines: Line[] = []
    const first: Line[] = []
    const then: Line[] = []
    this.scan(words, (line) => {
      if (!holds(line.text, words)) return true
      lines.push(line)
      const found = begins(line.text, words) ? first : then
      found.push(line)
      return first.length < limit
    })
    this.last = first.length < limit ? { words, lines } : null
    return [...first, ...then].slice(0, limit).map(({ shard, index }) => shard.idAt(index))
  }

  /** Hands over every line that may hold all words, until `take` wants no more. */
  private scan(words: readonly string[], take: (line: Line) => boolean): void {
    const { last } = this
    if (last?.words.every((word) => words.some((each) => each.includes(word)))) {
      last.lines.every(take)
      return
    }
    // Once through, and without the blank before a word: what is everywhere is looked for slowly.
    const longest = words.reduce((a, b) => (b.length > a.length ? b : a))
    for (const shard of this.shards.values()) if (!shard.scan(longest, take)) return
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
