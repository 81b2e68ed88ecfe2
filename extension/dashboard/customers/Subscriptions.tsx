import { useState } from 'preact/hooks'
import { subscriptionAt } from '#core/clock/subscription.ts'
import type { Customer } from '#core/model/customer.ts'
import type { Draft } from '#core/model/offer.ts'
import {
  billingCycles,
  partnersOfRecord,
  subscriptionStates,
  type Subscription,
  type SubscriptionChange,
} from '#core/model/subscription.ts'
import { termDurations } from '#core/model/terms.ts'
import { purchaseAfterTrial } from '#core/workspace/drafts.ts'
import { partnerOfRecordText } from '#core/workspace/mail.ts'
import {
  activateSubscription,
  addSubscription,
  convertTrial,
  logPartnerOfRecordAsked,
  moveSubscription,
  readNotice,
  saveSubscription,
  subscriptionsOf,
} from '#core/workspace/subscriptions.ts'
import { SubscriptionForm, newSubscription } from '#extension/dashboard/customers/SubscriptionForm.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { copyText } from '#extension/ui/clipboard.ts'
import { useToday } from '#extension/ui/clock.ts'
import { CommandDialog } from '#extension/ui/CommandDialog.tsx'
import { subscriptionColours } from '#extension/ui/customers.ts'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { DateField, ProblemBar, Select } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'
import { MakerDialog } from '#extension/ui/maker/MakerDialog.tsx'
import { named } from '#extension/ui/words.ts'

/** What a customer subscribes to, and what may be done with it. */
export function Subscriptions({ customer }: { customer: Customer }) {
  const { t, db, attempt, denied } = useApp()
  const [adding, setAdding] = useState(false)
  const all = useLive(() => subscriptionsOf(db, customer.id), [db, customer.id])
  if (!all) return null
  const reason = denied('subscription.edit')
  return (
    <section aria-labelledby="subscriptions">
      <h2 id="subscriptions">{t('customer.tab.subscriptions')}</h2>
      {reason ? (
        <p class="hint">{t(`denied.${reason}`)}</p>
      ) : (
        <div class="row">
          <fluent-button appearance="primary" data-id="add-subscription" onClick={() => setAdding(true)}>
            {t('subscription.add')}
          </fluent-button>
        </div>
      )}
      {all.length === 0 && <p class="empty">{t('subscription.none')}</p>}
      {all.map((subscription) => (
        <SubscriptionCard key={subscription.id} subscription={subscription} customer={customer} />
      ))}
      {adding && (
        <Dialog label={t('subscription.add')} onClose={() => setAdding(false)}>
          <h2>{t('subscription.add')}</h2>
          <SubscriptionForm
            initial={newSubscription}
            country={customer.country}
            onSave={(subscription) => attempt(addSubscription, { customerId: customer.id, subscription })}
            onClose={() => setAdding(false)}
          />
        </Dialog>
      )}
    </section>
  )
}

type Open = 'change' | 'convert' | 'activate' | 'record' | 'suspended' | 'deleted' | null

function SubscriptionCard({ subscription, customer }: { subscription: Subscription; customer: Customer }) {
  const { t, speak, run, attempt, denied } = useApp()
  const { company } = useSession()
  const [open, setOpen] = useState<Open>(null)
  const [offer, setOffer] = useState<Draft | null>(null)
  const { trial, product, licences, term, billing, state, startsOn, endsOn, autoRenew } = subscription
  const shown = subscriptionAt(
    subscription,
    useToday(company.timeZone),
    trial ? company.reminderDays : company.renewalDays,
  )
  const close = () => setOpen(null)
  const offerAfterTrial = () => {
    if (product.skuId !== null)
      setOffer(
        purchaseAfterTrial(
          { product: { skuId: product.skuId, name: product.name }, licences },
          company,
          customer,
          Date.now(),
        ),
      )
  }
  const mayEdit = !denied('subscription.edit')
  const resume = () =>
    void run(
      moveSubscription,
      { id: subscription.id, state: 'active' },
      { done: t('app.saved'), undoable: true },
    )
  // What is suspended does not renew by itself.
  const endWord =
    state === 'suspended'
      ? 'subscription.termEnds'
      : autoRenew && !trial
        ? 'subscription.renews'
        : 'subscription.ends'
  const facts = [
    t('subscription.licences', { n: licences }),
    ...(trial ? [t('kind.trial')] : [...(term ? [t(`term.${term}`)] : []), t(`billing.${billing}`)]),
    ...(startsOn ? [t('subscription.since', { date: speak.date(startsOn) })] : []),
    ...(endsOn && state !== 'deleted' ? [t(endWord, { date: speak.date(endsOn) })] : []),
  ]
  return (
    <article class="card" data-subscription={shown}>
      <header>
        <h3>{product.name}</h3>
        <fluent-badge appearance="tint" color={subscriptionColours[shown]}>
          {t(`subscriptionState.${shown}`)}
        </fluent-badge>
        <span class="side">{t(`source.${subscription.source}`)}</span>
      </header>
      <p>{facts.join(' · ')}</p>
      <p class="side">
        {t('subscription.partnerOfRecord')}: {t(`por.${subscription.partnerOfRecord}`)}
        {subscription.externalId && ` · ${subscription.externalId}`}
      </p>
      {subscription.note && <p class="pre">{subscription.note}</p>}
      {subscription.notice.length > 0 && (
        <div class="notice" role="note">
          <p>
            <strong>{t('subscription.notice')}</strong>
          </p>
          <ul class="bullets">
            {subscription.notice.map((change, index) => (
              <li key={index}>
                <Change change={change} />
              </li>
            ))}
          </ul>
          {!denied('subscription.view') && (
            <fluent-button
              size="small"
              data-id="read-notice"
              onClick={() => void run(readNotice, { id: subscription.id })}
            >
              {t('subscription.noticeRead')}
            </fluent-button>
          )}
        </div>
      )}
      {mayEdit && trial && !subscription.convertedTo && product.skuId === null && (
        <p class="hint">{t('subscription.offerNoSku', { change: t('subscription.change') })}</p>
      )}
      {mayEdit && (
        <div class="row">
          {state === 'pending' && (
            <fluent-button appearance="primary" data-id="activate" onClick={() => setOpen('activate')}>
              {t('subscription.activate')}
            </fluent-button>
          )}
          {trial && !subscription.convertedTo && (
            <fluent-button data-id="trial-offer" disabled={product.skuId === null} onClick={offerAfterTrial}>
              {t('subscription.offer')}
            </fluent-button>
          )}
          {trial && !subscription.convertedTo && (
            <fluent-button data-id="convert" onClick={() => setOpen('convert')}>
              {t('subscription.convert')}
            </fluent-button>
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
        </div>
      )}
      {open === 'activate' && <Activate subscription={subscription} onClose={close} />}
      {open === 'change' && (
        <Dialog label={t('subscription.change')} onClose={close}>
          <h2>{product.name}</h2>
          <SubscriptionForm
            initial={subscription}
            changes={subscription}
            country={customer.country}
            onSave={(input, expected) =>
              attempt(saveSubscription, { id: subscription.id, subscription: input }, expected)
            }
            onClose={close}
          />
        </Dialog>
      )}
      {open === 'convert' && (
        <Dialog label={t('subscription.convert')} onClose={close}>
          <h2>{t('subscription.convert')}</h2>
          <p class="hint">{t('subscription.convertHint')}</p>
          <SubscriptionForm
            initial={{
              ...subscription,
              trial: false,
              term: 'P1Y',
              billing: 'annual',
              autoRenew: true,
              startsOn: null,
              endsOn: null,
            }}
            changes={subscription}
            country={customer.country}
            onSave={(input, expected) =>
              attempt(convertTrial, { id: subscription.id, subscription: input }, expected)
            }
            onClose={close}
          />
        </Dialog>
      )}
      {(open === 'suspended' || open === 'deleted') && (
        <CommandDialog
          title={t(open === 'suspended' ? 'subscription.suspend' : 'subscription.cancel')}
          run={() => attempt(moveSubscription, { id: subscription.id, state: open })}
          done={t('app.saved')}
          id="stop-sure"
          action={t(open === 'suspended' ? 'subscription.suspend' : 'subscription.cancel')}
          danger
          onClose={close}
        >
          <p>
            {t(open === 'suspended' ? 'subscription.suspendWhat' : 'subscription.cancelWhat', {
              product: product.name,
              who: customer.name,
            })}
          </p>
        </CommandDialog>
      )}
      {open === 'record' && (
        <PartnerOfRecord subscription={subscription} customer={customer} onClose={close} />
      )}
      {offer && <MakerDialog draft={offer} onClose={() => setOffer(null)} />}
    </article>
  )
}

/** One thing that changed, before and after. */
function Change({ change: { field, before, after } }: { change: SubscriptionChange }) {
  const { t, speak } = useApp()
  const say = (value: string) => {
    if (value === '') return '–'
    if (field === 'term') return named(t, termDurations, value, (term) => `term.${term}`)
    if (field === 'billing') return named(t, billingCycles, value, (billing) => `billing.${billing}`)
    if (field === 'partnerOfRecord') return named(t, partnersOfRecord, value, (partner) => `por.${partner}`)
    if (field === 'state') return named(t, subscriptionStates, value, (state) => `subscriptionState.${state}`)
    if (field === 'endsOn') return speak.date(value)
    if (field === 'autoRenew') return t(value === 'true' ? 'app.yes' : 'app.no')
    return value
  }
  return (
    <>
      {t(`subscription.field.${field}`)}: {say(before)} → {say(after)}
    </>
  )
}

function Activate({ subscription, onClose }: { subscription: Subscription; onClose: () => void }) {
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

/** The text that asks the customer, with the partner ID of an office. */
function PartnerOfRecord({
  subscription,
  customer,
  onClose,
}: {
  subscription: Subscription
  customer: Customer
  onClose: () => void
}) {
  const { t, speak, attempt, showToast } = useApp()
  const { company, user } = useSession()
  const [problem, setProblem] = useState<string>()
  const [partnerId, setPartnerId] = useState(company.offices[0]!.partnerId)
  const { subject, text } = partnerOfRecordText(subscription.product.name, partnerId, company, user, customer)
  async function copy() {
    if (!(await copyText(text))) return showToast({ text: t('share.copyFailed'), bad: true })
    const outcome = await attempt(logPartnerOfRecordAsked, { id: subscription.id })
    if (!outcome.ok) return setProblem(speak.problem(outcome.problem))
    showToast({ text: t('share.mailCopied') })
    onClose()
  }
  return (
    <Dialog label={t('subscription.partnerOfRecord')} onClose={onClose}>
      <h2>{t('subscription.partnerOfRecord')}</h2>
      <p class="hint">{t('por.hint')}</p>
      {company.offices.length > 1 && (
        <Select
          label={t('make.office')}
          value={partnerId}
          options={company.offices.map((office) => [
            office.partnerId,
            `${office.name} (${office.partnerId})`,
          ])}
          onChange={setPartnerId}
        />
      )}
      <p>
        <strong>{subject}</strong>
      </p>
      <pre class="letter">{text}</pre>
      {problem && <ProblemBar>{problem}</ProblemBar>}
      <div class="row end">
        <fluent-button onClick={onClose}>{t('app.cancel')}</fluent-button>
        <fluent-button appearance="primary" data-id="copy-por" onClick={() => void copy()}>
          {t('share.copyMail')}
        </fluent-button>
      </div>
    </Dialog>
  )
}
