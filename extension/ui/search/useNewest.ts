import { useLayoutEffect, useState } from 'preact/hooks'
import { live } from '#core/workspace/live.ts'
import { tellFailure } from '#extension/ui/live.ts'
import { newest } from '#extension/ui/search/newest.ts'

/**
 * The newest answer to a query about what is typed, with what it was asked
 * about: until the next one is there, this one stays.
 *
 * @param deps ask anew when one of them changes
 */
export function useNewest<K, T>(
  key: K,
  query: (key: K) => Promise<T>,
  deps: readonly unknown[],
): Readonly<{ key: K; value: T }> | undefined {
  const [found, setFound] = useState<Readonly<{ key: K; value: T }>>()
  const [round, setRound] = useState(0)
  const [search] = useState(() =>
    newest<K, T>(live, {
      shown: (asked, value) => setFound({ key: asked, value }),
      failed(error) {
        const forget = tellFailure(error, () => {
          forget()
          setRound((before) => before + 1)
        })
      },
    }),
  )
  // Not after the next frame: whoever types waits for it.
  useLayoutEffect(() => search.ask(key, query), [key, round, ...deps])
  useLayoutEffect(() => search.end, [search])
  return found
}
