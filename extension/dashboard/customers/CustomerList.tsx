import { useState } from 'preact/hooks'
import { matchesWords, fold } from '#core/locale/fold.ts'
import { isDelegated } from '#core/model/delegation.ts'
import { setFavourite } from '#core/workspace/customers.ts'
import type { CustomerView } from '#core/workspace/queries.ts'
import { CustomerPane } from '#extension/dashboard/customers/CustomerPane.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { delegationColours } from '#extension/ui/customers.ts'
import { Icon } from '#extension/ui/Icon.tsx'

const filters = {
  all: () => true,
  favourite: ({ customer }: CustomerView) => customer.favourite,
  delegated: ({ delegation }: CustomerView) => isDelegated(delegation),
  ending: ({ ending }: CustomerView) => ending > 0,
  requests: ({ requests }: CustomerView) => requests > 0,
  pending: ({ pending }: CustomerView) => pending > 0,
} as const
type Filter = keyof typeof filters

const columns = ['name', 'domain', 'delegation', 'subscriptions', 'requests', 'pending'] as const
type Column = (typeof columns)[number]

/** What a column is sorted by; numbers the highest first. */
const sortKey: Record<Column, (view: CustomerView) => string | number> = {
  name: ({ customer }) => fold(customer.name),
  domain: ({ customer }) => customer.domains[0] ?? '',
  delegation: ({ delegation }) => delegation,
  subscriptions: ({ ending, subscriptions }) => -(ending * 10_000 + subscriptions),
  requests: ({ requests }) => -requests,
  pending: ({ pending }) => -pending,
}

/** Customers as a sortable list with their state at a glance, and one of them in a pane beside it. */
export function CustomerList({ views }: { views: readonly CustomerView[] }) {
  const { t, run, denied } = useApp()
  const [typed, setTyped] = useState('')
  const [filter, setFilter] = useState<Filter>('all')
  const [sort, setSort] = useState<{ by: Column; down: boolean }>({ by: 'name', down: false })
  const [peeked, setPeeked] = useState<string | null>(null)
  const shown = views
    .filter(filters[filter])
    .filter(({ words }) => matchesWords(words, typed))
    .sort((a, b) => {
      const [x, y] = [sortKey[sort.by](a), sortKey[sort.by](b)]
      return (x < y ? -1 : x > y ? 1 : 0) * (sort.down ? -1 : 1)
    })
  const pane = views.find(({ customer }) => customer.id === peeked)
  return (
    <div class={pane ? 'with-pane' : undefined}>
      <div>
        <input
          class="search"
          type="search"
          name="find-customer"
          placeholder={t('make.findCustomer')}
          aria-label={t('make.findCustomer')}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <div class="chips" role="group" aria-label={t('offers.filter')}>
          {(Object.keys(filters) as Filter[]).map((each) => (
            <button
              key={each}
              type="button"
              class="chip"
              aria-pressed={each === filter}
              onClick={() => setFilter(each)}
            >
              {t(`customer.filter.${each}`)}
            </button>
          ))}
        </div>
        {shown.length === 0 && <p class="empty">{t('popup.nothingFound')}</p>}
        {shown.length > 0 && (
          <table class="list sortable">
            <thead>
              <tr>
                <th scope="col">
                  <span class="visually-hidden">{t('customer.favourite')}</span>
                </th>
                {columns.map((column) => (
                  <th
                    key={column}
                    scope="col"
                    data-column={column}
                    aria-sort={sort.by === column ? (sort.down ? 'descending' : 'ascending') : undefined}
                  >
                    <button
                      type="button"
                      class="sort"
                      onClick={() => setSort({ by: column, down: sort.by === column && !sort.down })}
                    >
                      {t(`customer.column.${column}`)}
                      <span aria-hidden="true">{sort.by === column ? (sort.down ? ' ▾' : ' ▴') : ''}</span>
                    </button>
                  </th>
                ))}
                <th scope="col">
                  <span class="visually-hidden">{t('customer.details')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ customer, delegation, pending, subscriptions, ending, requests }) => (
                <tr key={customer.id} aria-current={customer.id === peeked ? 'true' : undefined}>
                  <td class="star">
                    <button
                      type="button"
                      class="favourite"
                      aria-pressed={customer.favourite}
                      aria-label={t('customer.favouriteOf', { who: customer.name })}
                      aria-disabled={denied('customer.edit') !== null}
                      onClick={() =>
                        void run(setFavourite, { id: customer.id, favourite: !customer.favourite })
                      }
                    >
                      {customer.favourite ? '★' : '☆'}
                    </button>
                  </td>
                  <th scope="row">
                    <a href={`#/customers/${customer.id}`}>{customer.name}</a>
                  </th>
                  <td data-column="domain">{customer.domains[0]}</td>
                  <td data-label={t('customer.column.delegation')}>
                    {delegation === 'none' ? (
                      <span class="side">{t('delegation.none')}</span>
                    ) : (
                      <fluent-badge appearance="tint" color={delegationColours[delegation]}>
                        {t(`delegation.${delegation}`)}
                      </fluent-badge>
                    )}
                  </td>
                  <td data-label={t('customer.column.subscriptions')}>
                    {subscriptions > 0 && (
                      <span class="badges">
                        {subscriptions}
                        {ending > 0 && (
                          <fluent-badge appearance="tint" color="warning">
                            {t('customer.ending', { n: ending })}
                          </fluent-badge>
                        )}
                      </span>
                    )}
                  </td>
                  <td data-column="requests" data-label={t('customer.column.requests')}>
                    {requests || ''}
                  </td>
                  <td data-column="pending" data-label={t('customer.column.pending')}>
                    {pending || ''}
                  </td>
                  <td class="peek">
                    <fluent-button
                      size="small"
                      appearance="subtle"
                      iconOnly
                      aria-label={t('customer.detailsOf', { who: customer.name })}
                      onClick={() => setPeeked(customer.id === peeked ? null : customer.id)}
                    >
                      <Icon name="next" />
                    </fluent-button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {pane && <CustomerPane key={pane.customer.id} view={pane} onClose={() => setPeeked(null)} />}
    </div>
  )
}
