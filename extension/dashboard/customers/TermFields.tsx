import { billingCycles, type SubscriptionInput } from '#core/model/subscription.ts'
import { termDurations } from '#core/model/terms.ts'
import type { Fields } from '#extension/dashboard/useFields.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Check, DateField, Select } from '#extension/ui/fields.tsx'

/** What a subscription that is paid for begins with. */
export const paidTerm = { trial: false, term: 'P1Y', billing: 'annual', autoRenew: true } as const

/** A trial runs in days, is not billed and ends by itself. */
const trialTerm = { trial: true, term: null, billing: 'none', autoRenew: false } as const

/** A trial, or for how long and how it is paid for; from when to when. */
export function TermFields({ form, set, fault }: Fields<SubscriptionInput>) {
  const { t } = useApp()
  return (
    <>
      <Check
        label={t('subscription.trial')}
        checked={form.trial}
        onChange={(trial) => set(trial ? trialTerm : paidTerm)}
      />
      {!form.trial && (
        <div class="pair">
          <Select
            label={t('make.term')}
            name="subscription-term"
            value={form.term ?? paidTerm.term}
            options={termDurations.map((each) => [each, t(`term.${each}`)])}
            onChange={(term) => set({ term })}
          />
          <Select
            label={t('subscription.billing')}
            value={form.billing}
            options={billingCycles.map((each) => [each, t(`billing.${each}`)])}
            onChange={(billing) => set({ billing })}
          />
        </div>
      )}
      <div class="pair">
        <DateField
          label={t('subscription.startsOn')}
          hint={t('subscription.startsHint')}
          name="starts-on"
          value={form.startsOn ?? ''}
          fault={fault('startsOn')}
          onChange={(startsOn) => set({ startsOn })}
        />
        <DateField
          label={t('subscription.endsOn')}
          hint={t('subscription.endsHint')}
          name="ends-on"
          value={form.endsOn ?? ''}
          fault={fault('endsOn')}
          onChange={(endsOn) => set({ endsOn })}
        />
      </div>
      {!form.trial && (
        <Check
          label={t('subscription.autoRenew')}
          checked={form.autoRenew}
          onChange={(autoRenew) => set({ autoRenew })}
        />
      )}
    </>
  )
}
