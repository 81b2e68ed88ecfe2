import { store } from '#extension/ui/store.ts'

/** What the bar says of what an extension would do now. */

/** The number on the toolbar's button. */
export const badge = store(0)

/** The browser has not let a tab be opened. */
export const blocked = store(false)

/** The dashboard is in another tab, which the browser has not brought to the front. */
export const behind = store(false)

/** The example is being loaded. */
export const loading = store(false)
