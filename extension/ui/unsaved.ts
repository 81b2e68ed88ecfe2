import { createContext } from 'preact'
import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { store } from '#extension/ui/store.ts'

/** A form in which something was typed that is not saved, and the dialog that it stands in; null on the page itself. */
type Form = Readonly<{ scope: symbol | null }>

const unsaved = new Set<Form>()

/** The dialog that a form stands in. */
export const Scope = createContext<symbol | null>(null)

/** What goes on once a person has said that what was typed may go; null while nothing is asked. `LeaveQuestion` asks. */
export const leaving = store<Readonly<{ lost: readonly Form[]; goOn: () => void }> | null>(null)

/** A form that is saved or gone. Where a question was about it alone, there is nothing to ask any more. */
function forget(form: Form): void {
  unsaved.delete(form)
  const asked = leaving.get()
  if (!asked || asked.lost.some((each) => unsaved.has(each))) return
  leaving.set(null)
  asked.goOn()
}

/**
 * Goes on at once where nothing would be lost, and asks first where something would.
 *
 * @param scope only what was typed there counts; everything on the page when left out
 */
export function leave(then: () => void, scope?: symbol | null): void {
  const lost = [...unsaved].filter((form) => scope === undefined || form.scope === scope)
  if (!lost.length) return then()
  leaving.set({
    lost,
    goOn() {
      for (const form of lost) unsaved.delete(form)
      then()
    },
  })
}

/** Whether something was typed that is not saved. */
export const isUnsaved = () => unsaved.size > 0

addEventListener('beforeunload', (event) => {
  if (isUnsaved()) event.preventDefault()
})

/**
 * Keeps what was typed in a form from going unasked, by Esc, a link, the
 * browser's way back or a closed tab.
 *
 * @param typed everything that the form holds
 * @returns whether it holds anything unsaved, and what tells that it is saved as it stands now
 */
export function useUnsaved(typed: unknown): { dirty: boolean; settle: () => void } {
  const scope = useContext(Scope)
  const now = JSON.stringify(typed)
  const saved = useRef(now)
  const form = useRef<Form>({ scope })
  const dirty = now !== saved.current
  // Before the next key can be pressed.
  useLayoutEffect(() => {
    if (dirty) unsaved.add(form.current)
    return () => forget(form.current)
  }, [dirty])
  const settle = () => {
    saved.current = now
    forget(form.current)
  }
  return { dirty, settle }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/**
 * What is typed in a form that stays open: it begins with a record and
 * follows it, as when a step is taken back, until something is typed.
 */
export function useTyped<T>(record: T) {
  const [typed, setTyped] = useState(record)
  const [base, setBase] = useState(record)
  if (!same(base, record) && (same(typed, base) || same(typed, record))) {
    setBase(record)
    setTyped(record)
  }
  return [typed, setTyped] as const
}
