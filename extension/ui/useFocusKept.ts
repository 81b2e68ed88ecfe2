import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

/**
 * Keeps the focus where it is while what is around it is drawn anew: an
 * element that is moved in its list loses it.
 *
 * @param instead gets it where the element itself is gone
 */
export function useFocusKept(
  within: RefObject<HTMLElement | null>,
  instead: () => HTMLElement | null | undefined,
) {
  const { activeElement } = document
  const held = within.current?.contains(activeElement) ? (activeElement as HTMLElement) : null
  useLayoutEffect(() => {
    if (!held || (document.activeElement !== document.body && document.activeElement !== null)) return
    const next = held.isConnected ? held : instead()
    next?.focus({ preventScroll: true })
  })
}
