import {
  billingCycles,
  partnersOfRecord,
  subscriptionStates,
  type Subscription,
  type SubscriptionChange,
} from '#core/model/subscription.ts'
import { termDurations } from '#core/model/terms.ts'
import { readNotice } from '#core/workspace/subscriptions.ts'
import { useApp } from '#extension/ui/app.tsx'
import { named } from '#extension/ui/words.ts'

/** What has changed at a subscription and nobody has read yet. */
export function SubscriptionNotice({ subscription: { id, notice } }: { subscription: Subscription }) {
  const { t, run, denied } = useApp()
  if (!notice.length) return null
  return (
    <div class="notice" role="note">
      <p>
        <strong>{t('subscription.notice')}</strong>
      </p>
      <ul class="bullets">
        {notice.map((change, index) => (
          <li key={index}>
            <Change change={change} />
          </li>
        ))}
      </ul>
      {!denied('subscription.view') && (
        <fluent-button size="small" data-id="read-notice" onClick={() => void run(readNotice, { id })}>
          {t('subscription.noticeRead')}
        </fluent-button>
      )}
    </div>
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
