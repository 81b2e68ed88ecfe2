import { useEffect, useState } from 'preact/hooks'
import { countCustomers } from '#core/workspace/customerLists.ts'
import { settings } from '#extension/browser.ts'
import { CustomerList } from '#extension/dashboard/customers/CustomerList.tsx'
import { CustomerPage } from '#extension/dashboard/customers/CustomerPage.tsx'
import { Import } from '#extension/dashboard/customers/Import.tsx'
import { SearchFirst } from '#extension/dashboard/customers/SearchFirst.tsx'
import { Head } from '#extension/dashboard/Head.tsx'
import { go, narrow } from '#extension/dashboard/route.ts'
import { useApp } from '#extension/ui/app.tsx'
import { CustomerForm } from '#extension/ui/CustomerForm.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { useLive } from '#extension/ui/live.ts'

/** From this many customers on, one searches instead of reading a list. Microsoft's own admin center changes at the same number. */
const searchFrom = 100

/** All customers, one of them in full, or a list taken in from a file. */
export function Customers({ rest: [first, ...rest] }: { rest: readonly string[] }) {
  if (first === 'import') return <Import />
  return first ? <CustomerPage key={first} customerId={first} rest={rest} /> : <All />
}

function All() {
  const { t, db, denied } = useApp()
  const [adding, setAdding] = useState(false)
  const [chosen, setChosen] = useState<'list' | 'search' | null>()
  const count = useLive(() => countCustomers(db), [db])
  useEffect(() => void settings.customerView().then(setChosen), [])
  if (count === undefined || chosen === undefined) return null
  const view = chosen ?? (count < searchFrom ? 'list' : 'search')
  const choose = (next: 'list' | 'search') => {
    // What the number says already needs no choice, and follows the number again.
    const stored = next === (count < searchFrom ? 'list' : 'search') ? null : next
    setChosen(stored)
    narrow({ find: null })
    void settings.setCustomerView(stored)
  }
  return (
    <>
      <Head title={t('nav.customers')}>
        {!denied('customer.edit') && (
          <fluent-button appearance="primary" data-id="add-customer" onClick={() => setAdding(true)}>
            {t('customer.new')}
          </fluent-button>
        )}
        {!denied('customer.import') && (
          <fluent-button data-id="import" onClick={() => go('/customers/import')}>
            {t('customer.import')}
          </fluent-button>
        )}
        {count > 0 && (
          <fluent-button
            appearance="subtle"
            data-id="customer-view"
            onClick={() => choose(view === 'list' ? 'search' : 'list')}
          >
            {t(view === 'list' ? 'customer.asSearch' : 'customer.asList')}
          </fluent-button>
        )}
      </Head>
      {count === 0 ? (
        <p class="empty">{t('customer.none')}</p>
      ) : view === 'list' ? (
        <CustomerList />
      ) : (
        <SearchFirst count={count} />
      )}
      {adding && (
        <Dialog label={t('customer.new')} onClose={() => setAdding(false)}>
          <h2>{t('customer.new')}</h2>
          <CustomerForm
            customer={null}
            onClose={() => setAdding(false)}
            onSaved={(id) => {
              setAdding(false)
              go(`/customers/${id}`)
            }}
          />
        </Dialog>
      )}
    </>
  )
}
