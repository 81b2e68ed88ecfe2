import { useRef, useState } from 'preact/hooks'
import { go } from '#extension/dashboard/route.ts'
import { useApp } from '#extension/ui/app.tsx'
import { focusNext } from '#extension/ui/focusNext.ts'
import { useFound } from '#extension/ui/found.ts'
import { audienceInWords, glanceInWords } from '#extension/ui/offers.ts'

/** The top bar's search: customers by anything they are known by, offers by code or summary ID. */
export function Find() {
  const { t, speak } = useApp()
  const [typed, setTyped] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const [isBegun, setBegun] = useState(false)
  const found = useFound(typed, isBegun)
  const open = typed.trim() !== '' && found !== undefined
  const leave = (place?: string) => {
    setTyped('')
    if (place) go(place)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') return leave()
    focusNext(event, box.current, 'input, a')
  }

  return (
    <div
      class="find"
      role="search"
      ref={box}
      onKeyDown={onKeyDown}
      onFocusIn={() => setBegun(true)}
      onFocusOut={(event) => !box.current?.contains(event.relatedTarget as Node | null) && setTyped('')}
    >
      <input
        class="search"
        type="search"
        name="find"
        placeholder={t('popup.search')}
        aria-label={t('popup.search')}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      {open && (
        <div class="found">
          {found.customers.length + found.offers.length === 0 && (
            <p class="hint">{t('popup.nothingFound')}</p>
          )}
          <ul>
            {found.customers.map((customer) => (
              <li key={customer.id}>
                <a class="pick" href={`#/customers/${customer.id}`} onClick={() => leave()}>
                  <span class="main">{customer.name}</span>
                  <span class="side">{customer.domains[0]}</span>
                </a>
              </li>
            ))}
            {found.offers.map((offer) => (
              <li key={offer.id}>
                <a class="pick" href={`#/offers/${offer.id}`} onClick={() => leave()}>
                  <span class="main">{audienceInWords(speak, offer)}</span>
                  <span class="side">
                    {glanceInWords(speak, offer)} · {t(`state.${offer.state}`)}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
