import type { Contact } from '#core/model/customer.ts'
import { useApp } from '#extension/ui/app.tsx'
import { blankContact, isFilled } from '#extension/ui/customerTyped.ts'
import { TextField, faultOf, type Faults } from '#extension/ui/fields.tsx'

/** The people at a customer, the first of whom gets the mails. */
export function ContactFields({
  contacts,
  onChange,
  faults,
  brief,
}: {
  contacts: readonly Contact[]
  onChange: (contacts: Contact[]) => void
  faults: Faults
  /** Only one, and how to reach them by mail. */
  brief: boolean
}) {
  const { t } = useApp()
  // Faults count the contacts that are not empty.
  const place = (index: number) => contacts.slice(0, index).filter(isFilled).length
  const shown = brief ? contacts.slice(0, 1) : contacts
  return (
    <>
      {shown.map((contact, index) => (
        <OneContact
          key={contact.id}
          contact={contact}
          number={index + 1}
          alone={shown.length === 1}
          brief={brief}
          faultOf={(field) => faultOf(t, faults, `contacts.${place(index)}.${field}`)}
          onChange={(changed) => onChange(contacts.map((each, at) => (at === index ? changed : each)))}
          onRemove={() => onChange(contacts.filter((_, at) => at !== index))}
        />
      ))}
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

function OneContact({
  contact,
  number,
  alone,
  brief,
  faultOf,
  onChange,
  onRemove,
}: {
  contact: Contact
  number: number
  alone: boolean
  brief: boolean
  faultOf: (field: keyof Contact) => string | undefined
  onChange: (contact: Contact) => void
  onRemove: () => void
}) {
  const { t } = useApp()
  const suffix = number > 1 ? `-${number}` : ''
  return (
    <fieldset class="contact">
      <legend class={alone ? 'visually-hidden' : undefined}>
        {t('customer.contacts')} {alone ? '' : number}
      </legend>
      <TextField
        label={t('customer.contact')}
        name={`customer-contact${suffix}`}
        value={contact.name}
        onChange={(name) => onChange({ ...contact, name })}
        fault={faultOf('name')}
        maxlength={80}
      />
      <TextField
        label={t('customer.email')}
        name={`customer-email${suffix}`}
        type="email"
        value={contact.email}
        onChange={(email) => onChange({ ...contact, email })}
        fault={faultOf('email')}
      />
      {!brief && (
        <TextField
          label={t('customer.phone')}
          name={`customer-phone${suffix}`}
          type="tel"
          value={contact.phone}
          onChange={(phone) => onChange({ ...contact, phone })}
          fault={faultOf('phone')}
        />
      )}
      {!alone && (
        <fluent-button type="button" size="small" appearance="subtle" onClick={onRemove}>
          {t('customer.removeContact', { who: contact.name || String(number) })}
        </fluent-button>
      )}
    </fieldset>
  )
}
