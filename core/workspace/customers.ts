import * as v from 'valibot'
import type { Activity } from '#core/model/activity.ts'
import { newId } from '#core/model/bytes.ts'
import type { Company } from '#core/model/company.ts'
import { customerInput, type Customer, type CustomerInput } from '#core/model/customer.ts'
import { Problem, type FieldFault, type FieldRule } from '#core/model/problem.ts'
import { email, id, line } from '#core/model/schema.ts'
import type { User } from '#core/model/user.ts'
import type { Database } from '#core/storage/database.ts'
import { command } from '#core/workspace/command.ts'
import { latestOf } from '#core/workspace/latest.ts'
import { listOffersTo, type OfferGlance } from '#core/workspace/offerViews.ts'
import type { Work } from '#core/workspace/work.ts'

/** What a form alone cannot know: Microsoft refuses the partner's own domains, and its own. */
export function ownFaults(company: Company, { domains, contacts }: CustomerInput): FieldFault[] {
  const own = (domain: string) => company.domains.includes(domain.toLowerCase())
  return [
    ...domains.flatMap((each, index) =>
      own(each) ? [{ path: `domains.${index}`, rule: 'ownDomain' as const }] : [],
    ),
    ...contacts.flatMap(({ email }, index) => {
      const domain = email.split('@')[1] ?? ''
      const rule: FieldRule | null = own(domain)
        ? 'ownDomain'
        : domain.toLowerCase() === 'microsoft.com'
          ? 'microsoftEmail'
          : null
      return rule ? [{ path: `contacts.${index}.email`, rule }] : []
    }),
  ]
}

function checkOwn(work: Work, input: CustomerInput): void {
  const faults = ownFaults(work.company, input)
  if (faults.length) throw new Problem('invalid', {}, faults)
}

/** Adds a customer. @returns the new id */
export const addCustomer = command({
  input: customerInput,
  may: 'customer.edit',
  async run(work, input) {
    checkOwn(work, input)
    const customer: Customer = { id: newId(), ...input, ...newlyKnown(work.at) }
    await work.put('customers', customer)
    await work.log('customerAdded', { customerId: customer.id, detail: { name: customer.name } })
    return customer.id
  },
})

/** What a new customer begins with: nothing is known of it at Microsoft. */
export const newlyKnown = (at: string) =>
  ({ delegation: 'none', relationship: null, createdAt: at }) as const satisfies Partial<Customer>

/** Changes what is known of a customer. Offers that were sent stay as they are. */
export const saveCustomer = command({
  input: v.object({ id, ...customerInput.entries }),
  may: 'customer.edit',
  async run(work, input) {
    const customer = await work.get('customers', input.id)
    checkOwn(work, input)
    await work.put('customers', { ...customer, ...input })
    await work.log('customerChanged', { customerId: customer.id, detail: { name: input.name } })
  },
})

/** Marks a customer as a favourite, or no more. */
export const setFavourite = command({
  input: v.object({ id, favourite: v.boolean() }),
  may: 'customer.edit',
  async run(work, input) {
    const customer = await work.get('customers', input.id)
    await work.put('customers', { ...customer, favourite: input.favourite })
    await work.log(input.favourite ? 'favouriteAdded' : 'favouriteRemoved', {
      customerId: customer.id,
      detail: { name: customer.name },
    })
  },
})

/** Keeps the person who answered among a customer's contacts; one who is there already stays as they are. */
export const addContact = command({
  input: v.object({ customerId: id, name: line(80), email }),
  may: 'customer.edit',
  async run(work, { customerId, name, email: address }) {
    const customer = await work.get('customers', customerId)
    if (customer.contacts.some((each) => each.email.toLowerCase() === address.toLowerCase())) return
    const contacts = [...customer.contacts, { id: newId(), name, email: address, phone: '' }]
    await work.put('customers', { ...customer, contacts })
    await work.log('customerChanged', { customerId, detail: { name: customer.name } })
  },
})

/** One customer, or null. */
export const findCustomer = async (db: Database, customerId: string): Promise<Customer | null> =>
  (await db.at('customers').get(customerId)) ?? null

export type CustomerDetail = Readonly<{
  customer: Customer
  offers: readonly OfferGlance[]
  activity: readonly Activity[]
  users: readonly User[]
}>

/** One customer with its offers and the latest of its log, newest first; null where there is none. */
export async function readCustomer(
  db: Database,
  customerId: string,
  now: number,
): Promise<CustomerDetail | null> {
  const customer = await findCustomer(db, customerId)
  if (!customer) return null
  const [offers, activity, users] = await Promise.all([
    listOffersTo(db, customerId, now),
    latestOf(db, '[customerId+at]', customerId),
    db.at('users').toArray(),
  ])
  return { customer, offers, activity, users }
}
