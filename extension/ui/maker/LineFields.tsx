import { useState } from 'preact/hooks'
import { lineCap } from '#core/catalog/products.ts'
import { readMoney, typeMoney } from '#core/locale/format.ts'
import type { FieldFault } from '#core/model/problem.ts'
import { withCount } from '#core/model/range.ts'
import { pricePeriods, termDurations, type Line } from '#core/model/terms.ts'
import { useApp } from '#extension/ui/app.tsx'
import { NumberField, Select, faultOf } from '#extension/ui/fields.tsx'
import { Icon } from '#extension/ui/Icon.tsx'
import { Stepper } from '#extension/ui/Stepper.tsx'

/** The price as it is typed: what stands there stays, also where it is none. */
function useTypedPrice(line: Line, currency: string, onChange: (line: Line) => void) {
  const { speak } = useApp()
  const [typed, setTyped] = useState(line.price ? typeMoney(speak.data, line.price.amount, currency) : '')
  const read = (text: string) => (text.trim() === '' ? null : readMoney(text, currency))

  function type(text: string) {
    setTyped(text)
    const amount = read(text)
    onChange({ ...line, price: amount === null ? null : { amount, per: line.price?.per ?? 'month' } })
  }

  return { typed, type, isWrong: typed.trim() !== '' && read(typed) === null }
}

/** One product of a purchase offer: how many, and on request range, term and price. */
export function LineFields({
  line,
  currency,
  cap,
  faults,
  onChange,
  onRemove,
}: {
  line: Line
  currency: string
  cap: number | null
  faults: readonly FieldFault[]
  onChange: (line: Line) => void
  onRemove: () => void
}) {
  const { t, speak } = useApp()
  const [open, setOpen] = useState(false)
  const price = useTypedPrice(line, currency, onChange)
  const limit = lineCap(cap)
  const fault = faultOf(t, faults, faults[0]?.path ?? '')
  return (
    <div class="line" data-line={line.id}>
      <div class="line-head">
        <span class="main">{line.product.name}</span>
        <Stepper
          label={t('make.licencesOf', { product: line.product.name })}
          value={line.count}
          min={1}
          max={limit}
          // The range follows the number, so that what is offered can always be chosen.
          onChange={(count) => onChange(withCount(line, count))}
        />
        <fluent-button
          size="small"
          appearance="subtle"
          icon-only
          aria-label={t('make.removeLine', { product: line.product.name })}
          onClick={onRemove}
        >
          <Icon name="close" />
        </fluent-button>
      </div>
      <button type="button" class="more" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('make.lineSummary', {
          range: line.min === line.max ? t('make.fixed') : t('make.range', { min: line.min, max: line.max }),
          term: t(`term.${line.term}`),
          price: line.price ? speak.money(line.price.amount, currency) : t('make.noPrice'),
        })}
        <span aria-hidden="true"> {open ? '▴' : '▾'}</span>
      </button>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      {open && <MoreFields line={line} currency={currency} limit={limit} price={price} onChange={onChange} />}
    </div>
  )
}

/** What is mostly right already: the range around the number, the term and the price. */
function MoreFields({
  line,
  currency,
  limit,
  price,
  onChange,
}: {
  line: Line
  currency: string
  limit: number
  price: ReturnType<typeof useTypedPrice>
  onChange: (line: Line) => void
}) {
  const { t } = useApp()
  return (
    <div class="line-more">
      <label>
        {t('make.min')}{' '}
        <Stepper
          label={t('make.min')}
          value={line.min}
          min={1}
          max={line.count}
          onChange={(min) => onChange({ ...line, min })}
        />
      </label>
      <label>
        {t('make.max')}{' '}
        <Stepper
          label={t('make.max')}
          value={line.max}
          min={line.count}
          max={limit}
          onChange={(max) => onChange({ ...line, max })}
        />
      </label>
      <Select
        label={t('make.term')}
        value={line.term}
        options={termDurations.map((each) => [each, t(`term.${each}`)])}
        onChange={(term) => onChange({ ...line, term })}
      />
      <NumberField
        label={t('make.price', { currency })}
        name="price"
        value={price.typed}
        onChange={price.type}
        fault={price.isWrong ? t('rule.money') : undefined}
      />
      {line.price && (
        <Select
          label={t('make.per')}
          value={line.price.per}
          options={pricePeriods.map((each) => [each, t(`per.${each}`)])}
          onChange={(per) => line.price && onChange({ ...line, price: { ...line.price, per } })}
        />
      )}
    </div>
  )
}
