import { useState } from 'preact/hooks'
import { newCustomer, type Customer } from '#core/model/customer.ts'
import { audiences, type Audience } from '#core/model/offer.ts'
import { addCustomer, findCustomer } from '#core/workspace/customers.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { CustomerPicker } from '#extension/ui/CustomerPicker.tsx'
import { typedOf, type CustomerTyped } from '#extension/ui/customerTyped.ts'
import { useKept } from '#extension/ui/kept.ts'
import { NewCustomer } from '#extension/ui/maker/NewCustomer.tsx'
import type { StepProps } from '#extension/ui/maker/step.ts'

/** What was typed of a new customer, and the offer that it is for, which may not be stored yet. */
export type KeptCustomer = Readonly<{ draft: StepProps['draft']; form: CustomerTyped }>

/** Whom the offer goes to: one customer, several, or the public. */
export function Who({ draft, change, next }: StepProps) {
  const { t, denied } = useApp()
  const addNamed = useAddNamed()
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

  /** Goes on with a customer of whom only the name is known; where that is none, the form says so. */
  async function pickNamed(name: string) {
    const { input, customer } = await addNamed(name)
    if (customer) pick(customer)
    else keep({ draft, form: typedOf(input) })
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
      <Audiences chosen={audience} onChoose={(to) => change(withAudience(draft, to))} />
      {audience === 'public' ? (
        <p class="hint">{t('make.publicHint')}</p>
      ) : (
        <CustomerPicker
          name="customer"
          focused
          onPick={pick}
          onNew={denied('customer.edit') ? undefined : (name) => void pickNamed(name)}
          {...(audience === 'several' && { picked: customerIds })}
        />
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

/** A draft for another audience, with as many of its customers as that has. */
const withAudience = ({ customerIds }: StepProps['draft'], audience: Audience) => ({
  audience,
  customerIds: audience === 'public' ? [] : audience === 'one' ? customerIds.slice(0, 1) : customerIds,
})

/** What adds a customer of whom only the name is known, if it is a name. */
function useAddNamed() {
  const { db, attempt } = useApp()
  const { company } = useSession()
  return async (name: string) => {
    const input = newCustomer(name, company.country, company.language)
    const added = await attempt(addCustomer, input)
    return { input, customer: added.ok ? await findCustomer(db, added.value) : null }
  }
}

function Audiences({ chosen, onChoose }: { chosen: Audience; onChoose: (audience: Audience) => void }) {
  const { t } = useApp()
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">{t('make.audience')}</legend>
      {audiences.map((each) => (
        <label key={each}>
          <input type="radio" name="audience" checked={each === chosen} onChange={() => onChoose(each)} />
          <span>{t(`audience.${each}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}
