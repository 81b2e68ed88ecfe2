import { useState } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import { listSuggestedCustomers } from '#core/workspace/customerLists.ts'
import { useApp } from '#extension/ui/app.tsx'
import { CustomerPicker } from '#extension/ui/CustomerPicker.tsx'
import { Select } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'

/** So many customers are offered in a list; others are found by typing. */
const mostChoices = 100

/** The customer that a reply is from, for a person to say. */
export function WhoIsIt({
  suggestions,
  value,
  onChange,
}: {
  suggestions: readonly Customer[]
  value: string
  onChange: (id: string) => void
}) {
  const { t, db } = useApp()
  const [searched, setSearched] = useState<Customer | null>(null)
  const likely = useLive(() => listSuggestedCustomers(db, mostChoices), [db])
  if (!likely) return null
  const all = [...suggestions, ...(searched ? [searched] : []), ...likely]
  const choices = new Map(all.map((customer) => [customer.id, customer.name] as const))
  return (
    <>
      <Select
        label={t('reply.whoIsIt')}
        hint={suggestions.length ? t('reply.suggested') : undefined}
        value={value}
        options={[['', t('reply.choose')], ...choices]}
        onChange={onChange}
      />
      {likely.length === mostChoices && (
        <details>
          <summary>{t('make.findCustomer')}</summary>
          <CustomerPicker
            onPick={(customer) => {
              setSearched(customer)
              onChange(customer.id)
            }}
          />
        </details>
      )}
    </>
  )
}
