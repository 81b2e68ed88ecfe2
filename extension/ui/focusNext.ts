/** Moves the focus among the rows of a list with ↑ and ↓, as a launcher does. */
export function focusNext(event: KeyboardEvent, root: HTMLElement | null, rows: string): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!by || !root || event.defaultPrevented) return
  const stops = [...root.querySelectorAll<HTMLElement>(rows)]
  const at = stops.indexOf(document.activeElement as HTMLElement)
  stops[Math.min(stops.length - 1, Math.max(0, at + by))]?.focus()
  event.preventDefault()
}
