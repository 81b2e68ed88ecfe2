import { useEffect, useState } from 'preact/hooks'
import { live } from '#core/workspace/live.ts'
import { store } from '#extension/ui/store.ts'

/** A query that failed: what the browser said, and how to run it again. */
export type Failure = Readonly<{ error: unknown; retry: () => void }>

/** The queries of this page that have failed. `Failures` shows them. */
export const failures = store<readonly Failure[]>([])

/**
 * The result of a query, kept up to date while the component is shown.
 * Undefined until it is there for the first time. A query that fails keeps
 * what it gave before; the page says so and offers to try again.
 *
 * @param deps run the query anew when one of them changes
 */
export function useLive<T>(query: () => Promise<T>, deps: readonly unknown[]): T | undefined {
  const [value, setValue] = useState<T>()
  const [round, setRound] = useState(0)
  useEffect(() => {
    let failure: Failure | null = null
    const forget = () => failures.set(failures.get().filter((each) => each !== failure))
    const subscription = live(query).subscribe({
      next: setValue,
      error(error: unknown) {
        failure = { error, retry: () => setRound((before) => before + 1) }
        failures.set([...failures.get(), failure])
      },
    })
    return () => {
      subscription.unsubscribe()
      forget()
    }
  }, [...deps, round])
  return value
}
