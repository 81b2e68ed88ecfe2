import { nameKey, wordsOf } from '#core/locale/fold.ts'
import type { Customer } from '#core/model/customer.ts'
import { summaryId, type Offer } from '#core/model/offer.ts'

/** Everything that a customer is found by but its tenant ID, which has an index of its own; each word once. */
export function customerWords(customer: Omit<Customer, 'id'>): string[] {
  const contacts = customer.contacts.flatMap((contact) => [contact.name, contact.email])
  const texts = [customer.name, ...customer.aliases, ...customer.tags, ...customer.domains, ...contacts]
  return [...new Set(texts.flatMap(wordsOf))]
}

/** What a stored customer is found and sorted by: its words, its folded name, its contacts' addresses, and whether it is a favourite. */
export const customerIndexes = (customer: Customer) => ({
  words: customerWords(customer),
  order: nameKey(customer.name),
  emails: [...new Set(customer.contacts.map(({ email }) => email.toLowerCase()).filter(Boolean))],
  // IndexedDB has no index over booleans: who is no favourite is not in it.
  ...(customer.favourite && { starred: 1 }),
})

/** What a stored offer is found by: its reference. */
export const offerIndexes = (offer: Offer) => ({ summary: summaryId(offer) })
