import { useLayoutEffect, useState } from 'preact/hooks'

/** A value that several components share and that one of them may change. */
export type Store<T> = Readonly<{
  get: () => T
  set: (value: T) => void
  listen: (listener: () => void) => () => void
}>

/** A value outside the tree of components: what happens to the whole page rather than to one screen. */
export function store<T>(first: T): Store<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(value, next)) return
      value = next
      for (const listener of listeners) listener()
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The store's value; the component is drawn anew when it changes. */
export function useStore<T>({ get, listen }: Store<T>): T {
  const [, draw] = useState(0)
  const value = get()
  // Not after the next frame: what a page begins with may be there before it.
  useLayoutEffect(() => {
    const update = () => draw((n) => n + 1)
    if (!Object.is(get(), value)) update()
    return listen(update)
  }, [listen])
  return value
}
