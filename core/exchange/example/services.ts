import { addDays } from '#core/clock/clock.ts'
import { lastDayOf } from '#core/clock/subscription.ts'
import { exampleUserId, pricedProduct } from '#core/exchange/example/data.ts'
import type { Language } from '#core/model/language.ts'
import type { Version } from '#core/model/offer.ts'
import type { ServiceRequest } from '#core/model/request.ts'
import type { Subscription } from '#core/model/subscription.ts'
import type { Template } from '#core/model/template.ts'
import type { User } from '#core/model/user.ts'

/** What the example's firm does besides offers: its people, its customers' subscriptions and service requests. */

const person = (
  n: number,
  name: string,
  role: User['role'],
  support: User['support'],
  language: Language,
  active = true,
): User => ({
  id: `example-user-${n}`,
  name,
  email: `${name.split(' ')[0]!.toLowerCase()}@nordlys-it.example`,
  alternateEmail: '',
  phone: '',
  role,
  support,
  active,
  language,
})

/** Four people, one of whom has left. */
export const exampleStaff = (language: Language): User[] => [
  { ...person(1, 'Marte Nordvik', 'global', 'full', language), id: exampleUserId },
  person(2, 'Aslak Berg', 'service', 'limited', language),
  person(3, 'Henriette Vik', 'billing', 'none', language),
  person(4, 'Trond Lie', null, 'limited', language, false),
]

type Plan = readonly [
  customer: number,
  product: number,
  licences: number,
  age: number,
  more?: Partial<Subscription>,
]

/** `age` in days since it started; terms of a year unless said otherwise. */
const plans: readonly Plan[] = [
  [0, 1, 14, 200],
  [1, 0, 25, 22, { trial: true, term: null, billing: 'none', autoRenew: false, source: 'offer' }],
  [
    2,
    0,
    8,
    340,
    { autoRenew: false, partnerOfRecord: 'own', notice: [{ field: 'licences', before: '6', after: '8' }] },
  ],
  [3, 1, 22, 90],
  [3, 5, 22, 90],
  [4, 0, 31, 0, { state: 'pending', startsOn: null, endsOn: null, source: 'offer' }],
  [5, 0, 25, 41, { trial: true, term: null, billing: 'none', autoRenew: false }],
  [6, 4, 9, 150, { partnerOfRecord: 'other' }],
  [7, 2, 11, 352, { autoRenew: false }],
  [8, 6, 120, 400, { term: 'P3Y' }],
  [9, 2, 4, 30, { term: 'P1M', billing: 'monthly' }],
  [11, 3, 60, 500, { state: 'expired', autoRenew: false }],
]

/** What its customers subscribe to. */
export const exampleSubscriptions = (today: string): Subscription[] =>
  plans.map(([customer, index, licences, age, more = {}], n) => {
    const { product } = pricedProduct(index)
    const startsOn = addDays(today, -age)
    const base = { trial: false, term: 'P1Y' as const, ...more }
    const at = `${startsOn}T09:00:00.000Z`
    return {
      id: `example-subscription-${n + 1}`,
      customerId: `example-customer-${customer + 1}`,
      product: { skuId: product.skuId, name: product.name },
      licences,
      startsOn,
      endsOn: lastDayOf(base, startsOn),
      billing: 'annual',
      autoRenew: true,
      partnerOfRecord: 'unknown',
      externalId: '',
      note: '',
      state: 'active',
      source: 'hand',
      sourceId: null,
      convertedTo: null,
      notice: [],
      createdAt: at,
      updatedAt: at,
      ...base,
    }
  })

const contact = { name: 'Aslak Berg', email: 'aslak@nordlys-it.example', phone: '+47 77 00 00 01' }

/** Two service requests, one of which Microsoft waits for an answer to. */
export function exampleRequests(today: string): ServiceRequest[] {
  const at = (days: number) => `${addDays(today, -days)}T10:00:00.000Z`
  const request = (
    n: number,
    customer: number,
    title: string,
    description: string,
    state: ServiceRequest['state'],
    age: number,
  ): ServiceRequest => ({
    id: `example-request-${n}`,
    customerId: `example-customer-${customer + 1}`,
    title,
    description,
    severity: 'moderate',
    platform: 'microsoft365',
    product: 'Exchange Online',
    contact,
    state,
    number: `2611${n}00412`,
    notes: [],
    createdAt: at(age),
    createdBy: exampleUserId,
    sentAt: at(age),
    closedAt: state === 'closed' ? at(age - 2) : null,
    updatedAt: at(age - 1),
  })
  return [
    request(
      1,
      3,
      'Incoming e-mail delayed',
      'E-mail from outside has been arriving up to an hour late since Monday.',
      'attentionNeeded',
      3,
    ),
    request(
      2,
      7,
      'Shared mailbox cannot be opened',
      'Users get an error when they open the reception’s shared mailbox.',
      'closed',
      20,
    ),
  ]
}

/** A template made of an offer. */
export const exampleTemplate = ({ binding: { terms } }: Version, at: string): Template => ({
  id: 'example-template-1',
  name: 'Standardpakke',
  audience: 'one',
  officeId: 'office-1',
  terms,
  updatedAt: at,
})
