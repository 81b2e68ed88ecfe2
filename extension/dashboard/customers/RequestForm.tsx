import { useState } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import { responseHours, severities } from '#core/model/kinds.ts'
import { requestPlatforms, type RequestInput, type ServiceRequest } from '#core/model/request.ts'
import { addRequest, saveRequest } from '#core/workspace/requests.ts'
import { useFields, type Fields } from '#extension/dashboard/useFields.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Select, TextArea, TextField } from '#extension/ui/fields.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'

type RequestFormProps = Readonly<{
  customer: Customer
  /** The one that it changes; undefined where a new one is written. */
  request: ServiceRequest | undefined
  blank: RequestInput
  onClose: () => void
}>

/** What Microsoft is asked, how urgent it is, and whom it calls. */
export function RequestForm({ customer, request, blank, onClose }: RequestFormProps) {
  const { t, attempt } = useApp()
  const [form, setForm] = useState<RequestInput>(request ?? blank)
  const { faults, problem, elsewhere, onSubmit } = useSaving<string | void>(
    (expected) =>
      request
        ? attempt(saveRequest, { id: request.id, request: form }, expected)
        : attempt(addRequest, { customerId: customer.id, request: form }),
    onClose,
    form,
    request
      ? { table: 'requests', key: request.id, record: request, place: `/customers/${customer.id}/requests` }
      : undefined,
  )
  const fields = useFields(form, setForm, faults, 'request.')
  const { set, fault } = fields

  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <Select
        label={t('request.platform')}
        value={form.platform}
        options={requestPlatforms.map((each) => [each, t(`request.platform.${each}`)])}
        onChange={(platform) => set({ platform })}
      />
      <Select
        label={t('request.severity')}
        hint={t('request.severityHint')}
        value={form.severity}
        options={severities.map((each) => [each, t(`request.severity.${each}`, { n: responseHours[each] })])}
        onChange={(severity) => set({ severity })}
      />
      <TextField
        label={t('request.title')}
        name="request-title"
        value={form.title}
        onChange={(title) => set({ title })}
        fault={fault('title')}
        maxlength={120}
      />
      <TextArea
        label={t('request.description')}
        hint={t('request.descriptionHint')}
        rows={5}
        value={form.description}
        onChange={(description) => set({ description })}
        fault={fault('description')}
      />
      <TextField
        label={t('request.product')}
        name="request-product"
        value={form.product}
        onChange={(product) => set({ product })}
        fault={fault('product')}
        maxlength={120}
      />
      <ContactFields {...fields} />
      <FormEnd problem={problem} elsewhere={elsewhere} id="save-request" onCancel={onClose} />
    </form>
  )
}

/** Whom Microsoft calls back. */
function ContactFields({ form: { contact }, set, fault }: Fields<RequestInput>) {
  const { t } = useApp()
  return (
    <fieldset class="choices">
      <legend>{t('request.contact')}</legend>
      <p class="hint">{t('request.contactHint')}</p>
      <TextField
        label={t('customer.name')}
        name="request-name"
        value={contact.name}
        onChange={(name) => set({ contact: { ...contact, name } })}
        fault={fault('contact.name')}
      />
      <TextField
        label={t('customer.email')}
        name="request-email"
        type="email"
        value={contact.email}
        onChange={(email) => set({ contact: { ...contact, email } })}
        fault={fault('contact.email')}
      />
      <TextField
        label={t('customer.phone')}
        name="request-phone"
        type="tel"
        value={contact.phone}
        onChange={(phone) => set({ contact: { ...contact, phone } })}
        fault={fault('contact.phone')}
      />
    </fieldset>
  )
}
