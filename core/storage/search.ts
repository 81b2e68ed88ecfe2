import { wordsOf } from '#core/locale/fold.ts'
import type { Customer } from '#core/model/customer.ts'

/** Everything that a customer is found by, each word once. */
export function customerWords(customer: Omit<Customer, 'id'>): string[] {
  const contacts = customer.contacts.flatMap((contact) => [contact.name, contact.email])
  const texts = [
    customer.name,
    ...customer.aliases,
    ...customer.tags,
    ...customer.domains,
    customer.tenantId ?? '',
    ...contacts,
  ]
  return [...new Set(texts.flatMap(wordsOf))]
}
