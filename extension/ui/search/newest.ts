/** What a query gives now and after every change of what it read. */
type Observe = <T>(query: () => Promise<T>) => {
  subscribe: (observer: { next: (value: T) => void; error: (error: unknown) => void }) => {
    unsubscribe: () => void
  }
}

type Asked<K, T> = Readonly<{ key: K; query: (key: K) => Promise<T> }>

/** An answer is followed once nothing else was asked for so long, in milliseconds. */
const calm = 120

/**
 * Asks about something that changes faster than it is answered, as what is
 * typed: one query at a time, and after it the one that was asked for last.
 * It is answered at once; a live query would wait for the next frame and for
 * every timer before it. Once nobody types on, the answer is kept up to date.
 *
 * @param shown told every answer that nothing newer waits behind. What is told must have a JSON form: of one that says the same as before nobody is told
 */
export function newest<K, T>(
  observe: Observe,
  { shown, failed }: Readonly<{ shown: (key: K, value: T) => void; failed: (error: unknown) => void }>,
) {
  let isRunning = false
  let isEnded = false
  let waiting: Asked<K, T> | null = null
  let unfollow = () => {}

  function follow({ key, query }: Asked<K, T>, value: T): void {
    const timer = setTimeout(() => {
      let before = JSON.stringify(value)
      const subscription = observe(() => query(key)).subscribe({
        next(changed) {
          const text = JSON.stringify(changed)
          if (text !== before) shown(key, changed)
          before = text
        },
        error: failed,
      })
      unfollow = () => subscription.unsubscribe()
    }, calm)
    unfollow = () => clearTimeout(timer)
  }

  function start(asked: Asked<K, T>): void {
    unfollow()
    isRunning = true
    const settle = (tell: () => void) => {
      isRunning = false
      const next = waiting
      waiting = null
      if (isEnded) return
      if (next) start(next)
      else tell()
    }
    asked.query(asked.key).then(
      (value) =>
        settle(() => {
          follow(asked, value)
          shown(asked.key, value)
        }),
      (error: unknown) => settle(() => failed(error)),
    )
  }

  return {
    ask: (key: K, query: (key: K) => Promise<T>): void => {
      if (isRunning) waiting = { key, query }
      else start({ key, query })
    },
    end: (): void => {
      isEnded = true
      unfollow()
    },
  }
}
