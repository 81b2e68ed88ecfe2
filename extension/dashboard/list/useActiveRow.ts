import type { RefObject } from 'preact'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { rowAfter } from '#extension/dashboard/list/rowKeys.ts'
import { useRowWindow, type RowHeights } from '#extension/dashboard/list/useRowWindow.ts'
import { useSpot } from '#extension/dashboard/list/useSpot.ts'
import { useFocusKept } from '#extension/ui/useFocusKept.ts'

type List<T> = Readonly<{
  rows: readonly T[]
  idOf: (row: T) => string
  /** A part of it is drawn; otherwise the browser does all of what follows. */
  isLong: boolean
  heightsOf: (row: T) => RowHeights
  table: RefObject<HTMLTableElement | null>
}>

/**
 * The row of a long list that the keyboard is at, and the rows in the window.
 * The row keeps the focus wherever the page is scrolled to, and its place
 * gets it when the row goes.
 */
export function useActiveRow<T>({ rows, idOf, isLong, heightsOf, table }: List<T>) {
  const [activeId, setActiveId] = useState<string | null>(null)
  const indexOf = (id: string) => rows.findIndex((row) => idOf(row) === id)
  const active = useMemo(
    () => (activeId === null || !isLong ? -1 : indexOf(activeId)),
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
    heightsAt: (index) => heightsOf(rows[index]!),
    table,
  })
  const rowOf = (index: number) => table.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`)
  const setActive = (index: number) => setActiveId(idOf(rows[index]!))

  function want(index: number): void {
    wanted.current = index
    setActive(index)
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
    want(index)
    return rowOf(index)
  })
  const remember = useSpot(isLong, (id) => {
    const index = indexOf(id)
    if (index >= 0) want(index)
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
    want(next)
    drawn.scrollToIndex(next)
    // Where it is the active one already, nothing else would draw it anew.
    rowOf(next)?.focus({ preventScroll: true })
  }

  return {
    drawn,
    start,
    /** The one that Tab comes to. */
    stop: active >= 0 ? active : Math.min(drawn.range?.startIndex ?? 0, rows.length - 1),
    setActive,
    /** Comes back to the row on the way back to the list. */
    remember: () => remember(activeId),
    onKeyDown,
  }
}
