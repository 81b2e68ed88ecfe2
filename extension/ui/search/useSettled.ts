import { useLayoutEffect, useState } from 'preact/hooks'

/** The last value that did not change for a while. */
export function useSettled<T>(value: T, ms: number): T | undefined {
  const [settled, setSettled] = useState<Readonly<{ value: T }>>()
  useLayoutEffect(() => {
    const timer = setTimeout(() => setSettled({ value }), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled?.value
}
