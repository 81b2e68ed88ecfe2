import { useLayoutEffect, useRef } from 'preact/hooks'

/** Where one was in a long list, kept with its entry in the browser's history. */
type Spot = Readonly<{ scrolled: number; row: string | null }>

const read = () => (history.state as { spot?: Spot } | null)?.spot

/**
 * Leads back to the place in a list that one left for something in it, by the
 * browser's way back.
 *
 * @param isThere the list has all of its rows. @param goTo takes the row up again that had the focus
 * @returns remembers the place; to be called before one leaves
 */
export function useSpot(isThere: boolean, goTo: (row: string) => void): (row: string | null) => void {
  const spot = useRef(read())
  useLayoutEffect(() => {
    const before = spot.current
    if (!isThere || !before) return
    spot.current = undefined
    scrollTo({ top: before.scrolled, behavior: 'instant' })
    if (before.row !== null && document.activeElement === document.body) goTo(before.row)
  }, [isThere])
  return (row) => history.replaceState({ spot: { scrolled: scrollY, row } satisfies Spot }, '')
}
