import { useEffect } from 'preact/hooks'
import { today } from '#core/clock/clock.ts'
import { store, useStore } from '#extension/ui/store.ts'

const minute = 60_000

/** The minute that every screen of this page shows, in milliseconds since 1970. */
export const shown = store(Date.now())

/** Within the same minute nothing moves: every query that names the clock would run again for the same states. */
const update = () => {
  const now = Date.now()
  if (Math.floor(now / minute) !== Math.floor(shown.get() / minute)) shown.set(now)
}

let timer = 0
let users = 0

/** A hidden tab's timers are slowed down: it catches up when it is seen again. */
const onVisible = () => document.visibilityState === 'visible' && update()

function tick(): void {
  timer = window.setTimeout(
    () => {
      update()
      tick()
    },
    minute - (Date.now() % minute),
  )
}

function start(): () => void {
  if (users++ === 0) {
    update()
    tick()
    document.addEventListener('visibilitychange', onVisible)
  }
  return () => {
    if (--users > 0) return
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', onVisible)
  }
}

/**
 * The time that the screens go by, in milliseconds since 1970: one clock for
 * the page, which moves on with every full minute, and when the page is seen
 * again. A query that asks for a state *now* names it among what it depends on.
 */
export function useNow(): number {
  useEffect(start, [])
  return useStore(shown)
}

/** Today's date in a time zone, which changes at midnight there. */
export const useToday = (timeZone: string): string => today(useNow(), timeZone)
