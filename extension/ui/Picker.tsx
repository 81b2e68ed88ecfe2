import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { focusNext } from '#extension/ui/focusNext.ts'

/**
 * A search field over a list to choose from: ↑ and ↓ go through the list, and
 * Enter in the field takes the first of it. Each choice is a button with the
 * class `pick` in an item of the list.
 */
export function Picker({
  label,
  name,
  typed,
  onType,
  focused = false,
  children,
}: {
  label: string
  name?: string
  typed: string
  onType: (typed: string) => void
  /** Has the focus as soon as it is there. */
  focused?: boolean
  children: ComponentChildren
}) {
  const root = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (focused) field.current?.focus()
  }, [])
  return (
    <div
      class="picker"
      ref={root}
      onKeyDown={(event) => focusNext(event, root.current, '.search, .pick:not(:disabled)')}
    >
      <input
        ref={field}
        class="search"
        type="search"
        name={name}
        placeholder={label}
        aria-label={label}
        value={typed}
        onInput={(event) => onType(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !typed.trim()) return
          event.preventDefault()
          root.current?.querySelector<HTMLElement>('.pick:not(:disabled)')?.click()
        }}
      />
      <ul class="picks">{children}</ul>
    </div>
  )
}
