import { addDays } from '#core/clock/clock.ts'
import { lastDayOf } from '#core/clock/subscription.ts'
import { exampleUserId, pricedProduct } from '#core/exchange/example/data.ts'
import { exampleVersion, furtherPlan } from '#core/exchange/example/offers.ts'
import { fold } from '#core/locale/fold.ts'
import type { Activity, ActivityAction } from '#core/model/activity.ts'
import { newCustomer, type Customer } from '#core/model/customer.ts'
import type { Offer, Version } from '#core/model/offer.ts'
import type { Recipient, RecipientState } from '#core/model/recipient.ts'
import type { Subscription } from '#core/model/subscription.ts'

/**
 * Records of the example's kind, in any number. The same number gives the
 * same record, and a small workspace is the beginning of a large one.
 */

/** What a size means: so many customers and offers each, and log lines for each customer. */
export const linesEach = 10
export const recipientsEach = 3

/** A seeded generator of numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Random = () => number

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!

const hex = (random: Random, digits: number) =>
  Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('')

const uuid = (random: Random) =>
  `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`

/** Each kind of record has seeds of its own. */
const random = (kind: number, n: number) => seeded(n * 16 + kind)
/** An id as `newId` gives them: it begins with its time. */
const idAt = (ms: number, from: Random) => {
  const time = ms.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${uuid(from).slice(15)}`
}
/** One record is made every 40 seconds. */
const apart = 40_000
const idOf = (kind: number, n: number) => idAt(Date.UTC(2025, 0) + n * apart, random(kind, n))

export const customerId = (n: number) => idOf(0, n)
const offerId = (n: number) => idOf(1, n)

const words = (text: string) => text.split(' ')

const firsts = words(
  'Fjord Havna Tind Lofoten Bryggen Varden Polar Solsiden Myrland Snøhetta Nordlys Vestkysten Østre Søndre Midnattsol Fagerli Granlund Bjørke Kvaløya Svart Blåfjell Breidablikk Elvebakken Fossen Gammelgård Heimdal Innlandet Jotun Kyst Lyng Mjøs Nidar Oter Rein Sjø Skog Storfjord Sørlandet Trollheim Ulriken Vidda Åsgard Ørn Nygård Solberg Hauge Strand Lund Berg Dal',
)
const trades = words(
  'Bygg Regnskap Elektro Sjømat Hotell Eiendom Sport Verft Gård Rør Transport Data Legesenter Tannlegesenter Advokat Arkitekter Maskin Auto Bakeri Blomster Interiør Klima Konsult Laboratorium Lager Maler Mekanisk Møbel Optikk Planteskole Reklame Renhold Reise Sveis Taksering Tekstil Trelast Trykkeri Ventilasjon Vekst',
)
const towns = words(
  'Oslo Bergen Trondheim Stavanger Tromsø Bodø Ålesund Kristiansand Drammen Fredrikstad Sandnes Sarpsborg Skien Moss Hamar Lillehammer Gjøvik Molde Kristiansund Haugesund Arendal Tønsberg Larvik Sandefjord Porsgrunn Kongsberg Horten Harstad Narvik Alta Hammerfest Kirkenes Vadsø Mosjøen Steinkjer Levanger Namsos Førde Sogndal Voss Odda Stord Egersund Mandal Grimstad Røros Elverum Otta Geilo Lom',
)
const forms = ['AS', 'AS', 'AS', 'AS', 'DA', 'ANS', 'SA', 'ASA']
const givenNames = words(
  'Kari Ola Silje Jonas Ingrid Per Emma Anne Morten Tone Håkon Lars Marte Aslak Henriette Trond Bjørn Astrid Sindre Ragnhild Øyvind Åse Magnus Solveig Eirik Hanne Knut Liv Petter Sunniva Terje Vilde Yngve Camilla Dag Eli Frode Grete Hilde Ivar',
)
const surnames = words(
  'Solberg Berntsen Moen Hagen Bakken Nygård Wright Lie Ås Myrland Lunde Petersen Nordvik Berg Vik Johansen Hansen Olsen Larsen Andersen Nilsen Kristiansen Jensen Karlsen Eriksen Haugen Dahl Halvorsen Strand Iversen Gundersen Fossum Brekke Sæther Ødegård Aune Tveit Rønning Sandvik Knutsen',
)
const tags = ['Nøkkelkunde', 'Reiseliv', 'Bygg og anlegg', 'Helse', 'Offentlig', 'Ny']

const ascii = (text: string) => fold(text).replace(/[^a-z0-9]+/g, '-')

export type Named = Readonly<{
  name: string
  domain: string
  person: string
  email: string
  phone: string
  tenantId: string
}>

/** What a customer is known by. */
export function named(n: number): Named {
  const from = random(2, n)
  const stem = `${pick(from, firsts)} ${pick(from, trades)} ${pick(from, towns)}`
  // Of two firms with the same name one has a number in its domain, as in the world.
  const domain = `${ascii(stem)}${from() < 0.3 ? `-${Math.floor(from() * 1000)}` : ''}.example`
  const person = `${pick(from, givenNames)} ${pick(from, surnames)}`
  return {
    name: `${stem} ${pick(from, forms)}`,
    domain,
    person,
    email: `${ascii(person).replace('-', '.')}@${domain}`,
    phone: `+47 77 ${String(Math.floor(from() * 1_000_000)).padStart(6, '0')}`,
    tenantId: uuid(random(8, n)),
  }
}

function delegationOf(from: Random, today: string): Pick<Customer, 'delegation' | 'relationship'> {
  const kind = from()
  const age = Math.floor(from() * 360)
  const relationship = {
    name: 'Nordlys IT drift',
    days: 365,
    requestedOn: null,
    activatedOn: null,
    endsOn: null,
    autoExtend: from() < 0.5,
  }
  if (kind < 0.4) return { delegation: 'none', relationship: null }
  if (kind < 0.45)
    return {
      delegation: 'requested',
      relationship: { ...relationship, requestedOn: addDays(today, -(age % 90)) },
    }
  return {
    delegation: 'active',
    relationship: {
      ...relationship,
      activatedOn: addDays(today, -age),
      endsOn: addDays(today, 365 - age),
    },
  }
}

/** A customer. @param today `YYYY-MM-DD`, the day that dates lie around */
export function customerOf(n: number, today: string): Customer {
  const from = random(3, n)
  const { name, domain, person, email, phone, tenantId } = named(n)
  return {
    id: customerId(n),
    ...newCustomer(name, 'NO', 'nb'),
    domains: [domain, `${domain.split('.')[0]!.replaceAll('-', '')}.onmicrosoft.com`],
    contacts: [{ id: uuid(from), name: person, email, phone }],
    aliases: from() < 0.2 ? [`${name.slice(0, 3).toUpperCase()}${n}`] : [],
    tags: from() < 0.3 ? [pick(from, tags)] : [],
    tenantId,
    favourite: n < 5,
    ...delegationOf(from, today),
    createdAt: `${addDays(today, -200 - (n % 800))}T08:00:00.000Z`,
  }
}

/** What customers have done with an offer that can still be answered, and with one that is over. */
const openStates: readonly RecipientState[] = ['sent', 'sent', 'toSend', 'accepted', 'sent', 'declined']
const overStates: readonly RecipientState[] = ['accepted', 'sent', 'declined', 'acceptedWithChanges']

/** An offer with its version and its recipients. @param customers so many there are */
export async function offerOf(
  n: number,
  customers: number,
  today: string,
): Promise<{ offer: Offer; version: Version; recipients: Recipient[] }> {
  const from = random(4, n)
  const id = offerId(n)
  // A tenth can still be answered, and of these a few wait to be published.
  const age = Math.floor(from() * 300)
  const state = n % 400 === 3 ? 'ready' : n % 50 === 7 ? 'withdrawn' : 'published'
  const made = {
    ...furtherPlan(n),
    key: `bench-${n}`,
    age: state === 'ready' ? 0 : age,
    state,
    audience: 'several',
  } as const
  const version = { ...(await exampleVersion(made, today)), offerId: id }
  const { frozenAt, code } = version
  const updatedAt = new Date(Date.parse(frozenAt) + Math.floor(from() * 86_400_000)).toISOString()
  const states = age < made.valid ? openStates : overStates
  const to = [n, n * 7 + 1, n * 13 + 2].map((each) => each % customers)
  return {
    version,
    offer: {
      id,
      kind: made.kind,
      audience: made.audience,
      officeId: 'office-1',
      createdAt: frozenAt,
      createdBy: exampleUserId,
      version: 1,
      code,
      updatedAt,
    },
    recipients: [...new Set(to)].map((customer, index) => {
      const recipientState = state === 'ready' ? 'toSend' : pick(from, states)
      const isSent = recipientState !== 'toSend'
      return {
        id: idOf(7, n * recipientsEach + index),
        offerId: id,
        customerId: customerId(customer),
        token: hex(from, 16),
        state: recipientState,
        sentCode: isSent ? code : null,
        sentAt: isSent ? updatedAt : null,
        updatedAt,
      }
    }),
  }
}

/** A customer's subscription. */
export function subscriptionOf(n: number, today: string): Subscription {
  const from = random(5, n)
  const { product } = pricedProduct(n)
  const startsOn = addDays(today, -Math.floor(from() * 364))
  const at = `${startsOn}T09:00:00.000Z`
  const pending = from() < 0.01
  return {
    id: idOf(5, n),
    customerId: customerId(n),
    product: { skuId: product.skuId, name: product.name },
    licences: 1 + Math.floor(from() * 60),
    trial: false,
    term: 'P1Y',
    billing: 'annual',
    startsOn: pending ? null : startsOn,
    endsOn: pending ? null : lastDayOf({ trial: false, term: 'P1Y' }, startsOn),
    autoRenew: from() < 0.7,
    partnerOfRecord: 'own',
    externalId: uuid(from),
    note: '',
    state: pending ? 'pending' : 'active',
    source: 'import',
    sourceId: null,
    convertedTo: null,
    notice: [],
    createdAt: at,
    updatedAt: at,
  }
}

const actions: readonly ActivityAction[] = [
  'customerAdded',
  'offerFrozen',
  'linkCopied',
  'replyReceived',
  'replyConfirmed',
  'subscriptionAdded',
  'subscriptionActivated',
  'customerChanged',
  'mailPrepared',
  'delegationMoved',
]

/** A line of the log. @param customers so many there are, and offers */
export function activityOf(n: number, customers: number, today: string): Activity {
  const from = random(6, n)
  // Who comes to somebody again has been with others in between.
  const customer = (n * 7919) % customers
  const at = Date.parse(`${today}T06:00:00.000Z`) - (customers * linesEach - n) * apart
  return {
    id: idAt(at, from),
    at: new Date(at).toISOString(),
    by: from() < 0.7 ? exampleUserId : 'example-user-2',
    action: actions[n % actions.length]!,
    offerId: offerId(customer),
    customerId: customerId(customer),
    detail: {},
  }
}

/** A customer list of so many firms that no workspace of ours has yet, as CSV. */
export function customerList(rows: number): string {
  const first = 10_000_000
  const lines = Array.from({ length: rows }, (_, index) => {
    const { name, domain, person, email, phone, tenantId } = named(first + index)
    return [name, domain, person, email, phone, tenantId].join(';')
  })
  return ['Company name;Domain;Contact;E-mail;Phone;Microsoft ID', ...lines].join('\n')
}

/**
 * What is searched for, typed letter by letter: a word that most have, common
 * and rare ones, two and three words, part of a domain, a person, digits of a
 * tenant, a tag, and nothing. The first customers of every size are among it.
 */
export const searches = (): readonly string[] => {
  const [one, two, three] = [named(3), named(17), named(42)]
  const text = (name: string, count: number) => name.split(' ').slice(0, count).join(' ').toLowerCase()
  return [
    'as',
    'fjord',
    'regnskap',
    text(one.name, 2),
    text(two.name, 3),
    three.domain.slice(0, 14),
    two.person.toLowerCase(),
    one.tenantId.slice(0, 8),
    'nøkkel',
    'qxzwv',
  ]
}
