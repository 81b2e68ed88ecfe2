import { useEffect, useState } from 'preact/hooks'

/** The place in the dashboard: what stands after `#` in its address, as parts. */
export function useRoute(): readonly string[] {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const update = () => setHash(location.hash)
    addEventListener('hashchange', update)
    // It may have changed since it was read, before anybody listened.
    update()
    return () => removeEventListener('hashchange', update)
  }, [])
  return hash.replace(/^#\/?/, '').split('/').filter(Boolean)
}

/** Goes to a place in the dashboard, such as `/offers`. */
export const go = (place: string) => {
  location.hash = place
}
