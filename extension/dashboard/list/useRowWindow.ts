import {
  defaultRangeExtractor,
  observeWindowOffset,
  observeWindowRect,
  Virtualizer,
  windowScroll,
  type Range,
  type VirtualizerOptions,
} from '@tanstack/virtual-core'
import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'

type Rows = Virtualizer<Window, HTMLTableRowElement>

/** Rows outside of the window that are drawn before they are scrolled to, on either side. */
const overscan = 8

/** From this width on a row is a line of a table; below it is a card (dashboard.css). */
const wide = matchMedia('(min-width: 721px)')

/** The height of a row before it is drawn, on a wide window and as a card. */
export type RowHeights = Readonly<{ line: number; card: number }>

/** As it is, parts of a pixel included: rounded heights would add up to jumps. */
const heightOf = (row: HTMLTableRowElement, entry: ResizeObserverEntry | undefined): number =>
  entry?.borderBoxSize[0]?.blockSize ?? row.getBoundingClientRect().height

/** The rows in the window and `kept`, which has the focus or would get it. */
const drawn = (range: Range, kept: number): number[] => {
  const indexes = defaultRangeExtractor(range)
  if (kept < 0 || kept >= range.count || indexes.includes(kept)) return indexes
  return [...indexes, kept].sort((a, b) => a - b)
}

/**
 * Which rows of a long table are drawn while the page scrolls. A row that is
 * higher than was thought, as with a long name, is measured.
 *
 * @param on draw a part only. @param keyAt must change when the rows do
 * @param kept index of the row that stays whatever is scrolled to; -1 for none
 */
export function useRowWindow({
  on,
  count,
  keyAt,
  kept,
  heightsAt,
  table,
}: {
  on: boolean
  count: number
  keyAt: (index: number) => string
  kept: number
  heightsAt: (index: number) => RowHeights
  table: RefObject<HTMLTableElement | null>
}): { rows: Rows; start: number } {
  const [, draw] = useState(0)
  const [place, setPlace] = useState({ start: 0, head: 0 })
  // Asked once: a list asks for the height of every row.
  const width = wide.matches ? 'line' : 'card'
  const options: VirtualizerOptions<Window, HTMLTableRowElement> = {
    enabled: on,
    count,
    getItemKey: keyAt,
    estimateSize: (index) => heightsAt(index)[width],
    measureElement: heightOf,
    rangeExtractor: (range) => drawn(range, kept),
    overscan,
    scrollMargin: place.start,
    scrollPaddingStart: place.head,
    getScrollElement: () => window,
    initialOffset: () => scrollY,
    initialRect: { width: innerWidth, height: innerHeight },
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    onChange: () => draw((n) => n + 1),
  }
  const [rows] = useState(() => new Virtualizer(options))
  rows.setOptions(options)

  useLayoutEffect(() => rows._didMount(), [rows])
  useLayoutEffect(() => {
    rows._willUpdate()
    const [head, body] = [table.current?.tHead, table.current?.tBodies[0]]
    if (!on || !head || !body) return
    // Of the list in the page, wherever the page is scrolled to; the headings stay in sight.
    const start = Math.round(body.getBoundingClientRect().top + scrollY)
    const sticks = wide.matches ? head.offsetHeight : 0
    if (start !== place.start || sticks !== place.head) setPlace({ start, head: sticks })
  })
  useEffect(() => {
    const forget = () => rows.measure()
    wide.addEventListener('change', forget)
    return () => wide.removeEventListener('change', forget)
  }, [rows])
  return { rows, start: place.start }
}
