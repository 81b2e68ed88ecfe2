import { createContext, type ComponentChildren } from 'preact'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import { leave, Scope } from '#extension/ui/unsaved.ts'

/** Says what went wrong meanwhile, at the head of every dialog: the page's own words lie behind it. */
export const DialogProblems = createContext<() => ComponentChildren>(() => null)

/**
 * A modal dialog: the browser keeps the focus inside, and whatever opened it
 * gets the focus back. Esc asks first where something typed would be lost.
 */
export function Dialog({
  label,
  onClose,
  children,
}: {
  label: string
  onClose: () => void
  children: ComponentChildren
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [scope] = useState(() => Symbol(label))
  const problems = useContext(DialogProblems)
  useEffect(() => {
    const opener = document.activeElement as HTMLElement | null
    const own = dialog.current
    own?.showModal()
    return () => {
      own?.close()
      opener?.focus()
    }
  }, [])
  const close = () => leave(onClose, scope)
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        // Browsers close a dialog at the second Esc whatever `cancel` says.
        event.preventDefault()
        event.stopPropagation()
        close()
      }}
      onCancel={(event) => {
        // A file field that nothing was chosen in says *cancel* too.
        if (event.target !== dialog.current) return
        event.preventDefault()
        close()
      }}
    >
      {problems()}
      <Scope.Provider value={scope}>{children}</Scope.Provider>
    </dialog>
  )
}
