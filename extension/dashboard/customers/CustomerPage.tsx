import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Capability } from '#core/access/access.ts'
import { delegationAt } from '#core/clock/delegation.ts'
import type { Customer } from '#core/model/customer.ts'
import { readCustomer, setFavourite, type CustomerDetail } from '#core/workspace/customers.ts'
import { ActivityList } from '#extension/dashboard/activity/ActivityList.tsx'
import { Crumbs } from '#extension/dashboard/Crumbs.tsx'
import { CustomerFacts } from '#extension/dashboard/customers/CustomerFacts.tsx'
import { DelegationTab } from '#extension/dashboard/customers/DelegationTab.tsx'
import { Passwords } from '#extension/dashboard/customers/Passwords.tsx'
import { Portals } from '#extension/dashboard/customers/Portals.tsx'
import { Requests } from '#extension/dashboard/customers/Requests.tsx'
import { Subscriptions } from '#extension/dashboard/customers/Subscriptions.tsx'
import { Head } from '#extension/dashboard/Head.tsx'
import { NewOfferButtons } from '#extension/dashboard/offers/NewOffer.tsx'
import { OfferTable } from '#extension/dashboard/offers/OfferTable.tsx'
import { Tabs } from '#extension/dashboard/Tabs.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow, useToday } from '#extension/ui/clock.ts'
import { CustomerForm } from '#extension/ui/CustomerForm.tsx'
import { delegationColours } from '#extension/ui/customers.ts'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { useLive } from '#extension/ui/live.ts'

type Tab = (props: { detail: CustomerDetail; customer: Customer }) => JSX.Element | null

const tabs = {
  summary: Summary,
  subscriptions: Subscriptions,
  requests: Requests,
  passwords: Passwords,
  portals: Portals,
  delegation: DelegationTab,
  activity: Log,
} as const satisfies Record<string, Tab>
type TabName = keyof typeof tabs
const tabNames = Object.keys(tabs) as TabName[]

/** What a tab is no use without. */
const needed: Partial<Record<TabName, Capability>> = {
  subscriptions: 'subscription.view',
  requests: 'request.edit',
  passwords: 'password.reset',
  portals: 'portal.open',
}

/** The customer whose page is open is the one that is being worked on. */
function useWorkingOn(id: string, name: string | undefined): void {
  const { chosen, setChosen } = useApp()
  useEffect(() => {
    if (name && (chosen?.id !== id || chosen.name !== name)) setChosen({ id, name })
  }, [name, id])
}

/** One customer. Being here, one works on it: the banner says so until one leaves. */
export function CustomerPage({
  customerId,
  rest: [place = 'summary'],
}: {
  customerId: string
  rest: readonly string[]
}) {
  const { t, db, denied } = useApp()
  const { company } = useSession()
  const [editing, setEditing] = useState(false)
  const now = useNow()
  const detail = useLive(() => readCustomer(db, customerId, now), [db, customerId, now])
  useWorkingOn(customerId, detail?.customer.name)
  if (detail === undefined) return null
  if (detail === null) return <p class="empty">{t('problem.notFound')}</p>
  const { customer } = detail
  // Microsoft has no password resets on behalf of customers in 21Vianet: there is nothing to show.
  const shown = tabNames.filter((each) => each !== 'passwords' || company.cloud === 'worldwide')
  const current = shown.find((each) => each === place) ?? 'summary'
  const Current: Tab = tabs[current]
  const reasonFor = (tab: TabName) => (needed[tab] ? denied(needed[tab], customer) : null)
  const reason = reasonFor(current)
  const mayEdit = !denied('customer.edit')
  return (
    <>
      <Crumbs to="customers" />
      <Head title={customer.name}>
        <NewOfferButtons customer={customer} />
        {mayEdit && (
          <fluent-button data-id="edit-customer" onClick={() => setEditing(true)}>
            {t('app.edit')}
          </fluent-button>
        )}
      </Head>
      <AtAGlance customer={customer} mayEdit={mayEdit} />
      <Tabs
        label={customer.name}
        current={current}
        tabs={shown.map((each) => ({
          name: each,
          to: `/customers/${customer.id}/${each}`,
          text: t(`customer.tab.${each}`),
          denied: reasonFor(each),
        }))}
      />
      {reason ? (
        <p class="empty" data-denied={reason}>
          {t(`denied.${reason}`)}
        </p>
      ) : (
        <Current detail={detail} customer={customer} />
      )}
      {editing && <EditCustomer customer={customer} onClose={() => setEditing(false)} />}
    </>
  )
}

type GlanceProps = Readonly<{ customer: Customer; mayEdit: boolean }>

/** Under the name: whether it is a favourite, its delegation and its first domain. */
function AtAGlance({ customer, mayEdit }: GlanceProps) {
  const { t, run } = useApp()
  const { company } = useSession()
  const { id, favourite, domains } = customer
  const delegation = delegationAt(customer, useToday(company.timeZone))
  return (
    <p class="facts">
      {mayEdit && (
        <button
          type="button"
          class="favourite"
          aria-pressed={favourite}
          onClick={() => void run(setFavourite, { id, favourite: !favourite })}
        >
          {favourite ? '★' : '☆'} {t('customer.favourite')}
        </button>
      )}
      <fluent-badge appearance="tint" color={delegationColours[delegation]}>
        {t('make.delegationShort')}: {t(`delegation.${delegation}`)}
      </fluent-badge>
      {domains[0] && <span>{domains[0]}</span>}
    </p>
  )
}

type EditProps = Readonly<{ customer: Customer; onClose: () => void }>

function EditCustomer({ customer, onClose }: EditProps) {
  return (
    <Dialog label={customer.name} onClose={onClose}>
      <h2>{customer.name}</h2>
      <CustomerForm customer={customer} onClose={onClose} onSaved={onClose} />
    </Dialog>
  )
}

function Summary({ detail, customer }: { detail: CustomerDetail; customer: Customer }) {
  const { t } = useApp()
  return (
    <>
      <section aria-labelledby="facts">
        <h2 id="facts">{t('customer.facts')}</h2>
        <CustomerFacts customer={customer} />
      </section>
      <section aria-labelledby="offers">
        <h2 id="offers">{t('nav.offers')}</h2>
        {detail.offers.length ? (
          <OfferTable offers={detail.offers} />
        ) : (
          <p class="empty">{t('customer.noOffers')}</p>
        )}
      </section>
    </>
  )
}

function Log({ detail }: { detail: CustomerDetail }) {
  return <ActivityList lines={detail.activity} users={detail.users} />
}
