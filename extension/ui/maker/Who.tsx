import { useState } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import { audiences, type Audience } from '#core/model/offer.ts'
import { useApp } from '#extension/ui/app.tsx'
import { CustomerPicker } from '#extension/ui/CustomerPicker.tsx'
import type { CustomerTyped } from '#extension/ui/customerTyped.ts'
import { useKept } from '#extension/ui/kept.ts'
import { NewCustomer } from '#extension/ui/maker/NewCustomer.tsx'
import type { StepProps } from '#extension/ui/maker/step.ts'

/** What was typed of a new customer, and the offer that it is for, which may not be stored yet. */
export type KeptCustomer = Readonly<{ draft: StepProps['draft']; form: CustomerTyped }>

/** Whom the offer goes to: one customer, several, or the public. */
export function Who({ draft, change, next }: StepProps) {
  const { t, denied } = useApp()
  const [adding, setAdding] = useState(false)
  // What is typed of a new customer belongs to the offer that it is for.
  const [kept, keep] = useKept<KeptCustomer>('newCustomer')
  const unsaved = kept?.draft.id === draft.id ? kept.form : null
  const { audience, customerIds } = draft

  function pick(customer: Customer) {
    if (audience === 'one') {
      change({
        customerIds: [customer.id],
        terms: { ...draft.terms, language: customer.language },
        step: 'what',
      })
      return
    }
    const has = customerIds.includes(customer.id)
    change({
      customerIds: has ? customerIds.filter((id) => id !== customer.id) : [...customerIds, customer.id],
    })
  }

  function choose(to: Audience) {
    change({
      audience: to,
      customerIds: to === 'public' ? [] : to === 'one' ? customerIds.slice(0, 1) : customerIds,
    })
  }

  if (kept === undefined) return null
  const stopAdding = () => {
    setAdding(false)
    keep(null)
  }
  if (adding || unsaved)
    return (
      <NewCustomer
        kept={unsaved}
        onTyped={(form) => keep({ draft, form })}
        onClose={stopAdding}
        onAdded={(customer) => {
          stopAdding()
          pick(customer)
        }}
      />
    )
  return (
    <>
      <fieldset class="segments">
        <legend class="visually-hidden">{t('make.audience')}</legend>
        {audiences.map((each) => (
          <label key={each}>
            <input type="radio" name="audience" checked={each === audience} onChange={() => choose(each)} />
            <span>{t(`audience.${each}`)}</span>
          </label>
        ))}
      </fieldset>
      {audience === 'public' ? (
        <p class="hint">{t('make.publicHint')}</p>
      ) : (
        <CustomerPicker focused onPick={pick} {...(audience === 'several' && { picked: customerIds })} />
      )}
      <div class="row end">
        {audience !== 'public' && !denied('customer.edit') && (
          <fluent-button data-id="add-customer" onClick={() => setAdding(true)}>
            {t('customer.new')}
          </fluent-button>
        )}
        {(audience === 'public' || (audience === 'several' && customerIds.length > 0)) && (
          <fluent-button appearance="primary" data-id="next" onClick={next}>
            {audience === 'several' ? t('make.nextWith', { n: customerIds.length }) : t('make.next')}
          </fluent-button>
        )}
      </div>
    </>
  )
}
