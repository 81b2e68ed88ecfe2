import { useState } from 'preact/hooks'
import { newId } from '#core/model/bytes.ts'
import type { Customer, CustomerInput } from '#core/model/customer.ts'
import { languages, type Language } from '#core/model/language.ts'
import type { FieldProblem } from '#core/model/problem.ts'
import { addCustomer, saveCustomer } from '#core/workspace/customers.ts'
import { customer as findCustomer } from '#core/workspace/queries.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { ProblemBar, Select, TextArea, TextField, faultOf, useFocusFault } from '#extension/ui/fields.tsx'

type Form = { name: string; domains: string; contact: string; email: string; phone: string; language: Language; note: string }

const formOf = (customer: Customer | null, language: Language): Form => ({
  name: customer?.name ?? '',
  domains: customer?.domains.join(', ') ?? '',
  contact: customer?.contacts[0]?.name ?? '',
  email: customer?.contacts[0]?.email ?? '',
  phone: customer?.contacts[0]?.phone ?? '',
  language: customer?.language ?? language,
  note: customer?.note ?? '',
})

/** What the form says, as the command wants it. Contacts beyond the first stay as they are. */
function inputOf(form: Form, customer: Customer | null, country: string): CustomerInput {
  const [first, ...others] = customer?.contacts ?? []
  const hasContact = form.contact !== '' || form.email !== '' || form.phone !== ''
  const contact = { id: first?.id ?? newId(), name: form.contact || form.email, email: form.email, phone: form.phone }
  return {
    name: form.name,
    domains: form.domains.split(/[\s,;]+/).filter(Boolean),
    contacts: hasContact ? [contact, ...others] : others,
    tenantId: customer?.tenantId ?? null,
    country: customer?.country ?? country,
    language: form.language,
    favourite: customer?.favourite ?? false,
    note: form.note,
  }
}

/** Adds or changes a customer. */
export function CustomerForm({ customer, onClose, onSaved, brief = false }: {
  customer: Customer | null
  onClose: () => void
  onSaved: (id: string) => void
  /** Only what a first offer needs. */
  brief?: boolean
}) {
  const { t, speak, attempt } = useApp()
  const { company } = useSession()
  const [form, setForm] = useState(() => formOf(customer, company.language))
  const [faults, setFaults] = useState<readonly FieldProblem[]>([])
  useFocusFault(faults)
  const [problem, setProblem] = useState<string>()
  const set = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }))

  async function save(event: Event) {
    event.preventDefault()
    const input = inputOf(form, customer, company.country)
    const outcome = customer ? await attempt(saveCustomer, { id: customer.id, ...input }) : await attempt(addCustomer, input)
    if (outcome.ok) return onSaved(outcome.value ?? customer!.id)
    setFaults(outcome.problem.fields)
    setProblem(speak.problem(outcome.problem))
  }

  const domainFault = faults.find((fault) => fault.path.startsWith('domains'))
  return (
    <form class="form" noValidate onSubmit={(event) => void save(event)}>
      <TextField label={t('customer.name')} name="customer-name" value={form.name} onChange={(name) => set({ name })} fault={faultOf(t, faults, 'name')} maxlength={120} />
      <TextField label={t('customer.contact')} name="customer-contact" value={form.contact} onChange={(contact) => set({ contact })} fault={faultOf(t, faults, 'contacts.0.name')} maxlength={80} />
      <TextField label={t('customer.email')} name="customer-email" type="email" value={form.email} onChange={(email) => set({ email })} fault={faultOf(t, faults, 'contacts.0.email')} />
      {!brief && <TextField label={t('customer.phone')} type="tel" value={form.phone} onChange={(phone) => set({ phone })} fault={faultOf(t, faults, 'contacts.0.phone')} />}
      <TextField label={t('customer.domains')} name="customer-domains" hint={t('customer.domainsHint')} value={form.domains} onChange={(domains) => set({ domains })} fault={domainFault && t('rule.domain')} />
      <Select label={t('customer.language')} value={form.language} options={languages.map((each) => [each, t(`language.${each}`)])} onChange={(language) => set({ language })} />
      {!brief && <TextArea label={t('customer.note')} hint={t('customer.noteHint')} value={form.note} onChange={(note) => set({ note })} />}
      {problem && <ProblemBar>{problem}</ProblemBar>}
      <div class="row end">
        <fluent-button type="button" onClick={onClose}>{t('app.cancel')}</fluent-button>
        <fluent-button type="submit" appearance="primary" data-id="save-customer">{t('app.save')}</fluent-button>
      </div>
    </form>
  )
}

/** Adds a customer on the way to an offer. */
export function NewCustomer({ onClose, onAdded }: { onClose: () => void; onAdded: (customer: Customer) => void }) {
  const { db } = useApp()
  const added = async (id: string) => {
    const customer = await findCustomer(db, id)
    if (customer) onAdded(customer)
  }
  return <CustomerForm customer={null} brief onClose={onClose} onSaved={(id) => void added(id)} />
}
