import { useState } from 'preact/hooks'
import { today } from '#core/clock/clock.ts'
import { delegationAt } from '#core/clock/delegation.ts'
import type { Customer } from '#core/model/customer.ts'
import { listFavourites, listRecentCustomers } from '#core/workspace/customerLists.ts'
import { mostResults, searchCustomers } from '#core/workspace/search.ts'
import { CustomerPane } from '#extension/dashboard/customers/CustomerPane.tsx'
import { Delegation } from '#extension/dashboard/customers/Delegation.tsx'
import { narrow, useQuery } from '#extension/dashboard/route.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { useDirectory } from '#extension/ui/followed.ts'
import { useLive } from '#extension/ui/live.ts'
import { useNewest } from '#extension/ui/search/useNewest.ts'

/** Many customers: one searches, by name, alias, domain, tenant ID or contact. Recent ones and favourites are there already. */
export function SearchFirst({ count }: { count: number }) {
  const { t, db } = useApp()
  const { company } = useSession()
  const directory = useDirectory()
  const typed = useQuery().get('find') ?? ''
  const [peeked, setPeeked] = useState<string | null>(null)
  const now = useNow()
  const found = useNewest(typed, (asked) => searchCustomers(db, directory, asked, mostResults + 1), [
    db,
    directory,
  ])?.value
  const known = useLive(async () => {
    const [favourites, recent] = await Promise.all([listFavourites(db, 12), listRecentCustomers(db, 20)])
    return { favourites, recent: recent.filter((each) => !each.favourite).slice(0, 8) }
  }, [db])
  if (!found || !known) return null
  const date = today(now, company.timeZone)
  const results = found.slice(0, mostResults)
  // More than are shown may fit: that is said, too.
  const foundInWords =
    found.length > mostResults
      ? t('list.moreFit', { n: mostResults })
      : t('customer.found', { n: found.length })
  const lists: readonly { title: string; customers: readonly Customer[] }[] = typed.trim()
    ? [{ title: foundInWords, customers: results }]
    : [
        { title: t('customer.filter.favourite'), customers: known.favourites },
        { title: t('popup.recent'), customers: known.recent },
      ]
  return (
    <div class={peeked ? 'with-pane' : undefined}>
      <div>
        <input
          class="search large"
          type="search"
          name="find-customer"
          autoFocus
          placeholder={t('customer.searchBy')}
          aria-label={t('customer.searchBy')}
          value={typed}
          onInput={(event) => narrow({ find: event.currentTarget.value || null }, { typing: true })}
        />
        <p class="hint">{t('customer.many', { n: count })}</p>
        <div role="status" class="visually-hidden">
          {typed.trim() ? foundInWords : ''}
        </div>
        {lists
          .filter((list) => list.customers.length > 0)
          .map((list) => (
            <section key={list.title}>
              <h2>{list.title}</h2>
              <ul class="rows wide">
                {list.customers.map((customer) => (
                  <li key={customer.id} class="row-item">
                    <span class="main">
                      <a href={`#/customers/${customer.id}`}>{customer.name}</a>{' '}
                      <span class="side">{customer.domains[0]}</span>
                    </span>
                    <Delegation state={delegationAt(customer, date)} />
                    <fluent-button
                      size="small"
                      appearance="subtle"
                      aria-label={t('customer.detailsOf', { who: customer.name })}
                      onClick={() => setPeeked(customer.id === peeked ? null : customer.id)}
                    >
                      {t('customer.details')}
                    </fluent-button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        {typed.trim() && found.length === 0 && <p class="empty">{t('popup.nothingFound')}</p>}
      </div>
      {peeked && <CustomerPane key={peeked} customerId={peeked} onClose={() => setPeeked(null)} />}
    </div>
  )
}
