import { useLayoutEffect, useRef } from 'preact/hooks'

/**
 * Scrolls a list of links sideways to the current one, where the list is wider
 * than the screen, and nothing else.
 *
 * @param current changes with the current link
 * @returns the ref of the element that scrolls
 */
export function useCentred<T extends HTMLElement>(current: string) {
  const scroller = useRef<T>(null)
  // Before it is drawn: nobody sees the list elsewhere first.
  useLayoutEffect(() => {
    const list = scroller.current
    const link = list?.querySelector('[aria-current]')
    if (!list || !link) return
    const [around, own] = [list.getBoundingClientRect(), link.getBoundingClientRect()]
    list.scrollLeft += own.left + own.width / 2 - around.left - around.width / 2
  }, [current])
  return scroller
}
