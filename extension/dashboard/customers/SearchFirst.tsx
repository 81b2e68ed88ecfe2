import { useState } from 'preact/hooks'
import { recentCustomers, search, type CustomerView } from '#core/workspace/queries.ts'
import { CustomerPane } from '#extension/dashboard/customers/CustomerPane.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { delegationColours } from '#extension/ui/customers.ts'
import { useLive } from '#extension/ui/live.ts'

/** Many customers: one searches, by name, alias, domain, tenant ID or contact. Recent ones and favourites are there already. */
export function SearchFirst({ views }: { views: readonly CustomerView[] }) {
  const { t, db } = useApp()
  const [typed, setTyped] = useState('')
  const [peeked, setPeeked] = useState<string | null>(null)
  const now = useNow()
  const found = useLive(() => search(db, typed, now), [db, typed, now])
  const recent = useLive(() => recentCustomers(db), [db])
  if (!found || !recent) return null
  const viewOf = (id: string) => views.find(({ customer }) => customer.id === id)
  const pick = (ids: readonly string[]) => ids.flatMap((id) => viewOf(id) ?? [])
  const lists = typed.trim()
    ? [
        {
          title: t('customer.found', { n: found.customers.length }),
          views: pick(found.customers.map((each) => each.id)),
        },
      ]
    : [
        {
          title: t('customer.filter.favourite'),
          views: views.filter(({ customer }) => customer.favourite).slice(0, 12),
        },
        {
          title: t('popup.recent'),
          views: pick(
            recent
              .filter((each) => !each.favourite)
              .slice(0, 8)
              .map((each) => each.id),
          ),
        },
      ]
  const pane = peeked ? viewOf(peeked) : undefined
  return (
    <div class={pane ? 'with-pane' : undefined}>
      <div>
        <input
          class="search large"
          type="search"
          name="find-customer"
          autoFocus
          placeholder={t('customer.searchBy')}
          aria-label={t('customer.searchBy')}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <p class="hint">{t('customer.many', { n: views.length })}</p>
        <div role="status" class="visually-hidden">
          {typed.trim() ? t('customer.found', { n: found.customers.length }) : ''}
        </div>
        {lists
          .filter((list) => list.views.length > 0)
          .map((list) => (
            <section key={list.title}>
              <h2>{list.title}</h2>
              <ul class="rows wide">
                {list.views.map(({ customer, delegation }) => (
                  <li key={customer.id} class="row-item">
                    <span class="main">
                      <a href={`#/customers/${customer.id}`}>{customer.name}</a>{' '}
                      <span class="side">{customer.domains[0]}</span>
                    </span>
                    {delegation !== 'none' && (
                      <fluent-badge appearance="tint" color={delegationColours[delegation]}>
                        {t(`delegation.${delegation}`)}
                      </fluent-badge>
                    )}
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
        {typed.trim() && found.customers.length === 0 && <p class="empty">{t('popup.nothingFound')}</p>}
      </div>
      {pane && <CustomerPane key={pane.customer.id} view={pane} onClose={() => setPeeked(null)} />}
    </div>
  )
}
