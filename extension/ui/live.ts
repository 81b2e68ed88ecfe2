import { useEffect, useState } from 'preact/hooks'
import { live } from '#core/workspace/queries.ts'

/**
 * The result of a query, kept up to date while the component is shown.
 * Undefined until it is there for the first time.
 *
 * @param deps run the query anew when one of them changes
 */
export function useLive<T>(query: () => Promise<T>, deps: readonly unknown[]): T | undefined {
  const [value, setValue] = useState<T>()
  useEffect(() => {
    const subscription = live(query).subscribe({
      next: setValue,
      // What fails here fails in the next command too, and is named there.
      error: () => {},
    })
    return () => subscription.unsubscribe()
  }, deps)
  return value
}
