import type { ComponentChildren, HTMLAttributes, RefCallback, VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { withGaps } from '#extension/dashboard/list/rowKeys.ts'
import { useActiveRow } from '#extension/dashboard/list/useActiveRow.ts'
import type { RowHeights } from '#extension/dashboard/list/useRowWindow.ts'

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
  heightsOf: (row: T) => RowHeights
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
export function RowTable<T>({ rows, idOf, head, heightsOf, class: name, view = '', children }: Props<T>) {
  const table = useRef<HTMLTableElement>(null)
  const isLong = rows.length > wholeUpTo
  const { drawn, start, stop, setActive, remember, onKeyDown } = useActiveRow({
    rows,
    idOf,
    isLong,
    heightsOf,
    table,
  })
  useShownFromStart(view, table)

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
        onClick={(event) => (event.target as HTMLElement).closest('a') && remember()}
        onFocusIn={(event) => {
          const row = (event.target as HTMLElement).closest<HTMLElement>('tr[data-index]')
          if (row) setActive(Number(row.dataset.index))
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
