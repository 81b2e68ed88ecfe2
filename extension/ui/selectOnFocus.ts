import { useRef } from 'preact/hooks'

type Field = Readonly<{ select: () => void }>

/** Selects what a field of numbers shows when it gets the focus, so that typing replaces it. */
export function useSelectOnFocus() {
  /** The press that gave it the focus is not over yet. */
  const pressed = useRef(false)
  return {
    onFocus(event: { currentTarget: Field }) {
      pressed.current = true
      event.currentTarget.select()
    },
    onClick(event: { currentTarget: Field }) {
      // The press set the caret after the focus came.
      if (pressed.current) event.currentTarget.select()
      pressed.current = false
    },
    onKeyDown() {
      pressed.current = false
    },
  }
}
