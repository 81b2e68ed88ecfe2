import { useMemo } from 'preact/hooks'
import { partsOf, readAddress, withValues, writeAddress } from '#extension/dashboard/address.ts'
import { store, useStore } from '#extension/ui/store.ts'
import { leave } from '#extension/ui/unsaved.ts'

/** What the browser's address was when it was taken up last. */
let taken = location.hash

/** The place that is shown, and how its list is narrowed down. */
const place = store(readAddress(taken).place)
const query = store(readAddress(taken).query)

function takeUp(hash: string): void {
  const address = readAddress(hash)
  taken = hash
  place.set(address.place)
  query.set(address.query)
}

addEventListener('hashchange', () => {
  const wanted = location.hash
  if (wanted === taken) return
  let left = false
  leave(() => {
    left = true
    // By the time a person has answered, the address is the one before.
    if (location.hash !== wanted) history.pushState(null, '', wanted || '#')
    takeUp(wanted)
  })
  if (!left) history.replaceState(null, '', taken || '#')
})

/** The place in the dashboard, as parts. */
export const useRoute = (): readonly string[] => partsOf(useStore(place))

/** How the list that is shown is narrowed down and sorted, as the address says. */
export function useQuery(): URLSearchParams {
  const text = useStore(query)
  return useMemo(() => new URLSearchParams(text), [text])
}

/** Goes to a place in the dashboard, such as `/offers`; asks first where something typed would be lost. */
export const go = (to: string) => {
  location.hash = to
}

/**
 * Narrows the list that is shown down in another way: a step of its own for
 * the browser's way back, except while something is being typed.
 *
 * @param values by their names in the address; null for what need not be there
 */
export function narrow(
  values: Readonly<Record<string, string | null>>,
  { typing = false }: { typing?: boolean } = {},
): void {
  const next = writeAddress({ place: place.get(), query: withValues(query.get(), values) })
  if (next === writeAddress(readAddress(taken))) return
  history[typing ? 'replaceState' : 'pushState'](null, '', next)
  takeUp(next)
}
