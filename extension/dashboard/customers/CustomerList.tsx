import { useMemo, useRef, useState } from 'preact/hooks'
import {
  listFirstCustomers,
  listMoment,
  CustomerGlance,
  type CustomerRow,
} from '#core/workspace/customerLists.ts'
import { setFavourite } from '#core/workspace/customers.ts'
import { chosenOf, readSort, writeSort, type Sort } from '#extension/dashboard/address.ts'
import { CustomerPane } from '#extension/dashboard/customers/CustomerPane.tsx'
import {
  byName,
  customerColumns,
  customerFilters,
  filterCustomers,
  isCount,
  sortCustomers,
  type CustomerColumn,
} from '#extension/dashboard/customers/customerView.ts'
import { Delegation } from '#extension/dashboard/customers/Delegation.tsx'
import { RowTable, type RowPlace } from '#extension/dashboard/list/RowTable.tsx'
import { narrow, useQuery } from '#extension/dashboard/route.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { useCustomerRows, useDirectory } from '#extension/ui/followed.ts'
import { Icon } from '#extension/ui/Icon.tsx'
import { useLive } from '#extension/ui/live.ts'

const heights = { line: 43, card: 143 }

/** So many customers are there before all of them are in memory. */
const firstShown = 60

/** Every customer by name; the first of them until all are in memory, undefined before. */
function useCustomers(): { customers: readonly CustomerRow[] | undefined; areAll: boolean } {
  const { db } = useApp()
  const first = useLive(() => listFirstCustomers(db, firstShown), [db])
  const rows = useCustomerRows(first !== undefined)
  const inOrder = useMemo(() => rows && byName(rows), [rows])
  return { customers: inOrder ?? first, areAll: inOrder !== undefined }
}

/** Customers as the address says: those that fit, in their order, and what a row shows. Undefined until they are there. */
function useShown(query: URLSearchParams) {
  const { customers: all, areAll } = useCustomers()
  const { company } = useSession()
  const now = useNow()
  const at = useMemo(() => {
    const moment = listMoment(company, now)
    return (row: CustomerRow) => new CustomerGlance(row, moment)
  }, [company, now])
  const filter = chosenOf(customerFilters, query.get('filter'))
  const sort = readSort(customerColumns, query.get('sort'))
  const typed = query.get('find') ?? ''
  // After the rows, which everybody waits for.
  const directory = useDirectory(areAll || typed.trim() !== '')
  const inOrder = useMemo(() => all && sortCustomers(all, sort, at), [all, sort.by, sort.down, at])
  const found = useMemo(
    () => (typed.trim() && directory ? new Set(directory.find(typed, Infinity)) : null),
    [directory, typed],
  )
  const shown = useMemo(
    () => inOrder && filterCustomers(inOrder, filter, found, at),
    [inOrder, filter, found, at],
  )
  return { shown, at, filter, sort, typed }
}

/** Customers as a sortable list with their state at a glance, and one of them in a pane beside it. */
export function CustomerList() {
  const { t } = useApp()
  const query = useQuery()
  const { shown, at, filter, sort, typed } = useShown(query)
  const [peeked, setPeeked] = useState<string | null>(null)
  const opener = useRef<HTMLElement | null>(null)
  if (!shown) return null
  const peek = (id: string, from: HTMLElement) => {
    opener.current = from
    setPeeked(id === peeked ? null : id)
  }
  const close = () => {
    setPeeked(null)
    opener.current?.focus()
  }
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
          onInput={(event) => narrow({ find: event.currentTarget.value || null }, { typing: true })}
        />
        <div class="chips" role="group" aria-label={t('offers.filter')}>
          {customerFilters.map((each) => (
            <button
              key={each}
              type="button"
              class="chip"
              aria-pressed={each === filter}
              onClick={() => narrow({ filter: each === 'all' ? null : each })}
            >
              {t(`customer.filter.${each}`)}
            </button>
          ))}
        </div>
        {shown.length === 0 && <p class="empty">{t('popup.nothingFound')}</p>}
        {shown.length > 0 && (
          <RowTable
            class="list sortable"
            rows={shown}
            idOf={([id]) => id}
            heightsOf={() => heights}
            view={query.toString()}
            head={<Headings sort={sort} />}
          >
            {(row, place) => (
              <Row key={row[0]} customer={at(row)} place={place} isPeeked={row[0] === peeked} onPeek={peek} />
            )}
          </RowTable>
        )}
      </div>
      {peeked && <CustomerPane key={peeked} customerId={peeked} onClose={close} />}
    </div>
  )
}

function Headings({ sort }: { sort: Sort<CustomerColumn> }) {
  const { t } = useApp()
  const sortBy = (by: CustomerColumn) => {
    const down = sort.by === by ? !sort.down : isCount(by)
    const text = writeSort({ by, down })
    narrow({ sort: text === customerColumns[0] ? null : text })
  }
  return (
    <>
      <th scope="col" class="star">
        <span class="visually-hidden">{t('customer.favourite')}</span>
      </th>
      {customerColumns.map((column) => (
        <th
          key={column}
          scope="col"
          data-column={column}
          aria-sort={sort.by === column ? (sort.down ? 'descending' : 'ascending') : undefined}
        >
          <button type="button" class="sort" onClick={() => sortBy(column)}>
            {t(`customer.column.${column}`)}
            <span aria-hidden="true">{sort.by === column ? (sort.down ? ' ▾' : ' ▴') : ''}</span>
          </button>
        </th>
      ))}
      <th scope="col" class="peek">
        <span class="visually-hidden">{t('customer.details')}</span>
      </th>
    </>
  )
}

function Row({
  customer: { id, name, domain, favourite, delegation, pending, subscriptions, ending, requests },
  place: { row, stop },
  isPeeked,
  onPeek,
}: {
  customer: CustomerGlance
  place: RowPlace
  isPeeked: boolean
  onPeek: (id: string, from: HTMLElement) => void
}) {
  const { t, run, denied } = useApp()
  return (
    <tr {...row} aria-current={isPeeked ? 'true' : undefined}>
      <td class="star">
        <button
          type="button"
          class="favourite"
          tabIndex={stop}
          aria-pressed={favourite}
          aria-label={t('customer.favouriteOf', { who: name })}
          aria-disabled={denied('customer.edit') !== null}
          onClick={() => void run(setFavourite, { id, favourite: !favourite })}
        >
          {favourite ? '★' : '☆'}
        </button>
      </td>
      <th scope="row">
        <a href={`#/customers/${id}`} tabIndex={stop}>
          {name}
        </a>
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
          icon-only
          tabIndex={stop}
          aria-label={t('customer.detailsOf', { who: name })}
          onClick={(event: MouseEvent) => onPeek(id, event.currentTarget as HTMLElement)}
        >
          <Icon name="next" />
        </fluent-button>
      </td>
    </tr>
  )
}
