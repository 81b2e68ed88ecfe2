import { findProduct } from '#core/catalog/products.ts'
import { addDays } from '#core/clock/clock.ts'
import { exampleLogo } from '#core/exchange/example/logo.ts'
import { companyDefaults, type Company } from '#core/model/company.ts'
import { newCustomer, type Customer } from '#core/model/customer.ts'

/** The example's partner, an invented firm. Its telephone number and domains are of the kinds reserved for examples. */

export const exampleWorkspaceName = '00000000-0000-4000-8000-00006578616d'
export const exampleUserId = 'example-user-1'

/** Opens the example's vault. It protects nothing: the reply key below is public. */
export const examplePassphrase = 'nordlys-eksempel'

/** The example's reply key, fixed so that answers to its published pages can be opened in every browser that loads it. */
export const exampleReplyKey: Readonly<JsonWebKey> = {
  kty: 'EC',
  crv: 'P-256',
  x: 'Xr6WDkWKi9XXNDDYlykOr8GqzX4l4YOrCZERX9fqxe0',
  y: 'FOL6gRW5QWBVPxbMuZm3SLVcsPgWpP_yOYknaCVRoGE',
  d: 'N38I7qoBJ8MsrhNSytIjeesZ0TYwTBPU2k0Jtg8hBLI',
}

/** The example's company. @param now the instant at which its facts were verified */
export const exampleCompany = (now: string): Company => ({
  id: 'company',
  name: 'Nordlys IT AS',
  country: 'NO',
  offices: [
    { id: 'office-1', name: 'Tromsø', partnerId: '4839201' },
    { id: 'office-2', name: 'Bodø', partnerId: '5120386' },
  ],
  cloud: 'worldwide',
  selling: 'indirect',
  authorisations: { subscriptionAdvisor: false, delegatedAdministration: true, serviceProvider: true },
  email: 'post@nordlys-it.example',
  phone: '+47 77 00 00 00',
  website: 'https://nordlys-it.example',
  siteAddress: 'http://localhost:4321',
  logo: exampleLogo,
  colour: '#1f6f8b',
  language: 'nb',
  timeZone: 'Europe/Oslo',
  currency: 'NOK',
  vatIncluded: false,
  validDays: 30,
  ...companyDefaults,
  domains: ['nordlys-it.example'],
  tenantId: '5e0c1f2a-7b3d-4a58-9f61-0c2d8e4b7a10',
  verified: { at: now, by: exampleUserId },
})

type CustomerRow = readonly [
  name: string,
  domain: string,
  contact: string,
  language: Customer['language'],
  note?: string,
]

const rows: readonly CustomerRow[] = [
  [
    'Fjord Bygg AS',
    'fjordbygg.example',
    'Kari Solberg',
    'nb',
    'Bygger om kontoret og vil ha alle ansatte på samme abonnement.',
  ],
  ['Havna Regnskap AS', 'havna-regnskap.example', 'Ola Berntsen', 'nb'],
  ['Tind Elektro AS', 'tind-elektro.example', 'Silje Moen', 'nb'],
  ['Lofoten Sjømat AS', 'lofoten-sjomat.example', 'Jonas Hagen', 'nb'],
  ['Bryggen Hotell AS', 'bryggen-hotell.example', 'Ingrid Bakken', 'nb'],
  ['Varden Eiendom AS', 'varden-eiendom.example', 'Per Nygård', 'nb'],
  [
    'Polar Expeditions Ltd',
    'polar-expeditions.example',
    'Emma Wright',
    'en',
    'Office in Longyearbyen. All correspondence in English.',
  ],
  ['Solsiden Tannlegesenter', 'solsiden-tannlege.example', 'Anne Lie', 'nb'],
  ['Ålesund Verft AS', 'alesund-verft.example', 'Morten Ås', 'nb'],
  ['Myrland Gård DA', 'myrland-gard.example', 'Tone Myrland', 'nb'],
  ['Snøhetta Sport AS', 'snohetta-sport.example', 'Håkon Lunde', 'nb'],
  ['Arctic Data Centre AS', 'arctic-dc.example', 'Lars Petersen', 'en'],
]

/** Its twelve customers. @param today `YYYY-MM-DD`; they were added in the months before */
export const exampleCustomers = (today: string): Customer[] =>
  rows.map(([name, domain, contact, language, note], index) => ({
    id: `example-customer-${index + 1}`,
    ...newCustomer(name, 'NO', language),
    // The tenant's first domain has no dash.
    domains: [domain, `${domain.split('.')[0]!.replaceAll('-', '')}.onmicrosoft.com`],
    contacts: [
      {
        id: `example-contact-${index + 1}`,
        name: contact,
        email: `${contact.split(' ')[0]!.toLowerCase().replace('å', 'a')}@${domain}`,
        phone: `+47 77 00 00 ${String(index + 10)}`,
      },
    ],
    tags: index % 4 === 0 ? ['Nøkkelkunde'] : index % 3 === 0 ? ['Reiseliv'] : [],
    tenantId: `0f8fad5b-d9cb-469f-a165-${String(70_867_728_950 + index * 7919).padStart(12, '0')}`,
    favourite: index < 2,
    note: note ?? '',
    ...delegationOf(index, today),
    createdAt: `${addDays(today, -200 + index * 11)}T08:00:00.000Z`,
  }))

/** Delegation in several states: two in force, one of them about to end, one waiting for approval, one just asked for. */
function delegationOf(index: number, today: string): Pick<Customer, 'delegation' | 'relationship'> {
  const relationship = {
    name: 'Nordlys IT drift',
    days: 365,
    requestedOn: null,
    activatedOn: null,
    endsOn: null,
    autoExtend: false,
  }
  const running = (since: number) => ({
    delegation: 'active' as const,
    relationship: {
      ...relationship,
      activatedOn: addDays(today, -since),
      endsOn: addDays(today, 365 - since),
    },
  })
  if (index === 3) return running(120)
  if (index === 7) return running(348)
  if (index === 8)
    return {
      delegation: 'approvalPending',
      relationship: { ...relationship, requestedOn: addDays(today, -80) },
    }
  if (index === 4)
    return { delegation: 'requested', relationship: { ...relationship, requestedOn: addDays(today, -4) } }
  return { delegation: 'none', relationship: null }
}

/** Products of the example with a price for one licence and month, in øre. Invented, near what such licences cost. */
const priced: readonly (readonly [skuId: string, price: number])[] = [
  ['a3f586b6-8cce-4d9b-99d6-55238397f77a', 22_900],
  ['ffa3a2a0-3820-462a-aa81-8a4d741f0cba', 13_400],
  ['b1f3042b-a390-4b56-ab61-b88e7e767a97', 6_400],
  ['7e74bd05-2c47-404e-829a-ba95c66fe8e5', 5_500],
  ['639dec6b-bb19-468b-871c-c5c441c4b0cb', 31_900],
  ['5e1e7702-a2b7-4360-8d07-2f515792896f', 3_200],
  ['05e9a617-0261-4cee-bb44-138d3ef5d965', 41_500],
  ['e43b5b99-8dfb-405f-9987-dc307f34bcbd', 10_500],
]

/** The product and its price, around the list for any number. */
export function pricedProduct(index: number) {
  const [skuId, price] = priced[index % priced.length]!
  return { product: findProduct(skuId)!, price }
}

/** Products that can be tried. */
export const trialSkus = [
  'a3f586b6-8cce-4d9b-99d6-55238397f77a',
  'ffa3a2a0-3820-462a-aa81-8a4d741f0cba',
  '078d2b04-f1bd-4111-bbd4-b4b1b354cef4',
  '061f9ace-7d42-4136-88ac-31dc755f143f',
] as const

export const messages = {
  nb: [
    'Hei!\n\nSom avtalt på telefon får dere her tilbudet vårt. Ring oss gjerne hvis noe er uklart.',
    'Takk for en hyggelig prat forrige uke. Her er tilbudet vi snakket om.',
    '',
  ],
  en: [
    'Hello,\n\nAs agreed, here is our offer. Please call us if anything is unclear.',
    'Thank you for your time last week. Here is the offer we talked about.',
    '',
  ],
} as const
