import { useMemo, useState } from 'preact/hooks'
import { isDelegated } from '#core/model/delegation.ts'
import {
  customerAt,
  listFirstCustomers,
  listMoment,
  type CustomerGlance,
} from '#core/workspace/customerLists.ts'
import { setFavourite } from '#core/workspace/customers.ts'
import { CustomerPane } from '#extension/dashboard/customers/CustomerPane.tsx'
import { Delegation } from '#extension/dashboard/customers/Delegation.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { useCustomerRows, useDirectory } from '#extension/ui/followed.ts'
import { Icon } from '#extension/ui/Icon.tsx'
import { useLive } from '#extension/ui/live.ts'

const filters = {
  all: () => true,
  favourite: ({ favourite }: CustomerGlance) => favourite,
  delegated: ({ delegation }: CustomerGlance) => isDelegated(delegation),
  ending: ({ ending }: CustomerGlance) => ending > 0,
  requests: ({ requests }: CustomerGlance) => requests > 0,
  pending: ({ pending }: CustomerGlance) => pending > 0,
} as const
type Filter = keyof typeof filters

const columns = ['name', 'domain', 'delegation', 'subscriptions', 'requests', 'pending'] as const
type Column = (typeof columns)[number]

/** What a column is sorted by; numbers the highest first. Names are in order already. */
const sortKey: Record<Exclude<Column, 'name'>, (customer: CustomerGlance) => string | number> = {
  domain: ({ domain }) => domain,
  delegation: ({ delegation }) => delegation,
  subscriptions: ({ ending, subscriptions }) => -(ending * 10_000 + subscriptions),
  requests: ({ requests }) => -requests,
  pending: ({ pending }) => -pending,
}

type Sort = Readonly<{ by: Column; down: boolean }>

/** @param customers by name, which decides between those that are alike otherwise */
function sorted(customers: readonly CustomerGlance[], { by, down }: Sort): readonly CustomerGlance[] {
  if (by === 'name') return down ? [...customers].reverse() : customers
  const keyed = customers.map((customer) => ({ customer, key: sortKey[by](customer) }))
  const up = down ? -1 : 1
  return keyed.sort((a, b) => (a.key < b.key ? -up : a.key > b.key ? up : 0)).map(({ customer }) => customer)
}

/** So many customers are there before all of them are in memory. */
const firstShown = 60

/** Every customer by name; the first of them until all are in memory. */
function useCustomers(): readonly CustomerGlance[] | undefined {
  const { db } = useApp()
  const { company } = useSession()
  const now = useNow()
  const rows = useCustomerRows()
  const moment = listMoment(company, now)
  const first = useLive(() => listFirstCustomers(db, moment, firstShown), [db, company, now])
  const inOrder = useMemo(
    () => rows && [...rows].sort(([, , a], [, , b]) => (a < b ? -1 : a > b ? 1 : 0)),
    [rows],
  )
  const all = useMemo(() => inOrder?.map((row) => customerAt(row, moment)), [inOrder, company, now])
  return all ?? first
}

/** Customers as a sortable list with their state at a glance, and one of them in a pane beside it. */
export function CustomerList() {
  const { t, run, denied } = useApp()
  const all = useCustomers()
  const directory = useDirectory()
  const [typed, setTyped] = useState('')
  const [filter, setFilter] = useState<Filter>('all')
  const [sort, setSort] = useState<Sort>({ by: 'name', down: false })
  const [peeked, setPeeked] = useState<string | null>(null)
  const shown = useMemo(() => {
    const found = typed.trim() && directory ? new Set(directory.find(typed, Infinity)) : null
    const fits = all?.filter((each) => filters[filter](each) && (!found || found.has(each.id)))
    return fits && sorted(fits, sort)
  }, [all, directory, typed, filter, sort])
  if (!shown) return null
  return (
    <div class={peeked ? 'with-pane' : undefined}>
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
              {shown.map(
                ({ id, name, domain, favourite, delegation, pending, subscriptions, ending, requests }) => (
                  <tr key={id} aria-current={id === peeked ? 'true' : undefined}>
                    <td class="star">
                      <button
                        type="button"
                        class="favourite"
                        aria-pressed={favourite}
                        aria-label={t('customer.favouriteOf', { who: name })}
                        aria-disabled={denied('customer.edit') !== null}
                        onClick={() => void run(setFavourite, { id, favourite: !favourite })}
                      >
                        {favourite ? '★' : '☆'}
                      </button>
                    </td>
                    <th scope="row">
                      <a href={`#/customers/${id}`}>{name}</a>
                    </th>
                    <td data-column="domain">{domain}</td>
                    <td data-label={t('customer.column.delegation')}>
                      {delegation === 'none' ? (
                        <span class="side">{t('delegation.none')}</span>
                      ) : (
                        <Delegation state={delegation} />
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
                        aria-label={t('customer.detailsOf', { who: name })}
                        onClick={() => setPeeked(id === peeked ? null : id)}
                      >
                        <Icon name="next" />
                      </fluent-button>
                    </td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        )}
      </div>
      {peeked && <CustomerPane key={peeked} customerId={peeked} onClose={() => setPeeked(null)} />}
    </div>
  )
}
