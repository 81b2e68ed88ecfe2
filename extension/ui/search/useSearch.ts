import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import { focusNext } from '#extension/ui/focusNext.ts'
import { useFound } from '#extension/ui/search/found.ts'
import { useKnown } from '#extension/ui/search/useKnown.ts'
import { useFocusKept } from '#extension/ui/useFocusKept.ts'

const rows = '[data-row], [data-portal]'
const field = 'input[type=search]'

/** A key that waits for the results it is meant for. */
const waits = new Set(['Enter', 'ArrowDown', 'ArrowRight'])

/**
 * The search of popup and dashboard: what is typed, what was found, and the
 * customer whose actions are open. ↓ and ↑ go through the rows, → opens a
 * customer's actions and ← or Esc closes them, Enter in the field does the
 * first row: of what fits what is typed by then, never of what was found
 * before.
 *
 * A row has `data-row`; a customer's has `data-customer`, its id.
 *
 * @param isReady nothing else waits to be read
 */
export function useSearch(isReady: boolean) {
  const root = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState('')
  const [opened, setOpened] = useState<Customer | null>(null)
  /** What is typed to narrow a customer's actions down. */
  const [narrowed, setNarrowed] = useState('')
  const found = useFound(typed, isReady)
  const known = useKnown(opened)
  const isCurrent = opened ? known !== undefined : (found?.isCurrent ?? false)
  /** A key that came before its results; and the row that gets the focus when it is there. */
  const early = useRef<string | null>(null)
  const wanted = useRef<string | null>(null)
  const input = () => root.current?.querySelector<HTMLInputElement>(field)

  function open(customer: Customer): void {
    setOpened(customer)
    setNarrowed('')
    wanted.current = field
  }
  function back(): void {
    if (!opened) return
    wanted.current = `[data-customer="${opened.id}"]`
    setOpened(null)
  }
  function clear(): void {
    early.current = null
    setTyped('')
    setOpened(null)
  }
  const customerOf = (row: Element | null | undefined) =>
    found?.customers.find(({ id }) => id === row?.getAttribute('data-customer'))

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

  useLayoutEffect(() => {
    if (isCurrent && early.current) {
      const key = early.current
      early.current = null
      doFirst(key)
    }
    if (wanted.current) {
      const next = root.current?.querySelector<HTMLElement>(wanted.current) ?? input()
      wanted.current = null
      next?.focus()
    }
  })
  // Of a row that does not fit any more.
  useFocusKept(root, input)

  function inField(event: KeyboardEvent, own: HTMLInputElement): boolean {
    const text = opened ? narrowed : typed
    const isAtEnd = own.selectionStart === text.length && own.selectionEnd === text.length
    if (event.key === 'ArrowLeft' && opened && own.selectionEnd === 0) {
      back()
      return true
    }
    if (!waits.has(event.key) || (!opened && !typed.trim())) return false
    if (event.key === 'ArrowRight' && (opened || !isAtEnd)) return false
    if (isCurrent) doFirst(event.key)
    else early.current = event.key
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

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const target = event.target as HTMLElement
    let isDone = false
    if (event.key === 'Escape' && (opened || typed)) {
      if (opened) back()
      else {
        clear()
        input()?.focus()
      }
      isDone = true
    } else if (target instanceof HTMLInputElement) isDone = inField(event, target)
    else {
      const row = target.closest<HTMLElement>(rows)
      if (row) isDone = onRow(event, row)
    }
    if (isDone) event.preventDefault()
    else focusNext(event, root.current, `${field}, ${rows}`)
  }

  return {
    root,
    onKeyDown,
    /** What the field shows, and what it is about. */
    text: opened ? narrowed : typed,
    onType: (text: string) => {
      early.current = null
      if (opened) setNarrowed(text)
      else setTyped(text)
    },
    typed,
    found,
    opened,
    known,
    open,
    back,
    clear,
  }
}

export type Search = ReturnType<typeof useSearch>
