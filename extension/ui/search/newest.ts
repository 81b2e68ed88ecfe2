/** What a query gives now and after every change of what it read. */
type Observe = <T>(query: () => Promise<T>) => {
  subscribe: (observer: { next: (value: T) => void; error: (error: unknown) => void }) => {
    unsubscribe: () => void
  }
}

type Asked<K, T> = Readonly<{ key: K; query: (key: K) => Promise<T> }>

/**
 * Asks about something that changes faster than it is answered, as what is
 * typed: one query at a time, and after it the one that was asked for last.
 * The answer is kept up to date until another one is asked for.
 *
 * @param shown told every answer that nothing newer waits behind
 */
export function newest<K, T>(
  observe: Observe,
  { shown, failed }: Readonly<{ shown: (key: K, value: T) => void; failed: (error: unknown) => void }>,
) {
  let subscription: { unsubscribe: () => void } | null = null
  let isRunning = false
  let waiting: Asked<K, T> | null = null

  function start({ key, query }: Asked<K, T>): void {
    subscription?.unsubscribe()
    isRunning = true
    let isCurrent = true
    const settle = (tell: () => void) => {
      if (!isCurrent) return
      isRunning = false
      const next = waiting
      waiting = null
      if (!next) return tell()
      isCurrent = false
      start(next)
    }
    subscription = observe(() => query(key)).subscribe({
      next: (value) => settle(() => shown(key, value)),
      error: (error) => settle(() => failed(error)),
    })
  }

  return {
    ask: (key: K, query: (key: K) => Promise<T>): void => {
      if (isRunning) waiting = { key, query }
      else start({ key, query })
    },
    end: (): void => {
      waiting = null
      subscription?.unsubscribe()
    },
  }
}
