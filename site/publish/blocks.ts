import type { Rows } from '#site/publish/rows.ts'

/** Offers' rows one after another: the first, and the one after the last. */
export type Block = Readonly<{ digest: string; from: number; to: number }>

/** Short enough that little is looked at for one changed row, long enough that a digest for each costs nothing. */
const usual = 64
const longest = 256

/**
 * Cuts the offers' rows into blocks, so that a run looks at each row only where
 * the digest of a block is another than before. A block ends with a row of a
 * certain length: a row that is new, gone or changed moves no end but those of
 * its own block.
 */
export function blocksOf(rows: Rows): Block[] {
  const { starts, length } = rows
  const blocks: Block[] = []
  for (let from = 2, at = 2; at < length; at++) {
    const bytes = starts[at + 1]! - starts[at]!
    if (bytes % usual !== 0 && at + 1 - from < longest && at + 1 < length) continue
    blocks.push({ digest: rows.digest(from, at + 1), from, to: at + 1 })
    from = at + 1
  }
  return blocks
}
