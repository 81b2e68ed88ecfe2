import type { Product } from '#core/catalog/products.ts'
import { maxLicences } from '#core/model/limits.ts'
import type { SubscriptionInput } from '#core/model/subscription.ts'
import { InlineCount } from '#extension/dashboard/CountField.tsx'
import type { Fields } from '#extension/dashboard/useFields.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Select, TextField } from '#extension/ui/fields.tsx'

const other = 'other'

type ProductProps = Fields<SubscriptionInput> & Readonly<{ products: readonly Product[] }>

/** What is subscribed to, of the catalog or another product by its name, and how many licences of it. */
export function ProductFields({ form: { product, licences }, set, fault, products }: ProductProps) {
  const { t } = useApp()
  const known = products.find(({ skuId }) => skuId === product.skuId)
  const choose = (skuId: string) => {
    const chosen = products.find((each) => each.skuId === skuId)
    set({ product: chosen ? { skuId, name: chosen.name } : { skuId: null, name: '' } })
  }
  return (
    <>
      <Select
        label={t('offers.product')}
        name="subscription-product"
        value={known ? known.skuId : other}
        options={[
          [other, t('subscription.otherProduct')],
          ...products.map(({ skuId, name }) => [skuId, name] as const),
        ]}
        onChange={choose}
      />
      {!known && (
        <TextField
          label={t('subscription.productName')}
          name="subscription-name"
          value={product.name}
          onChange={(name) => set({ product: { skuId: product.skuId, name } })}
          fault={fault('product.name')}
          maxlength={120}
        />
      )}
      <InlineCount
        label={t('offers.licences')}
        value={licences}
        min={1}
        max={known?.cap ?? maxLicences}
        onChange={(count) => set({ licences: count })}
      />
      {fault('licences') && <p class="fault">{fault('licences')}</p>}
    </>
  )
}
