import { useMemo, useState } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import type { Draft } from '#core/model/offer.ts'
import { go } from '#extension/dashboard/route.ts'
import { useApp } from '#extension/ui/app.tsx'
import { MakerDialog } from '#extension/ui/maker/MakerDialog.tsx'
import { audienceInWords, glanceInWords } from '#extension/ui/offers.ts'
import type { Found } from '#extension/ui/search/found.ts'
import { CustomerResult, CustomerWords, OpenedCustomer, SearchField } from '#extension/ui/search/parts.tsx'
import { useSearch } from '#extension/ui/search/useSearch.ts'

/** The top bar's search: customers by anything they are known by, offers by code or summary ID, and what to do for a customer. */
export function Find() {
  // What is searched in is loaded when somebody comes here, not while a screen is read.
  const [isUsed, setUsed] = useState(false)
  const search = useSearch(isUsed)
  const { root, found, open, clear } = search
  // Drawn when something else is found, not at every key.
  const results = useMemo(() => found && <Results found={found} onOpen={open} onClear={clear} />, [found])
  const [draft, setDraft] = useState<Draft | null>(null)
  // What is drawn anew gives the focus back; whoever has left has it elsewhere a moment later.
  const closeOutside = () => setTimeout(() => !root.current?.contains(document.activeElement) && clear())
  return (
    <>
      <div
        class="find"
        role="search"
        ref={root}
        onKeyDown={search.onKeyDown}
        onFocusIn={() => setUsed(true)}
        onFocusOut={closeOutside}
      >
        <SearchField search={search} name="find" />
        {search.opened ? (
          <div class="found" tabIndex={-1}>
            <OpenedCustomer
              search={search}
              onDraft={(next) => {
                clear()
                setDraft(next)
              }}
              onPlace={(place) => {
                clear()
                go(place)
              }}
            />
          </div>
        ) : (
          search.typed.trim() && results
        )}
      </div>
      {draft && <MakerDialog draft={draft} onClose={() => setDraft(null)} />}
    </>
  )
}

function Results({
  found: { customers, offers },
  onOpen,
  onClear,
}: {
  found: Found
  onOpen: (customer: Customer) => void
  onClear: () => void
}) {
  const { t, speak } = useApp()
  return (
    <div class="found" tabIndex={-1}>
      {customers.length + offers.length === 0 && <p class="hint">{t('popup.nothingFound')}</p>}
      <ul>
        {customers.map((customer) => (
          <CustomerResult key={customer.id} customer={customer} onOpen={onOpen}>
            <a
              class="pick"
              data-row
              data-customer={customer.id}
              href={`#/customers/${customer.id}`}
              onClick={onClear}
            >
              <CustomerWords customer={customer} />
            </a>
          </CustomerResult>
        ))}
        {offers.map((offer) => (
          <li key={offer.id}>
            <a class="pick" data-row href={`#/offers/${offer.id}`} onClick={onClear}>
              <span class="main">{audienceInWords(speak, offer)}</span>
              <span class="side">
                {glanceInWords(speak, offer)} · {t(`state.${offer.state}`)}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {customers.length > 0 && <p class="hint">{t('search.hint')}</p>}
    </div>
  )
}
