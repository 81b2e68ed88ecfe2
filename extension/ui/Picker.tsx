import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { focusNext } from '#extension/ui/focusNext.ts'

/**
 * A search field over a list to choose from: ↑ and ↓ go through the list, and
 * Enter in the field takes the first of it: of what fits what is typed by
 * then, never of what was there before. Each choice is a button with the
 * class `pick` in an item of the list.
 */
export function Picker({
  label,
  name,
  typed,
  onType,
  focused = false,
  isCurrent = true,
  children,
}: {
  label: string
  name?: string
  typed: string
  onType: (typed: string) => void
  /** Has the focus as soon as it is there. */
  focused?: boolean
  /** The list is that of what is typed now. */
  isCurrent?: boolean
  children: ComponentChildren
}) {
  const root = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (focused) field.current?.focus()
  }, [])
  /** Enter came before the list that it is meant for. */
  const isEarly = useRef(false)
  const takeFirst = () => root.current?.querySelector<HTMLElement>('.pick:not(:disabled)')?.click()
  useLayoutEffect(() => {
    if (!isCurrent || !isEarly.current) return
    isEarly.current = false
    takeFirst()
  })
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
        onInput={(event) => {
          isEarly.current = false
          onType(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !typed.trim()) return
          event.preventDefault()
          if (isCurrent) takeFirst()
          else isEarly.current = true
        }}
      />
      <ul class="picks">{children}</ul>
    </div>
  )
}
