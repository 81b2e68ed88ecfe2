import { useState } from 'preact/hooks'
import { maxLicences } from '#core/model/limits.ts'
import {
  billingCycles,
  partnersOfRecord,
  type Subscription,
  type SubscriptionInput,
} from '#core/model/subscription.ts'
import { termDurations } from '#core/model/terms.ts'
import { catalog } from '#core/workspace/catalog.ts'
import type { Expected, Outcome } from '#core/workspace/command.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Check, DateField, Select, TextArea, TextField, faultOf } from '#extension/ui/fields.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'
import { useLive } from '#extension/ui/live.ts'
import { Stepper } from '#extension/ui/Stepper.tsx'

/** A subscription that nothing was typed of yet. */
export const newSubscription: SubscriptionInput = {
  product: { skuId: null, name: '' },
  licences: 1,
  trial: false,
  term: 'P1Y',
  billing: 'annual',
  startsOn: null,
  endsOn: null,
  autoRenew: true,
  partnerOfRecord: 'unknown',
  externalId: '',
  note: '',
}

const other = 'other'

/** Everything that is known of a subscription. */
export function SubscriptionForm({
  initial,
  changes,
  country,
  onSave,
  onClose,
}: {
  initial: SubscriptionInput
  /** The one that it changes; none where it is about a new one. */
  changes?: Subscription
  country: string
  onSave: (input: SubscriptionInput, expected?: Expected) => Promise<Outcome<unknown>>
  onClose: () => void
}) {
  const { t, db, showToast } = useApp()
  const [form, setForm] = useState(initial)
  const { faults, problem, elsewhere, onSubmit } = useSaving(
    (expected) => onSave(form, expected),
    (_, undo) => {
      showToast({ text: t('app.saved'), undo })
      onClose()
    },
    form,
    changes && {
      table: 'subscriptions',
      key: changes.id,
      record: changes,
      place: `/customers/${changes.customerId}/subscriptions`,
    },
  )
  const products = useLive(() => catalog(db, country), [db, country])
  const set = (part: Partial<SubscriptionInput>) => setForm((before) => ({ ...before, ...part }))
  const fault = (path: string) => faultOf(t, faults, `subscription.${path}`) ?? faultOf(t, faults, path)

  if (!products) return null
  const known = products.find((product) => product.skuId === form.product.skuId)
  const choose = (skuId: string) => {
    const product = products.find((each) => each.skuId === skuId)
    set({ product: product ? { skuId, name: product.name } : { skuId: null, name: '' } })
  }
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <Select
        label={t('offers.product')}
        name="subscription-product"
        value={known ? known.skuId : other}
        options={[
          [other, t('subscription.otherProduct')],
          ...products.map((product) => [product.skuId, product.name] as const),
        ]}
        onChange={choose}
      />
      {!known && (
        <TextField
          label={t('subscription.productName')}
          name="subscription-name"
          value={form.product.name}
          onChange={(name) => set({ product: { skuId: form.product.skuId, name } })}
          fault={fault('product.name')}
          maxlength={120}
        />
      )}
      <div class="inline-field">
        <span>{t('offers.licences')}</span>
        <Stepper
          label={t('offers.licences')}
          value={form.licences}
          min={1}
          max={known?.cap ?? maxLicences}
          onChange={(licences) => set({ licences })}
        />
      </div>
      {fault('licences') && <p class="fault">{fault('licences')}</p>}
      <Check
        label={t('subscription.trial')}
        checked={form.trial}
        onChange={(trial) =>
          set({ trial, term: trial ? null : 'P1Y', billing: trial ? 'none' : 'annual', autoRenew: !trial })
        }
      />
      {!form.trial && (
        <div class="pair">
          <Select
            label={t('make.term')}
            name="subscription-term"
            value={form.term ?? 'P1Y'}
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
      <Select
        label={t('subscription.partnerOfRecord')}
        name="partner-of-record"
        value={form.partnerOfRecord}
        options={partnersOfRecord.map((each) => [each, t(`por.${each}`)])}
        onChange={(partnerOfRecord) => set({ partnerOfRecord })}
      />
      <TextField
        label={t('subscription.externalId')}
        name="external-id"
        value={form.externalId}
        onChange={(externalId) => set({ externalId })}
        fault={fault('externalId')}
        maxlength={64}
      />
      <TextArea
        label={t('customer.note')}
        rows={2}
        value={form.note}
        onChange={(note) => set({ note })}
        fault={fault('note')}
      />
      <FormEnd problem={problem} elsewhere={elsewhere} id="save-subscription" onCancel={onClose} />
    </form>
  )
}
