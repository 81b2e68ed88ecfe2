import { useState } from 'preact/hooks'
import { fold } from '#core/locale/fold.ts'
import type { Customer } from '#core/model/customer.ts'
import { countCustomers, listSuggestedCustomers } from '#core/workspace/customerLists.ts'
import { searchCustomers } from '#core/workspace/search.ts'
import { useApp } from '#extension/ui/app.tsx'
import { useDirectory } from '#extension/ui/followed.ts'
import { Picker } from '#extension/ui/Picker.tsx'
import { useNewest } from '#extension/ui/search/useNewest.ts'

/** More customers are found by typing. */
const mostShown = 40

type Choices = Readonly<{
  /** What was typed when these were found. */
  typed: string
  customers: readonly Customer[]
  /** How many customers are not among them; null where that is not known. */
  more: number | null
}>

/** The customers that fit what is typed; before anything is, those that are likely. */
function useChoices(typed: string): Choices | undefined {
  const { db } = useApp()
  const directory = useDirectory()
  const choose = async (asked: string): Promise<Choices> => {
    if (!asked.trim()) {
      const [customers, all] = await Promise.all([listSuggestedCustomers(db, mostShown), countCustomers(db)])
      return { typed: asked, customers, more: all - customers.length }
    }
    const found = await searchCustomers(db, directory, asked, mostShown + 1)
    return { typed: asked, customers: found.slice(0, mostShown), more: found.length > mostShown ? null : 0 }
  }
  return useNewest(typed, choose, [db, directory])?.value
}

/**
 * A search field over customers to choose from.
 *
 * @param picked ids of those that are chosen already; absent where one ends the choice
 * @param onNew what was typed is the name of a new customer; absent where none is made
 */
export function CustomerPicker({
  name,
  picked,
  focused = false,
  onPick,
  onNew,
}: {
  name?: string
  picked?: readonly string[]
  focused?: boolean
  onPick: (customer: Customer) => void
  onNew?: ((name: string) => void) | undefined
}) {
  const { t } = useApp()
  const [typed, setTyped] = useState('')
  const choices = useChoices(typed)
  if (!choices) return null
  const { customers, more } = choices
  const asked = choices.typed.trim()
  const isKnown = customers.some((customer) => fold(customer.name) === fold(asked))
  return (
    <>
      {customers.length === 0 && !asked && <p class="hint">{t('make.noCustomers')}</p>}
      <Picker
        label={t('make.findCustomer')}
        {...(name && { name })}
        typed={typed}
        onType={setTyped}
        focused={focused}
        isCurrent={choices.typed === typed}
      >
        {customers.map((customer) => (
          <li key={customer.id}>
            <button
              type="button"
              class="pick"
              aria-pressed={picked?.includes(customer.id)}
              onClick={() => onPick(customer)}
            >
              {picked && (
                <span class="tick" aria-hidden="true">
                  {picked.includes(customer.id) ? '☑' : '☐'}
                </span>
              )}
              <span class="main">{customer.name}</span>
              <span class="side">{customer.domains[0]}</span>
            </button>
          </li>
        ))}
        {onNew && asked && !isKnown && (
          <li>
            <button type="button" class="pick" data-id="new-named" onClick={() => onNew(asked)}>
              <span class="main">{t('make.newNamed', { name: asked })}</span>
            </button>
          </li>
        )}
      </Picker>
      {more !== 0 && (
        <p class="hint">
          {more === null ? t('list.moreFit', { n: mostShown }) : t('list.more', { n: more })}
        </p>
      )}
    </>
  )
}
