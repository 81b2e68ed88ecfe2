import type { ComponentChildren, HTMLAttributes, RefCallback, VNode } from 'preact'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { rowAfter, withGaps } from '#extension/dashboard/list/rowKeys.ts'
import { useRowWindow, type RowHeights } from '#extension/dashboard/list/useRowWindow.ts'
import { useSpot } from '#extension/dashboard/list/useSpot.ts'
import { useFocusKept } from '#extension/ui/useFocusKept.ts'

/** Up to so many rows are drawn whole: found by the browser's own search, and printed. */
export const wholeUpTo = 500

/** What a row has to give its `tr` and, as `tabIndex`, its buttons, links and fields: none of it where the list is drawn whole. */
export type RowPlace = Readonly<{
  row: HTMLAttributes<HTMLTableRowElement> & { ref?: RefCallback<HTMLTableRowElement> }
  stop: number | undefined
}>

const whole: RowPlace = { row: {}, stop: undefined }

type Props<T> = Readonly<{
  rows: readonly T[]
  idOf: (row: T) => string
  /** `th` of every column. */
  head: ComponentChildren
  /** Of every row, or of each by what is in it. */
  heights: RowHeights | ((row: T) => RowHeights)
  class?: string
  /** Changes when other rows are asked for, or another order: the list is then shown from its beginning. */
  view?: string
  /** One `tr`, keyed by its id. */
  children: (row: T, place: RowPlace) => VNode
}>

/**
 * A list as a table. A long one draws the rows in the window only and is one
 * stop for Tab: arrows, page keys, Home and End go through the rows, Enter
 * does what the row's first link or field does, and Tab goes on to what is in
 * the row.
 */
export function RowTable<T>({ rows, idOf, head, heights, class: name, view = '', children }: Props<T>) {
  const table = useRef<HTMLTableElement>(null)
  const isLong = rows.length > wholeUpTo
  const [activeId, setActiveId] = useState<string | null>(null)
  const active = useMemo(
    () => (activeId === null || !isLong ? -1 : rows.findIndex((row) => idOf(row) === activeId)),
    [rows, activeId, isLong],
  )
  const lastActive = useRef(0)
  if (active >= 0) lastActive.current = active
  /** Gets the focus once it is drawn. */
  const wanted = useRef<number | null>(null)
  const keyAt = useCallback((index: number) => idOf(rows[index]!), [rows])
  const { rows: drawn, start } = useRowWindow({
    on: isLong,
    count: rows.length,
    keyAt,
    kept: active,
    heightsAt: typeof heights === 'function' ? (index) => heights(rows[index]!) : () => heights,
    table,
  })
  const rowOf = (index: number) => table.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`)

  function moveTo(index: number): void {
    wanted.current = index
    setActiveId(idOf(rows[index]!))
    drawn.scrollToIndex(index)
    // Where it is the active one already, nothing else would draw it anew.
    rowOf(index)?.focus({ preventScroll: true })
  }
  useLayoutEffect(() => {
    if (wanted.current === null) return
    const row = rowOf(wanted.current)
    if (!row) return
    wanted.current = null
    row.focus({ preventScroll: true })
  })

  // Of a row that went, the place is kept: the next one is there now.
  useFocusKept(table, () => {
    const index = Math.min(lastActive.current, rows.length - 1)
    if (!isLong || index < 0) return null
    setActiveId(idOf(rows[index]!))
    wanted.current = index
    return rowOf(index)
  })
  useShownFromStart(view, table)
  const remember = useSpot(isLong, (id) => {
    const index = rows.findIndex((row) => idOf(row) === id)
    if (index < 0) return
    wanted.current = index
    setActiveId(id)
  })

  function onKeyDown(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    const row = target.closest<HTMLTableRowElement>('tr[data-index]')
    if (!row || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter' && target === row) {
      event.preventDefault()
      return row.querySelector<HTMLElement>('a, input')?.click()
    }
    const { startIndex, endIndex } = drawn.range ?? { startIndex: 0, endIndex: 0 }
    const page = Math.max(1, endIndex - startIndex - 1)
    const next = rowAfter(event.key, Number(row.dataset.index), rows.length, page)
    if (next === null) return
    event.preventDefault()
    moveTo(next)
  }

  if (!isLong)
    return (
      <table class={name} ref={table}>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>{rows.map((row) => children(row, whole))}</tbody>
      </table>
    )

  const items = drawn.getVirtualItems()
  const stop = active >= 0 ? active : Math.min(drawn.range?.startIndex ?? 0, rows.length - 1)
  const placeOf = (index: number): RowPlace => ({
    row: {
      'aria-rowindex': index + 2,
      'data-index': index,
      tabIndex: index === stop ? 0 : -1,
      ref: drawn.measureElement,
    } as RowPlace['row'],
    stop: index === stop ? 0 : -1,
  })
  const below = drawn.getTotalSize() + start - (items.at(-1)?.end ?? start)
  return (
    <table class={`${name} long`} ref={table} aria-rowcount={rows.length + 1}>
      <thead>
        <tr aria-rowindex={1}>{head}</tr>
      </thead>
      <tbody
        onKeyDown={onKeyDown}
        onClick={(event) => (event.target as HTMLElement).closest('a') && remember(activeId)}
        onFocusIn={(event) => {
          const row = (event.target as HTMLElement).closest<HTMLElement>('tr[data-index]')
          if (row) setActiveId(idOf(rows[Number(row.dataset.index)]!))
        }}
      >
        {withGaps(items, start).map(({ gap, index }) => [
          gap > 0 && <Gap key={`before-${index}`} height={gap} />,
          children(rows[index]!, placeOf(index)),
        ])}
        {below > 0 && <Gap key="below" height={below} />}
      </tbody>
    </table>
  )
}

/** The room of rows that are not drawn. */
function Gap({ height }: { height: number }) {
  return <tr aria-hidden="true" class="gap" style={{ height: `${height}px` }} />
}

/** Scrolls to the beginning of a list that shows something else now, where that is above the window. */
function useShownFromStart(view: string, table: { current: HTMLTableElement | null }): void {
  const before = useRef(view)
  useLayoutEffect(() => {
    if (before.current === view) return
    before.current = view
    const top = table.current?.getBoundingClientRect().top ?? 0
    if (top < 0) scrollBy({ top, behavior: 'instant' })
  }, [view])
}
