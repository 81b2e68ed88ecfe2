import { useState } from 'preact/hooks'
import { maxLicences } from '#core/model/limits.ts'
import { readProductKey } from '#core/model/productKey.ts'
import { termDurations } from '#core/model/terms.ts'
import { catalog } from '#core/workspace/catalog.ts'
import { addKeys } from '#core/workspace/productKeys.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { DateField, Select, TextArea, TextField, faultOf } from '#extension/ui/fields.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'
import { useLive } from '#extension/ui/live.ts'
import { Stepper } from '#extension/ui/Stepper.tsx'

/** Puts keys of one product into the vault. A key with a typing error is named by its line, its place and what it may have been. */
export function AddKeys({ onClose }: { onClose: () => void }) {
  const { t, db, attempt, showToast } = useApp()
  const { company } = useSession()
  const products = useLive(() => catalog(db, company.country), [db, company.country])
  const [skuId, setSkuId] = useState('')
  const [licences, setLicences] = useState(1)
  const [term, setTerm] = useState<(typeof termDurations)[number]>('P1Y')
  const [expiresOn, setExpiresOn] = useState<string | null>(null)
  const [reference, setReference] = useState('')
  const [keys, setKeys] = useState('')
  const product = products?.find((each) => each.skuId === skuId) ?? products?.[0]
  const { faults, problem, onSubmit } = useSaving(
    () =>
      attempt(addKeys, {
        product: { skuId: product?.skuId ?? null, name: product?.name ?? '' },
        licences,
        term,
        expiresOn,
        reference,
        keys,
      }),
    (n, undo) => {
      showToast({ text: t('key.added', { n }), undo })
      onClose()
    },
    [skuId, licences, term, expiresOn, reference, keys],
  )
  if (!products || !product) return null
  const lines = keys
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const lineFaults = faults
    .filter(({ path }) => path.startsWith('keys.'))
    .map(({ path, rule }) => ({ line: Number(path.split('.')[1]), rule }))

  /** What is wrong with a line as it stands now; nothing once it has been mended. */
  const hint = ({ line, rule }: { line: number; rule: string }): string[] => {
    const reading = readProductKey(lines[line] ?? '')
    if (reading.ok) return rule === 'unique' ? [t('key.fault.unique', { line: line + 1 })] : []
    if (reading.rule === 'keyLength') return [t('key.fault.length', { line: line + 1, n: reading.length })]
    const about = { line: line + 1, symbol: reading.symbol, place: reading.place }
    return [
      reading.perhaps
        ? t('key.fault.perhaps', { ...about, perhaps: reading.perhaps })
        : t('key.fault.symbol', about),
    ]
  }

  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <Select
        label={t('offers.product')}
        name="key-product"
        value={product.skuId}
        options={products.map((each) => [each.skuId, each.name])}
        onChange={setSkuId}
      />
      <div class="pair">
        <div class="field">
          <span class="label">{t('key.licences')}</span>
          <Stepper
            label={t('key.licences')}
            value={licences}
            min={1}
            max={product.cap ?? maxLicences}
            onChange={setLicences}
          />
        </div>
        <Select
          label={t('make.term')}
          value={term}
          options={termDurations.map((each) => [each, t(`term.${each}`)])}
          onChange={setTerm}
        />
      </div>
      <div class="pair">
        <DateField
          label={t('key.expiresOn')}
          name="key-expires"
          value={expiresOn ?? ''}
          onChange={setExpiresOn}
        />
        <TextField
          label={t('key.reference')}
          name="key-reference"
          value={reference}
          onChange={setReference}
          maxlength={80}
        />
      </div>
      <TextArea
        label={t('key.keys')}
        name="keys"
        hint={t('key.keysHint')}
        rows={5}
        value={keys}
        onChange={setKeys}
        fault={faultOf(t, faults, 'keys')}
      />
      {lineFaults.length > 0 && (
        <ul class="bullets" role="alert">
          {lineFaults.flatMap(hint).map((text) => (
            <li key={text} class="warn">
              {text}
            </li>
          ))}
        </ul>
      )}
      <FormEnd
        problem={lineFaults.length ? undefined : problem}
        id="save-keys"
        text={t('key.save')}
        onCancel={onClose}
      />
    </form>
  )
}
