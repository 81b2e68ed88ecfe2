import { useState } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import { addSubscription, subscriptionsOf } from '#core/workspace/subscriptions.ts'
import { SubscriptionCard } from '#extension/dashboard/customers/SubscriptionCard.tsx'
import { SubscriptionForm, newSubscription } from '#extension/dashboard/customers/SubscriptionForm.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { useLive } from '#extension/ui/live.ts'

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
