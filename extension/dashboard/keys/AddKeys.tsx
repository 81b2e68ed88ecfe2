import { useState } from 'preact/hooks'
import type { Product } from '#core/catalog/products.ts'
import { maxLicences } from '#core/model/limits.ts'
import type { ProductKey } from '#core/model/productKey.ts'
import { termDurations } from '#core/model/terms.ts'
import { catalog } from '#core/workspace/catalog.ts'
import { addKeys } from '#core/workspace/productKeys.ts'
import { CountField } from '#extension/dashboard/CountField.tsx'
import { LineFaults, lineFaultsOf } from '#extension/dashboard/keys/LineFaults.tsx'
import { useFields, type Fields } from '#extension/dashboard/useFields.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { DateField, Select, TextArea, TextField } from '#extension/ui/fields.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'
import { useLive } from '#extension/ui/live.ts'

type KeysForm = Pick<ProductKey, 'licences' | 'term' | 'expiresOn' | 'reference'> &
  Readonly<{
    skuId: string
    /** One a line. */
    keys: string
  }>

const blank: KeysForm = { skuId: '', licences: 1, term: 'P1Y', expiresOn: null, reference: '', keys: '' }

/** Puts keys of one product into the vault. A key with a typing error is named by its line, its place and what it may have been. */
export function AddKeys({ onClose }: { onClose: () => void }) {
  const { t, db, attempt, showToast } = useApp()
  const { company } = useSession()
  const products = useLive(() => catalog(db, company.country), [db, company.country])
  const [form, setForm] = useState(blank)
  const { skuId, ...typed } = form
  const product = products?.find((each) => each.skuId === skuId) ?? products?.[0]
  const { faults, problem, onSubmit } = useSaving(
    () =>
      attempt(addKeys, {
        ...typed,
        product: { skuId: product?.skuId ?? null, name: product?.name ?? '' },
      }),
    (n, undo) => {
      showToast({ text: t('key.added', { n }), undo })
      onClose()
    },
    form,
  )
  const fields = useFields(form, setForm, faults)
  const lineFaults = lineFaultsOf(faults)
  if (!products || !product) return null

  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <LicenceFields {...fields} products={products} product={product} />
      <TextArea
        label={t('key.keys')}
        name="keys"
        hint={t('key.keysHint')}
        rows={5}
        value={form.keys}
        onChange={(keys) => fields.set({ keys })}
        fault={fields.fault('keys')}
      />
      <LineFaults faults={lineFaults} typed={form.keys} />
      <FormEnd
        problem={lineFaults.length ? undefined : problem}
        id="save-keys"
        text={t('key.save')}
        onCancel={onClose}
      />
    </form>
  )
}

type LicenceProps = Fields<KeysForm> & Readonly<{ products: readonly Product[]; product: Product }>

/** What each of the keys is for, until when, and where it was bought. */
function LicenceFields({ form, set, products, product }: LicenceProps) {
  const { t } = useApp()
  return (
    <>
      <Select
        label={t('offers.product')}
        name="key-product"
        value={product.skuId}
        options={products.map((each) => [each.skuId, each.name])}
        onChange={(skuId) => set({ skuId })}
      />
      <div class="pair">
        <CountField
          label={t('key.licences')}
          value={form.licences}
          min={1}
          max={product.cap ?? maxLicences}
          onChange={(licences) => set({ licences })}
        />
        <Select
          label={t('make.term')}
          value={form.term}
          options={termDurations.map((each) => [each, t(`term.${each}`)])}
          onChange={(term) => set({ term })}
        />
      </div>
      <div class="pair">
        <DateField
          label={t('key.expiresOn')}
          name="key-expires"
          value={form.expiresOn ?? ''}
          onChange={(expiresOn) => set({ expiresOn })}
        />
        <TextField
          label={t('key.reference')}
          name="key-reference"
          value={form.reference}
          onChange={(reference) => set({ reference })}
          maxlength={80}
        />
      </div>
    </>
  )
}
