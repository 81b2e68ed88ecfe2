import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { newId } from '#core/model/bytes.ts'
import { newCustomer, type Contact, type Customer, type CustomerInput } from '#core/model/customer.ts'
import { pageLanguageChoices } from '#core/model/language.ts'
import type { FieldFault } from '#core/model/problem.ts'
import { addCustomer, findCustomer, saveCustomer } from '#core/workspace/customers.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { Select, TextArea, TextField, faultOf } from '#extension/ui/fields.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'
import { leave, Scope } from '#extension/ui/unsaved.ts'

/** What is typed: lists as text, contacts one by one. */
export type CustomerTyped = Omit<CustomerInput, 'domains' | 'aliases' | 'tags' | 'tenantId'> & {
  domains: string
  aliases: string
  tags: string
  tenantId: string
}

const blankContact = (): Contact => ({ id: newId(), name: '', email: '', phone: '' })

function formOf(customer: CustomerInput): CustomerTyped {
  const { domains, aliases, tags, tenantId, contacts } = customer
  return {
    ...customer,
    domains: domains.join(', '),
    aliases: aliases.join(', '),
    tags: tags.join(', '),
    tenantId: tenantId ?? '',
    contacts: contacts.length ? contacts : [blankContact()],
  }
}

const listed = (typed: string) =>
  typed
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)

/** What the form says, as the command wants it. A contact in which nothing was typed is none. */
const inputOf = ({ domains, aliases, tags, tenantId, contacts, ...form }: CustomerTyped): CustomerInput => ({
  ...form,
  domains: domains.split(/[\s,;]+/).filter(Boolean),
  aliases: listed(aliases),
  tags: listed(tags),
  tenantId: tenantId.trim() || null,
  contacts: contacts
    .filter(({ name, email, phone }) => name || email || phone)
    .map((contact) => ({ ...contact, name: contact.name || contact.email })),
})

/** Adds or changes a customer. */
export function CustomerForm({
  customer,
  onClose,
  onSaved,
  brief = false,
  kept = null,
  onTyped,
}: {
  customer: Customer | null
  onClose: () => void
  onSaved: (id: string) => void
  /** Only what a first offer needs. */
  brief?: boolean
  /** What was typed in it before. */
  kept?: CustomerTyped | null
  onTyped?: (form: CustomerTyped) => void
}) {
  const { t, attempt } = useApp()
  const { company } = useSession()
  const [form, setForm] = useState(() =>
    formOf(customer ?? newCustomer('', company.country, company.language)),
  )
  const set = (part: Partial<CustomerTyped>) => setForm((before) => ({ ...before, ...part }))
  const blank = useRef(form)
  // After the first drawing: it counts as typed and not saved.
  useEffect(() => {
    if (kept) setForm(kept)
  }, [])
  useLayoutEffect(() => {
    if (form !== blank.current) onTyped?.(form)
  }, [form])
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
  const fault = (path: string) => faultOf(t, faults, path)
  const within = (path: string) => {
    const found = faults.find((each) => each.path.startsWith(path))
    return found && t(`rule.${found.rule}`)
  }

  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <TextField
        label={t('customer.name')}
        name="customer-name"
        value={form.name}
        onChange={(name) => set({ name })}
        fault={fault('name')}
        maxlength={120}
      />
      <ContactFields
        contacts={form.contacts}
        onChange={(contacts) => set({ contacts })}
        faults={faults}
        brief={brief}
      />
      <TextField
        label={t('customer.domains')}
        name="customer-domains"
        hint={t('customer.domainsHint')}
        value={form.domains}
        onChange={(domains) => set({ domains })}
        fault={within('domains')}
      />
      <Select
        label={t('customer.language')}
        value={form.language}
        options={pageLanguageChoices}
        onChange={(language) => set({ language })}
      />
      {!brief && (
        <>
          <TextField
            label={t('customer.tenantId')}
            name="customer-tenant"
            hint={t('customer.tenantIdHint')}
            value={form.tenantId}
            onChange={(tenantId) => set({ tenantId })}
            fault={fault('tenantId')}
          />
          <TextField
            label={t('customer.street')}
            name="customer-street"
            value={form.address.street}
            onChange={(street) => set({ address: { ...form.address, street } })}
            fault={fault('address.street')}
          />
          <div class="pair">
            <TextField
              label={t('customer.postalCode')}
              name="customer-postal"
              value={form.address.postalCode}
              onChange={(postalCode) => set({ address: { ...form.address, postalCode } })}
              fault={fault('address.postalCode')}
            />
            <TextField
              label={t('customer.city')}
              name="customer-city"
              value={form.address.city}
              onChange={(city) => set({ address: { ...form.address, city } })}
              fault={fault('address.city')}
            />
          </div>
          <TextField
            label={t('customer.country')}
            name="customer-country"
            hint={t('customer.countryHint')}
            value={form.country}
            onChange={(country) => set({ country })}
            fault={fault('country')}
            maxlength={2}
          />
          <TextField
            label={t('customer.aliases')}
            name="customer-aliases"
            hint={t('customer.aliasesHint')}
            value={form.aliases}
            onChange={(aliases) => set({ aliases })}
            fault={within('aliases')}
          />
          <TextField
            label={t('customer.tags')}
            name="customer-tags"
            hint={t('customer.tagsHint')}
            value={form.tags}
            onChange={(tags) => set({ tags })}
            fault={within('tags')}
          />
          <TextArea
            label={t('customer.note')}
            hint={t('customer.noteHint')}
            value={form.note}
            onChange={(note) => set({ note })}
          />
        </>
      )}
      <FormEnd problem={problem} elsewhere={elsewhere} id="save-customer" onCancel={onClose} />
    </form>
  )
}

type ContactProps = {
  contacts: readonly Contact[]
  onChange: (contacts: Contact[]) => void
  faults: readonly FieldFault[]
  brief: boolean
}

/** The people at a customer, the first of whom gets the mails. */
function ContactFields({ contacts, onChange, faults, brief }: ContactProps) {
  const { t } = useApp()
  // Faults count the contacts that are not empty.
  const place = (index: number) =>
    contacts.slice(0, index).filter(({ name, email, phone }) => name || email || phone).length
  const fault = (index: number, field: string) => faultOf(t, faults, `contacts.${place(index)}.${field}`)
  const shown = brief ? contacts.slice(0, 1) : contacts
  const set = (index: number, part: Partial<Contact>) =>
    onChange(contacts.map((contact, at) => (at === index ? { ...contact, ...part } : contact)))
  return (
    <>
      {shown.map((contact, index) => {
        const suffix = index ? `-${index + 1}` : ''
        return (
          <fieldset key={contact.id} class="contact">
            <legend class={shown.length > 1 ? undefined : 'visually-hidden'}>
              {t('customer.contacts')} {shown.length > 1 ? index + 1 : ''}
            </legend>
            <TextField
              label={t('customer.contact')}
              name={`customer-contact${suffix}`}
              value={contact.name}
              onChange={(name) => set(index, { name })}
              fault={fault(index, 'name')}
              maxlength={80}
            />
            <TextField
              label={t('customer.email')}
              name={`customer-email${suffix}`}
              type="email"
              value={contact.email}
              onChange={(email) => set(index, { email })}
              fault={fault(index, 'email')}
            />
            {!brief && (
              <TextField
                label={t('customer.phone')}
                name={`customer-phone${suffix}`}
                type="tel"
                value={contact.phone}
                onChange={(phone) => set(index, { phone })}
                fault={fault(index, 'phone')}
              />
            )}
            {shown.length > 1 && (
              <fluent-button
                type="button"
                size="small"
                appearance="subtle"
                onClick={() => onChange(contacts.filter((_, at) => at !== index))}
              >
                {t('customer.removeContact', { who: contact.name || String(index + 1) })}
              </fluent-button>
            )}
          </fieldset>
        )
      })}
      {!brief && (
        <div>
          <fluent-button
            type="button"
            size="small"
            data-id="add-contact"
            onClick={() => onChange([...contacts, blankContact()])}
          >
            {t('customer.addContact')}
          </fluent-button>
        </div>
      )}
    </>
  )
}

/** Adds a customer on the way to an offer. */
export function NewCustomer({
  onClose,
  onAdded,
  kept,
  onTyped,
}: {
  onClose: () => void
  onAdded: (customer: Customer) => void
  kept: CustomerTyped | null
  onTyped: (form: CustomerTyped) => void
}) {
  const { db } = useApp()
  const added = async (id: string) => {
    const customer = await findCustomer(db, id)
    if (customer) onAdded(customer)
  }
  const scope = useContext(Scope)
  return (
    <div
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // Only this form: the offer that it is for stays open.
        event.preventDefault()
        event.stopPropagation()
        leave(onClose, scope)
      }}
    >
      <CustomerForm
        customer={null}
        brief
        kept={kept}
        onTyped={onTyped}
        onClose={onClose}
        onSaved={(id) => void added(id)}
      />
    </div>
  )
}
