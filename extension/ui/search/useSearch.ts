import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import { useFound } from '#extension/ui/search/found.ts'
import { useKnown } from '#extension/ui/search/useKnown.ts'
import { searchField, useSearchKeys } from '#extension/ui/search/useSearchKeys.ts'
import { useFocusKept } from '#extension/ui/useFocusKept.ts'

/**
 * The search of popup and dashboard: what is typed, what was found, and the
 * customer whose actions are open.
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
  const { found, isCurrent } = useFound(typed, isReady)
  const known = useKnown(opened)
  /** What gets the focus when it is there. */
  const wanted = useRef<string | null>(null)
  const input = () => root.current?.querySelector<HTMLInputElement>(searchField)
  const text = opened ? narrowed : typed

  function open(customer: Customer): void {
    setOpened(customer)
    setNarrowed('')
    wanted.current = searchField
  }
  function back(): void {
    if (!opened) return
    wanted.current = `[data-customer="${opened.id}"]`
    setOpened(null)
  }
  function clear(): void {
    keys.forget()
    setTyped('')
    setOpened(null)
  }
  const keys = useSearchKeys({
    root,
    opened,
    text,
    isAsked: typed.trim() !== '',
    isCurrent: opened ? known !== undefined : isCurrent,
    customerOf: (row) => found?.customers.find(({ id }) => id === row?.getAttribute('data-customer')),
    open,
    back,
    clear,
  })
  useLayoutEffect(() => {
    if (!wanted.current) return
    const next = root.current?.querySelector<HTMLElement>(wanted.current) ?? input()
    wanted.current = null
    next?.focus()
  })
  // Of a row that does not fit any more.
  useFocusKept(root, input)

  return {
    root,
    onKeyDown: keys.onKeyDown,
    /** What the field shows, and what it is about. */
    text,
    onType: (text: string) => {
      keys.forget()
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
