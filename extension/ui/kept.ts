import { useEffect, useState } from 'preact/hooks'
import { settings, type KeptName } from '#extension/browser.ts'

/**
 * What is typed where it may go at any moment, as when the popup closes: kept
 * until it is saved or given up, or the browser closes.
 *
 * @returns what is kept: undefined until that is known, null for nothing; and what keeps something else instead
 */
export function useKept<T>(name: KeptName) {
  const [kept, setKept] = useState<T | null>()
  useEffect(() => {
    // Whoever has typed before it was read goes on with that.
    void settings
      .kept(name)
      .then((found) => setKept((now) => (now === undefined ? (found as T | null) : now)))
  }, [name])
  const keep = (value: T | null) => {
    setKept(value)
    // Too large for the browser's memory: it stays on the screen alone.
    void settings.keep(name, value).catch(() => settings.keep(name, null))
  }
  return [kept, keep] as const
}
