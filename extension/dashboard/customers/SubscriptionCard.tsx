import { useState } from 'preact/hooks'
import { subscriptionAt } from '#core/clock/subscription.ts'
import type { Customer } from '#core/model/customer.ts'
import type { Draft } from '#core/model/offer.ts'
import type { Subscription } from '#core/model/subscription.ts'
import { purchaseAfterTrial } from '#core/workspace/drafts.ts'
import {
  activateSubscription,
  convertTrial,
  moveSubscription,
  saveSubscription,
} from '#core/workspace/subscriptions.ts'
import { PartnerOfRecord } from '#extension/dashboard/customers/PartnerOfRecord.tsx'
import { SubscriptionForm } from '#extension/dashboard/customers/SubscriptionForm.tsx'
import { SubscriptionNotice } from '#extension/dashboard/customers/SubscriptionNotice.tsx'
import { paidTerm } from '#extension/dashboard/customers/TermFields.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useToday } from '#extension/ui/clock.ts'
import { CommandDialog } from '#extension/ui/CommandDialog.tsx'
import { subscriptionColours } from '#extension/ui/customers.ts'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { DateField } from '#extension/ui/fields.tsx'
import { MakerDialog } from '#extension/ui/maker/MakerDialog.tsx'
import type { Speaker } from '#extension/ui/words.ts'

type Props = Readonly<{ subscription: Subscription; customer: Customer }>
type DialogProps = Props & Readonly<{ onClose: () => void }>

/** One subscription: what it is, what has changed, and what may be done with it. */
export function SubscriptionCard({ subscription, customer }: Props) {
  const { t, speak, denied } = useApp()
  const { company } = useSession()
  const { trial, product } = subscription
  const shown = subscriptionAt(
    subscription,
    useToday(company.timeZone),
    trial ? company.reminderDays : company.renewalDays,
  )
  const mayEdit = !denied('subscription.edit')
  return (
    <article class="card" data-subscription={shown}>
      <header>
        <h3>{product.name}</h3>
        <fluent-badge appearance="tint" color={subscriptionColours[shown]}>
          {t(`subscriptionState.${shown}`)}
        </fluent-badge>
        <span class="side">{t(`source.${subscription.source}`)}</span>
      </header>
      <p>{factsOf(speak, subscription).join(' · ')}</p>
      <p class="side">
        {t('subscription.partnerOfRecord')}: {t(`por.${subscription.partnerOfRecord}`)}
        {subscription.externalId && ` · ${subscription.externalId}`}
      </p>
      {subscription.note && <p class="pre">{subscription.note}</p>}
      <SubscriptionNotice subscription={subscription} />
      {mayEdit && isTrialAlone(subscription) && product.skuId === null && (
        <p class="hint">{t('subscription.offerNoSku', { change: t('subscription.change') })}</p>
      )}
      {mayEdit && <Actions subscription={subscription} customer={customer} />}
    </article>
  )
}

/** A trial that nothing has come of yet. */
const isTrialAlone = ({ trial, convertedTo }: Subscription) => trial && !convertedTo

/** Licences, term and dates, as one line says them. */
function factsOf({ t, date }: Speaker, subscription: Subscription): string[] {
  const { trial, licences, term, billing, state, startsOn, endsOn, autoRenew } = subscription
  // What is suspended does not renew by itself.
  const endWord =
    state === 'suspended'
      ? 'subscription.termEnds'
      : autoRenew && !trial
        ? 'subscription.renews'
        : 'subscription.ends'
  return [
    t('subscription.licences', { n: licences }),
    ...(trial ? [t('kind.trial')] : [...(term ? [t(`term.${term}`)] : []), t(`billing.${billing}`)]),
    ...(startsOn ? [t('subscription.since', { date: date(startsOn) })] : []),
    ...(endsOn && state !== 'deleted' ? [t(endWord, { date: date(endsOn) })] : []),
  ]
}

/** Which dialog is open. */
type Open = 'change' | 'convert' | 'activate' | 'record' | 'suspended' | 'deleted'

/** What may be done with a subscription. */
function Actions({ subscription, customer }: Props) {
  const { t, run, denied } = useApp()
  const { company } = useSession()
  const [open, setOpen] = useState<Open | null>(null)
  const [offer, setOffer] = useState<Draft | null>(null)
  const { id, trial, product, licences, state, startsOn } = subscription
  const offerAfterTrial = () => {
    if (product.skuId === null) return
    const before = { product: { skuId: product.skuId, name: product.name }, licences }
    setOffer(purchaseAfterTrial(before, company, customer, Date.now()))
  }
  const resume = () =>
    void run(moveSubscription, { id, state: 'active' }, { done: t('app.saved'), undoable: true })
  return (
    <div class="row">
      {state === 'pending' && (
        <fluent-button appearance="primary" data-id="activate" onClick={() => setOpen('activate')}>
          {t('subscription.activate')}
        </fluent-button>
      )}
      {isTrialAlone(subscription) && (
        <>
          <fluent-button data-id="trial-offer" disabled={product.skuId === null} onClick={offerAfterTrial}>
            {t('subscription.offer')}
          </fluent-button>
          <fluent-button data-id="convert" onClick={() => setOpen('convert')}>
            {t('subscription.convert')}
          </fluent-button>
        </>
      )}
      <fluent-button data-id="change-subscription" onClick={() => setOpen('change')}>
        {t('subscription.change')}
      </fluent-button>
      {!denied('partnerOfRecord.ask') && !trial && (
        <fluent-button data-id="por" onClick={() => setOpen('record')}>
          {t('subscription.partnerOfRecord')}
        </fluent-button>
      )}
      {state === 'active' && (
        <fluent-button class="danger" data-id="suspend-subscription" onClick={() => setOpen('suspended')}>
          {t('subscription.suspend')}
        </fluent-button>
      )}
      {(state === 'active' || state === 'suspended' || state === 'pending') && (
        <fluent-button class="danger" data-id="cancel-subscription" onClick={() => setOpen('deleted')}>
          {t('subscription.cancel')}
        </fluent-button>
      )}
      {(state === 'suspended' || state === 'deleted') && startsOn && (
        <fluent-button appearance="subtle" onClick={resume}>
          {t('subscription.resume')}
        </fluent-button>
      )}
      {open && (
        <OpenDialog
          open={open}
          subscription={subscription}
          customer={customer}
          onClose={() => setOpen(null)}
        />
      )}
      {offer && <MakerDialog draft={offer} onClose={() => setOffer(null)} />}
    </div>
  )
}

function OpenDialog({ open, ...props }: DialogProps & { open: Open }) {
  if (open === 'activate') return <Activate {...props} />
  if (open === 'change') return <ChangeSubscription {...props} />
  if (open === 'convert') return <Convert {...props} />
  if (open === 'record') return <PartnerOfRecord {...props} />
  return <Stop {...props} state={open} />
}

function Activate({ subscription, onClose }: DialogProps) {
  const { t, attempt } = useApp()
  const { company } = useSession()
  const [date, setDate] = useState(useToday(company.timeZone))
  return (
    <CommandDialog
      title={t('subscription.activate')}
      run={() => attempt(activateSubscription, { id: subscription.id, startsOn: date })}
      done={t('subscription.activated')}
      typed={date}
      id="activate-sure"
      onClose={onClose}
    >
      <p>{t('subscription.activateHint')}</p>
      <DateField label={t('subscription.startsOn')} name="activation" value={date} onChange={setDate} />
    </CommandDialog>
  )
}

function ChangeSubscription({ subscription, customer, onClose }: DialogProps) {
  const { t, attempt } = useApp()
  return (
    <Dialog label={t('subscription.change')} onClose={onClose}>
      <h2>{subscription.product.name}</h2>
      <SubscriptionForm
        initial={subscription}
        changes={subscription}
        country={customer.country}
        onSave={(input, expected) =>
          attempt(saveSubscription, { id: subscription.id, subscription: input }, expected)
        }
        onClose={onClose}
      />
    </Dialog>
  )
}

/** What a trial becomes when it is bought. */
const paid = { ...paidTerm, startsOn: null, endsOn: null }

function Convert({ subscription, customer, onClose }: DialogProps) {
  const { t, attempt } = useApp()
  return (
    <Dialog label={t('subscription.convert')} onClose={onClose}>
      <h2>{t('subscription.convert')}</h2>
      <p class="hint">{t('subscription.convertHint')}</p>
      <SubscriptionForm
        initial={{ ...subscription, ...paid }}
        changes={subscription}
        country={customer.country}
        onSave={(input, expected) =>
          attempt(convertTrial, { id: subscription.id, subscription: input }, expected)
        }
        onClose={onClose}
      />
    </Dialog>
  )
}

/** Asks before a subscription is suspended or cancelled. */
function Stop({ subscription, customer, state, onClose }: DialogProps & { state: 'suspended' | 'deleted' }) {
  const { t, attempt } = useApp()
  const title = t(state === 'suspended' ? 'subscription.suspend' : 'subscription.cancel')
  return (
    <CommandDialog
      title={title}
      run={() => attempt(moveSubscription, { id: subscription.id, state })}
      done={t('app.saved')}
      id="stop-sure"
      action={title}
      danger
      onClose={onClose}
    >
      <p>
        {t(state === 'suspended' ? 'subscription.suspendWhat' : 'subscription.cancelWhat', {
          product: subscription.product.name,
          who: customer.name,
        })}
      </p>
    </CommandDialog>
  )
}
