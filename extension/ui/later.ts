import { useEffect } from 'preact/hooks'
import { tellFailure } from '#extension/ui/live.ts'
import { loadAllWords } from '#extension/ui/spoken.ts'
import { store, useStore } from '#extension/ui/store.ts'

/** A part of the program that is loaded when it is needed, from the extension's own files. */
export type Later<M> = Readonly<{
  /** @returns it, or undefined where it could not be loaded, which the page says */
  load: () => Promise<M | undefined>
  /** The same for a component: undefined until it is there, and as long as it is not wanted. */
  use: (isWanted?: boolean) => M | undefined
}>

const parts: Later<unknown>[] = []

/**
 * Leaves a part of the program out of what a page begins with. Its words come
 * with it.
 *
 * @param from imports the file that the part begins with
 */
export function later<M>(from: () => Promise<M>): Later<M> {
  const part = store<M | undefined>(undefined)
  let loading: Promise<M | undefined> | null = null
  let forget = () => {}
  async function read(): Promise<M | undefined> {
    forget()
    try {
      const [loaded] = await Promise.all([from(), loadAllWords()])
      part.set(loaded)
      return loaded
    } catch (error) {
      // A browser may remember that a file did not come: only the page can ask for it again.
      forget = tellFailure(error, () => location.reload())
      loading = null
      return undefined
    }
  }
  const load = () => (loading ??= read())
  const own: Later<M> = {
    load,
    use(isWanted = true) {
      useEffect(() => {
        if (isWanted) void load()
      }, [isWanted])
      return useStore(part)
    },
  }
  parts.push(own)
  return own
}

const idle = () => new Promise<unknown>((resolve) => requestIdleCallback(resolve))

/** Loads what was left out while the page has nothing else to do, so that nobody waits for it afterwards. */
export function useAllParts(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return
    let isShown = true
    async function loadAll(): Promise<void> {
      for (const { load } of parts) {
        await idle()
        if (!isShown) return
        await load()
      }
    }
    void loadAll()
    return () => {
      isShown = false
    }
  }, [isWanted])
}
