import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import { focusNext } from '#extension/ui/focusNext.ts'

const rows = '[data-row], [data-portal]'
export const searchField = 'input[type=search]'

/** A key that waits for the results it is meant for. */
const waits = new Set(['Enter', 'ArrowDown', 'ArrowRight'])

type Searching = Readonly<{
  root: RefObject<HTMLElement | null>
  opened: Customer | null
  /** What the field shows. */
  text: string
  /** Something is looked for. */
  isAsked: boolean
  /** What is shown fits what is typed. */
  isCurrent: boolean
  customerOf: (row: Element | null | undefined) => Customer | undefined
  open: (customer: Customer) => void
  back: () => void
  clear: () => void
}>

/** Does what a key asks for: at once, or as soon as there is what it is meant for. */
function useEarlyKey(isReady: boolean, act: (key: string) => void) {
  const early = useRef<string | null>(null)
  useLayoutEffect(() => {
    if (!isReady || !early.current) return
    const key = early.current
    early.current = null
    act(key)
  })
  return {
    press: (key: string): void => {
      if (isReady) act(key)
      else early.current = key
    },
    /** No key waits any more. */
    forget: (): void => {
      early.current = null
    },
  }
}

/**
 * The keys of a search: ↓ and ↑ go through the rows, → opens a customer's
 * actions and ← or Esc closes them, Enter in the field does the first row: of
 * what fits what is typed by then, never of what was found before.
 */
export function useSearchKeys({
  root,
  opened,
  text,
  isAsked,
  isCurrent,
  customerOf,
  open,
  back,
  clear,
}: Searching) {
  const input = () => root.current?.querySelector<HTMLInputElement>(searchField)

  /** What a key in the field does to the first row. */
  function doFirst(key: string): void {
    const first = root.current?.querySelector<HTMLElement>(rows)
    if (key === 'Enter') first?.click()
    else if (key === 'ArrowDown') first?.focus()
    else {
      const customer = customerOf(root.current?.querySelector('[data-customer]'))
      if (customer) open(customer)
    }
  }
  const { press, forget } = useEarlyKey(isCurrent, doFirst)

  function inField(event: KeyboardEvent, own: HTMLInputElement): boolean {
    const isAtEnd = own.selectionStart === text.length && own.selectionEnd === text.length
    if (event.key === 'ArrowLeft' && opened && own.selectionEnd === 0) {
      back()
      return true
    }
    if (!waits.has(event.key) || (!opened && !isAsked)) return false
    if (event.key === 'ArrowRight' && (opened || !isAtEnd)) return false
    press(event.key)
    return true
  }

  function onRow(event: KeyboardEvent, row: HTMLElement): boolean {
    if (event.key === 'ArrowLeft' && opened) {
      back()
      return true
    }
    const customer = event.key === 'ArrowRight' && customerOf(row)
    if (customer) open(customer)
    // Whoever types goes on searching.
    if (event.key.length === 1 && event.key !== ' ') input()?.focus()
    return Boolean(customer)
  }

  function onEscape(): boolean {
    if (opened) back()
    else if (text) {
      clear()
      input()?.focus()
    } else return false
    return true
  }

  function isDone(event: KeyboardEvent): boolean {
    const target = event.target as HTMLElement
    if (event.key === 'Escape' && onEscape()) return true
    if (target instanceof HTMLInputElement) return inField(event, target)
    const row = target.closest<HTMLElement>(rows)
    return row !== null && onRow(event, row)
  }

  return {
    onKeyDown: (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (isDone(event)) event.preventDefault()
      else focusNext(event, root.current, `${searchField}, ${rows}`)
    },
    forget,
  }
}
