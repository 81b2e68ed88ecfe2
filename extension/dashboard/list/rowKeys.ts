/**
 * Which row a key leads to.
 *
 * @param at the row with the focus. @param page how many rows a page key goes
 * @returns null where the key is none that moves
 */
export function rowAfter(key: string, at: number, count: number, page: number): number | null {
  const to: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  }
  const next = to[key]
  return next === undefined ? null : Math.min(count - 1, Math.max(0, next))
}

/** What of a list is drawn: its rows and the gaps between them. */
export type Piece = Readonly<{ gap: number; index: number }>

/**
 * Rows with the height of what is left out before each.
 *
 * @param items those that are drawn, in their order. @param start where the list begins
 */
export function withGaps(
  items: readonly Readonly<{ index: number; start: number; end: number }>[],
  start: number,
): Piece[] {
  let end = start
  return items.map((item) => {
    const gap = item.start - end
    end = item.end
    return { gap, index: item.index }
  })
}
