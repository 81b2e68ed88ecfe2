import { useState } from 'preact/hooks'
import { partnersOfRecord, type Subscription, type SubscriptionInput } from '#core/model/subscription.ts'
import { catalog } from '#core/workspace/catalog.ts'
import type { Expected, Outcome } from '#core/workspace/command.ts'
import { ProductFields } from '#extension/dashboard/customers/ProductFields.tsx'
import { paidTerm, TermFields } from '#extension/dashboard/customers/TermFields.tsx'
import { useFields } from '#extension/dashboard/useFields.ts'
import { useSaved } from '#extension/dashboard/useSaved.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Select, TextArea, TextField, faultOf } from '#extension/ui/fields.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'
import { useLive } from '#extension/ui/live.ts'

/** A subscription that nothing was typed of yet. */
export const newSubscription: SubscriptionInput = {
  product: { skuId: null, name: '' },
  licences: 1,
  ...paidTerm,
  startsOn: null,
  endsOn: null,
  partnerOfRecord: 'unknown',
  externalId: '',
  note: '',
}

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
  const { t, db } = useApp()
  const [form, setForm] = useState(initial)
  const { faults, problem, elsewhere, onSubmit } = useSaving(
    (expected) => onSave(form, expected),
    useSaved(onClose),
    form,
    changes && {
      table: 'subscriptions',
      key: changes.id,
      record: changes,
      place: `/customers/${changes.customerId}/subscriptions`,
    },
  )
  const products = useLive(() => catalog(db, country), [db, country])
  const own = useFields(form, setForm, faults, 'subscription.')
  // What keeps it from being sold is named without the subscription.
  const fault = (path: string) => own.fault(path) ?? faultOf(t, faults, path)
  const fields = { ...own, fault }
  const { set } = fields

  if (!products) return null
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <ProductFields {...fields} products={products} />
      <TermFields {...fields} />
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
