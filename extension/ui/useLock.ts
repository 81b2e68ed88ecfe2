import { useEffect } from 'preact/hooks'
import { settings } from '#extension/browser.ts'

/** Keeps the vault open while somebody works here, closes it when nobody has for a while, and follows a key that another window changed. */
export function useLock(dataKey: string | null, onChange: (key: string | null) => void): void {
  useEffect(() => {
    if (!dataKey) return
    let last = 0
    // Not for every key: once in a while is enough.
    const use = () => {
      if (Date.now() - last < 20_000) return
      last = Date.now()
      void settings.keepUnlocked()
    }
    const check = setInterval(
      () => void settings.dataKey().then((key) => key !== dataKey && onChange(key)),
      20_000,
    )
    addEventListener('pointerdown', use)
    addEventListener('keydown', use)
    return () => {
      clearInterval(check)
      removeEventListener('pointerdown', use)
      removeEventListener('keydown', use)
    }
  }, [dataKey])
}
