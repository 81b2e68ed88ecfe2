import type { ComponentChildren } from 'preact'
import type { Customer } from '#core/model/customer.ts'
import type { Draft } from '#core/model/offer.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Icon } from '#extension/ui/Icon.tsx'
import { ofCustomer } from '#extension/ui/search/ofCustomer.ts'
import type { Search } from '#extension/ui/search/useSearch.ts'

/** Where one types: what to search for, or what to do for the customer that is open. */
export function SearchField({
  search: { opened, text, onType },
  ...rest
}: {
  search: Search
  name?: string
  autoFocus?: boolean
}) {
  const { t } = useApp()
  const label = opened ? t('search.actionsOf', { who: opened.name }) : t('popup.search')
  return (
    <input
      {...rest}
      class="search"
      type="search"
      placeholder={label}
      aria-label={label}
      value={text}
      onInput={(event) => onType(event.currentTarget.value)}
    />
  )
}

/** A customer that was found: its own link or button, and a way to its actions. */
export function CustomerResult({
  customer,
  onOpen,
  children,
}: {
  customer: Customer
  onOpen: (customer: Customer) => void
  children: ComponentChildren
}) {
  const { t } = useApp()
  return (
    <li class="row-item">
      {children}
      <button
        type="button"
        class="small icon"
        data-actions={customer.id}
        aria-label={t('search.actionsOf', { who: customer.name })}
        onClick={() => onOpen(customer)}
      >
        <Icon name="next" />
      </button>
    </li>
  )
}

export const CustomerWords = ({ customer: { name, domains } }: { customer: Customer }) => (
  <>
    <span class="main">{name}</span>
    <span class="side">{domains[0]}</span>
  </>
)

/** The customer whose actions are open, with them, and the way back. */
export function OpenedCustomer({
  search: { opened, known, text, back },
  onDraft,
  onPlace,
}: {
  search: Search
  onDraft: (draft: Draft) => void
  onPlace: (place: string) => void
}) {
  const { t } = useApp()
  const loaded = ofCustomer.use()
  if (!opened) return null
  return (
    <>
      <p class="opened">
        <button type="button" class="more" data-id="search-back" onClick={back}>
          ← {t('make.back')}
        </button>
        <strong>{opened.name}</strong>
      </p>
      {known && loaded && (
        <loaded.CustomerActions known={known} typed={text} onDraft={onDraft} onPlace={onPlace} />
      )}
    </>
  )
}

/** The portals of the one customer that was found. */
export function FoundPortals({ customer }: { customer: Customer }) {
  const loaded = ofCustomer.use()
  return loaded ? <loaded.PortalLinks customer={customer} /> : null
}
