import { store, useStore } from '#extension/ui/store.ts'
import { leave } from '#extension/ui/unsaved.ts'

/** The place that is shown: what stands after `#` in the dashboard's address. */
const shown = store(location.hash)

addEventListener('hashchange', () => {
  const wanted = location.hash
  if (wanted === shown.get()) return
  let left = false
  leave(() => {
    left = true
    // By the time a person has answered, the address is the one before.
    if (location.hash !== wanted) history.pushState(null, '', wanted || '#')
    shown.set(wanted)
  })
  if (!left) history.replaceState(null, '', shown.get() || '#')
})

/** The place in the dashboard, as parts. */
export const useRoute = (): readonly string[] =>
  useStore(shown).replace(/^#\/?/, '').split('/').filter(Boolean)

/** Goes to a place in the dashboard, such as `/offers`; asks first where something typed would be lost. */
export const go = (place: string) => {
  location.hash = place
}
