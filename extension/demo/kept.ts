/**
 * What the demo keeps beside its database, where the extension has
 * `browser.storage`. Every name begins with the demo's own, because a host may
 * show other pages at the same origin.
 */
const areaOf = (storage: Storage, room: string) => {
  const prefix = `tilbud-demo.${room}.`
  return {
    get<T>(name: string): T | null {
      const text = storage.getItem(prefix + name)
      return text === null ? null : (JSON.parse(text) as T)
    },
    set: (name: string, value: unknown) => storage.setItem(prefix + name, JSON.stringify(value)),
    clear() {
      for (const name of Object.keys(storage)) if (name.startsWith(prefix)) storage.removeItem(name)
    },
    /** Calls back when another tab has cleared it. */
    onCleared(listener: () => void) {
      addEventListener('storage', ({ key, newValue }) => {
        if (key?.startsWith(prefix) && newValue === null) listener()
      })
    },
  }
}

/** Settings of the workspace. */
export const lasting = areaOf(localStorage, 'settings')

/** What was typed in this tab and not saved. */
export const passing = areaOf(sessionStorage, 'typed')

/** The day of the example that the demo was begun with. There as long as the demo has been opened once. */
export const begun = areaOf(localStorage, 'begun')

/** What was chosen on the start page. */
export const choices = areaOf(localStorage, 'choices')
