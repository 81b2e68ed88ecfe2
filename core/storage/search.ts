import { sortKey, wordsOf } from '#core/locale/fold.ts'
import type { Customer } from '#core/model/customer.ts'
import { summaryId } from '#core/model/grouping.ts'
import type { Offer } from '#core/model/offer.ts'
import type { RecordOf, TableName } from '#core/storage/records.ts'

/** Everything that a customer is found by but its tenant ID, which has an index of its own; each word once. */
export function customerWords(customer: Omit<Customer, 'id'>): string[] {
  const contacts = customer.contacts.flatMap((contact) => [contact.name, contact.email])
  const texts = [customer.name, ...customer.aliases, ...customer.tags, ...customer.domains, ...contacts]
  return [...new Set(texts.flatMap(wordsOf))]
}

/** What a stored customer is found and sorted by: its words, its name as it is put in order, its contacts' addresses, and whether it is a favourite. */
export const customerIndexes = (customer: Customer) => ({
  words: customerWords(customer),
  order: sortKey(customer.name),
  emails: [...new Set(customer.contacts.map(({ email }) => email.toLowerCase()).filter(Boolean))],
  // IndexedDB has no index over booleans: who is no favourite is not in it.
  ...(customer.favourite && { starred: 1 }),
})

/** What a stored offer is found by: its reference. */
export const offerIndexes = (offer: Offer) => ({ summary: summaryId(offer) })

/** A record as it is stored: customers and offers carry what they are found and sorted by. */
export function toStored<T extends TableName>(table: T, record: RecordOf[T]): RecordOf[T] {
  if (table === 'customers') return { ...record, ...customerIndexes(record as RecordOf['customers']) }
  return table === 'offers' ? { ...record, ...offerIndexes(record as RecordOf['offers']) } : record
}
