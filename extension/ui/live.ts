import { useEffect, useState } from 'preact/hooks'
import { live } from '#core/workspace/live.ts'
import { store } from '#extension/ui/store.ts'

/** Something that failed, a query or the loading of a part: what the browser said, and how to try again. */
export type Failure = Readonly<{ error: unknown; retry: () => void }>

/** What has failed in this page. `Failures` shows it. */
export const failures = store<readonly Failure[]>([])

/** Names a failure on the page. @returns what takes it back */
export function tellFailure(error: unknown, retry: () => void): () => void {
  const failure = { error, retry }
  failures.set([...failures.get(), failure])
  return () => failures.set(failures.get().filter((each) => each !== failure))
}

/**
 * Runs a query now and after every change of what it read, until it is ended.
 * The page names one that fails, and offers to run it again.
 *
 * @returns what ends it
 */
export function watch<T>(query: () => Promise<T>, next: (value: T) => void): () => void {
  let end = () => {}
  function begin(): void {
    let forget = () => {}
    const subscription = live(query).subscribe({
      next,
      error(error: unknown) {
        forget = tellFailure(error, () => {
          end()
          begin()
        })
      },
    })
    end = () => {
      subscription.unsubscribe()
      forget()
    }
  }
  begin()
  return () => end()
}

/**
 * The result of a query, kept up to date while the component is shown.
 * Undefined until it is there for the first time. A query that fails keeps
 * what it gave before.
 *
 * @param deps run the query anew when one of them changes
 */
export function useLive<T>(query: () => Promise<T>, deps: readonly unknown[]): T | undefined {
  const [value, setValue] = useState<T>()
  useEffect(() => watch(query, setValue), deps)
  return value
}
