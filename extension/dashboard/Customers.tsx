import { useState } from 'preact/hooks'
import { customerDetail, customers, offers, type OfferView } from '#core/workspace/queries.ts'
import type { Customer } from '#core/model/customer.ts'
import { ActivityList } from '#extension/dashboard/ActivityScreen.tsx'
import { Head } from '#extension/dashboard/Head.tsx'
import { NewOfferButtons } from '#extension/dashboard/NewOffer.tsx'
import { OfferTable } from '#extension/dashboard/OfferTable.tsx'
import { go } from '#extension/dashboard/route.ts'
import { useApp } from '#extension/ui/app.tsx'
import { CustomerForm } from '#extension/ui/CustomerForm.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { useLive } from '#extension/ui/live.ts'
import { matchesWords } from '#core/locale/fold.ts'

/** All customers, and one of them in full. */
export function Customers({ rest: [customerId] }: { rest: readonly string[] }) {
  const { t, db, denied } = useApp()
  const [adding, setAdding] = useState(false)
  const [typed, setTyped] = useState('')
  const all = useLive(() => customers(db), [db])
  const views = useLive(() => offers(db, Date.now()), [db])
  if (customerId) return <CustomerPage customerId={customerId} />
  if (!all || !views) return null
  const shown = all.filter((customer) => matchesWords(`${customer.name} ${customer.domains.join(' ')}`, typed))
  return (
    <>
      <Head title={t('nav.customers')}>
        {!denied('customer.edit') && <fluent-button appearance="primary" data-id="add-customer" onClick={() => setAdding(true)}>{t('customer.new')}</fluent-button>}
      </Head>
      {all.length === 0 ? (
        <p class="empty">{t('customer.none')}</p>
      ) : (
        <>
          <input class="search" type="search" placeholder={t('make.findCustomer')} aria-label={t('make.findCustomer')} value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
          <CustomerTable customers={shown} views={views} />
        </>
      )}
      {adding && (
        <Dialog label={t('customer.new')} onClose={() => setAdding(false)}>
          <h2>{t('customer.new')}</h2>
          <CustomerForm customer={null} onClose={() => setAdding(false)} onSaved={(id) => { setAdding(false); go(`/customers/${id}`) }} />
        </Dialog>
      )}
    </>
  )
}

function CustomerTable({ customers: shown, views }: { customers: readonly Customer[]; views: readonly OfferView[] }) {
  const { t } = useApp()
  const openOffers = (customer: Customer) =>
    views.filter((view) => (view.state === 'ready' || view.state === 'published') && view.recipients.some((each) => each.customer?.id === customer.id)).length
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{t('customer.name')}</th>
          <th scope="col">{t('customer.domain')}</th>
          <th scope="col">{t('customer.contact')}</th>
          <th scope="col">{t('make.delegationShort')}</th>
          <th scope="col" class="number">{t('customer.openOffers')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((customer) => (
          <tr key={customer.id}>
            <th scope="row"><a href={`#/customers/${customer.id}`}>{customer.name}</a></th>
            <td>{customer.domains[0]}</td>
            <td>{customer.contacts[0]?.name}</td>
            <td>{t(`delegation.${customer.delegation}`)}</td>
            <td class="number">{openOffers(customer) || ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function CustomerPage({ customerId }: { customerId: string }) {
  const { t, db, denied } = useApp()
  const [editing, setEditing] = useState(false)
  const detail = useLive(() => customerDetail(db, customerId, Date.now()), [db, customerId])
  if (detail === undefined) return null
  if (detail === null) return <p class="empty">{t('problem.notFound')}</p>
  const { customer } = detail
  return (
    <>
      <p class="crumbs"><a href="#/customers">{t('nav.customers')}</a></p>
      <Head title={customer.name}>
        <NewOfferButtons customer={customer} />
        {!denied('customer.edit') && <fluent-button onClick={() => setEditing(true)}>{t('app.edit')}</fluent-button>}
      </Head>
      <div class="columns">
        <section aria-labelledby="facts">
          <h2 id="facts">{t('customer.facts')}</h2>
          <dl class="details">
            <dt>{t('customer.domains')}</dt><dd>{customer.domains.join(', ') || '–'}</dd>
            {customer.contacts.map((contact) => (
              <>
                <dt>{t('customer.contact')}</dt>
                <dd>{contact.name}{contact.email && <> · <a href={`mailto:${contact.email}`}>{contact.email}</a></>}{contact.phone && ` · ${contact.phone}`}</dd>
              </>
            ))}
            <dt>{t('customer.language')}</dt><dd>{t(`language.${customer.language}`)}</dd>
            <dt>{t('make.delegationShort')}</dt><dd>{t(`delegation.${customer.delegation}`)}</dd>
            {customer.note && <><dt>{t('customer.note')}</dt><dd class="pre">{customer.note}</dd></>}
          </dl>
        </section>
        <section aria-labelledby="log">
          <h2 id="log">{t('nav.activity')}</h2>
          <ActivityList lines={detail.activity} users={detail.users} />
        </section>
      </div>
      <section aria-labelledby="offers">
        <h2 id="offers">{t('nav.offers')}</h2>
        {detail.offers.length ? <OfferTable views={detail.offers} /> : <p class="empty">{t('customer.noOffers')}</p>}
      </section>
      {editing && (
        <Dialog label={customer.name} onClose={() => setEditing(false)}>
          <h2>{customer.name}</h2>
          <CustomerForm customer={customer} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />
        </Dialog>
      )}
    </>
  )
}
