import { newId } from '#core/model/bytes.ts'
import type { Contact, CustomerInput } from '#core/model/customer.ts'

/** What is typed about a customer: lists as text, contacts one by one. */
export type CustomerTyped = Omit<CustomerInput, 'domains' | 'aliases' | 'tags' | 'tenantId'> & {
  domains: string
  aliases: string
  tags: string
  tenantId: string
}

export const blankContact = (): Contact => ({ id: newId(), name: '', email: '', phone: '' })

/** A contact in which nothing was typed is none. */
export const isFilled = ({ name, email, phone }: Contact) => Boolean(name || email || phone)

/** A customer as the form shows it. */
export function typedOf(customer: CustomerInput): CustomerTyped {
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

/** What the form says, as the command wants it. */
export const inputOf = ({
  domains,
  aliases,
  tags,
  tenantId,
  contacts,
  ...form
}: CustomerTyped): CustomerInput => ({
  ...form,
  domains: domains.split(/[\s,;]+/).filter(Boolean),
  aliases: listed(aliases),
  tags: listed(tags),
  tenantId: tenantId.trim() || null,
  contacts: contacts.filter(isFilled).map((contact) => ({ ...contact, name: contact.name || contact.email })),
})
