import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { newCustomer, type Customer } from '#core/model/customer.ts'
import { pageLanguageChoices } from '#core/model/language.ts'
import { addCustomer, saveCustomer } from '#core/workspace/customers.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { ContactFields } from '#extension/ui/ContactFields.tsx'
import { inputOf, typedOf, type CustomerTyped } from '#extension/ui/customerTyped.ts'
import { Select, TextArea, TextField, faultOf, faultWithin, type Faults } from '#extension/ui/fields.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'

type Props = {
  customer: Customer | null
  onClose: () => void
  onSaved: (id: string) => void
  /** Only what a first offer needs. */
  brief?: boolean
  /** What was typed in it before. */
  kept?: CustomerTyped | null
  onTyped?: (form: CustomerTyped) => void
}

/** What the form holds: the customer, or what was typed before and not saved. */
function useTypedCustomer({ customer, kept = null, onTyped }: Props) {
  const { company } = useSession()
  const [form, setForm] = useState(() =>
    typedOf(customer ?? newCustomer('', company.country, company.language)),
  )
  const blank = useRef(form)
  // After the first drawing: it counts as typed and not saved.
  useEffect(() => {
    if (kept) setForm(kept)
  }, [])
  useLayoutEffect(() => {
    if (form !== blank.current) onTyped?.(form)
  }, [form])
  const change = (part: Partial<CustomerTyped>) => setForm((before) => ({ ...before, ...part }))
  return [form, change] as const
}

/** Adds or changes a customer. */
export function CustomerForm(props: Props) {
  const { customer, onClose, onSaved, brief = false } = props
  const { t, attempt } = useApp()
  const [form, change] = useTypedCustomer(props)
  const input = inputOf(form)
  const { faults, problem, elsewhere, onSubmit } = useSaving<string | void>(
    (expected) =>
      customer ? attempt(saveCustomer, { id: customer.id, ...input }, expected) : attempt(addCustomer, input),
    (id) => onSaved(id ?? customer!.id),
    form,
    customer
      ? { table: 'customers', key: customer.id, record: customer, place: `/customers/${customer.id}` }
      : undefined,
  )
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <TextField
        label={t('customer.name')}
        name="customer-name"
        value={form.name}
        onChange={(name) => change({ name })}
        fault={faultOf(t, faults, 'name')}
        maxlength={120}
      />
      <ContactFields
        contacts={form.contacts}
        onChange={(contacts) => change({ contacts })}
        faults={faults}
        brief={brief}
      />
      <TextField
        label={t('customer.domains')}
        name="customer-domains"
        hint={t('customer.domainsHint')}
        value={form.domains}
        onChange={(domains) => change({ domains })}
        fault={faultWithin(t, faults, 'domains')}
      />
      <Select
        label={t('customer.language')}
        value={form.language}
        options={pageLanguageChoices}
        onChange={(language) => change({ language })}
      />
      {!brief && <FurtherFields form={form} change={change} faults={faults} />}
      <FormEnd problem={problem} elsewhere={elsewhere} id="save-customer" onCancel={onClose} />
    </form>
  )
}

/** What a first offer can do without. */
function FurtherFields({
  form,
  change,
  faults,
}: {
  form: CustomerTyped
  change: (part: Partial<CustomerTyped>) => void
  faults: Faults
}) {
  const { t } = useApp()
  const changeAddress = (part: Partial<CustomerTyped['address']>) =>
    change({ address: { ...form.address, ...part } })
  return (
    <>
      <TextField
        label={t('customer.tenantId')}
        name="customer-tenant"
        hint={t('customer.tenantIdHint')}
        value={form.tenantId}
        onChange={(tenantId) => change({ tenantId })}
        fault={faultOf(t, faults, 'tenantId')}
      />
      <TextField
        label={t('customer.street')}
        name="customer-street"
        value={form.address.street}
        onChange={(street) => changeAddress({ street })}
        fault={faultOf(t, faults, 'address.street')}
      />
      <div class="pair">
        <TextField
          label={t('customer.postalCode')}
          name="customer-postal"
          value={form.address.postalCode}
          onChange={(postalCode) => changeAddress({ postalCode })}
          fault={faultOf(t, faults, 'address.postalCode')}
        />
        <TextField
          label={t('customer.city')}
          name="customer-city"
          value={form.address.city}
          onChange={(city) => changeAddress({ city })}
          fault={faultOf(t, faults, 'address.city')}
        />
      </div>
      <TextField
        label={t('customer.country')}
        name="customer-country"
        hint={t('customer.countryHint')}
        value={form.country}
        onChange={(country) => change({ country })}
        fault={faultOf(t, faults, 'country')}
        maxlength={2}
      />
      <TextField
        label={t('customer.aliases')}
        name="customer-aliases"
        hint={t('customer.aliasesHint')}
        value={form.aliases}
        onChange={(aliases) => change({ aliases })}
        fault={faultWithin(t, faults, 'aliases')}
      />
      <TextField
        label={t('customer.tags')}
        name="customer-tags"
        hint={t('customer.tagsHint')}
        value={form.tags}
        onChange={(tags) => change({ tags })}
        fault={faultWithin(t, faults, 'tags')}
      />
      <TextArea
        label={t('customer.note')}
        hint={t('customer.noteHint')}
        value={form.note}
        onChange={(note) => change({ note })}
      />
    </>
  )
}
