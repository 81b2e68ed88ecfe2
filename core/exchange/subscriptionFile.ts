import { products } from '#core/catalog/products.ts'
import { cellOf, headersShown, readDate, rowFaults, type Table } from '#core/exchange/csv.ts'
import { fold } from '#core/locale/fold.ts'
import { readNumber } from '#core/locale/numbers.ts'
import { Problem } from '#core/model/problem.ts'
import type { FieldFault, FieldRule } from '#core/model/problem.ts'
import type { Subscription, SubscriptionState } from '#core/model/subscription.ts'

/** What is wrong with a row or one of its cells, and what the cell says. */
type CellFault = FieldFault & Readonly<{ cell?: string }>

/** What a row of a subscription list says; null or empty where it says nothing. */
export type SubscriptionRow = Readonly<{
  number: number
  tenantId: string
  customer: string
  domain: string
  externalId: string
  product: string
  licences: number | null
  state: SubscriptionState | null
  startsOn: string | null
  endsOn: string | null
  term: Subscription['term']
  billing: Subscription['billing'] | null
  trial: boolean | null
  autoRenew: boolean | null
  partnerOfRecord: Subscription['partnerOfRecord'] | null
  /** What is wrong with the row itself, and cells that could not be read. */
  faults: readonly CellFault[]
}>

/** Headers of Partner Center's export for one customer, its reconciliation files, Graph, and people's own lists. */
const columns = {
  tenantId: ['Microsoft ID', 'Customer ID', 'Tenant ID', 'Kunde-ID'],
  customer: ['Customer name', 'Company name', 'Customer', 'Kundenavn', 'Kunde', 'Firmanavn'],
  domain: ['Customer domain name', 'Primary domain name', 'Domain', 'Domene'],
  externalId: ['Subscription ID', 'Commerce subscription ID', 'Abonnements-ID'],
  product: [
    'Subscription',
    'Subscription name',
    'Product title',
    'Product name',
    'Product',
    'Offer name',
    'Sku name',
    'Sku part number',
    'Produkt',
    'Abonnement',
  ],
  licences: ['Quantity', 'Total licenses', 'Licenses', 'Licences', 'Antall', 'Lisenser', 'Billable quantity'],
  state: ['Status', 'State', 'Tilstand'],
  startsOn: ['Subscription start date', 'Start date', 'Start', 'Created date time', 'Startdato', 'Fra'],
  endsOn: [
    'Subscription end date',
    'Renewal date',
    'End date',
    'Next lifecycle date time',
    'Commitment end date',
    'Sluttdato',
    'Fornyes',
    'Til',
  ],
  term: ['Term duration', 'Term', 'Term and billing cycle', 'Bindingstid', 'Periode'],
  billing: [
    'Billing frequency',
    'Billing cycle type',
    'Billing cycle',
    'Billing',
    'Fakturering',
    'Term and billing cycle',
  ],
  trial: ['Is trial', 'Trial', 'Prøve', 'Prøveabonnement'],
  autoRenew: ['Auto renew', 'Auto renew enabled', 'Fornyes automatisk'],
  partnerOfRecord: ['Partner of record', 'Registrert partner', 'POR'],
} as const

const yes = /^(yes|true|1|ja|sann|x)$/i
const no = /^(no|false|0|nei|usann)$/i

const states: readonly (readonly [RegExp, SubscriptionState])[] = [
  [/^(active|enabled|aktiv|aktivt)$/i, 'active'],
  [/^(pending|venter|pendingactivation)$/i, 'pending'],
  [/^(suspended|disabled|warning|lockedout|stanset|suspendert)$/i, 'suspended'],
  [/^(expired|utløpt)$/i, 'expired'],
  [/^(deleted|cancel(l)?ed|slettet|avsluttet|kansellert)$/i, 'deleted'],
]

const terms: readonly (readonly [RegExp, Subscription['term']])[] = [
  [/p3y|3[ -]?(year|år)|three/i, 'P3Y'],
  [/p1y|1[ -]?(year|år)|one[ -]year|annual|årlig|year/i, 'P1Y'],
  [/p1m|1[ -]?(month|måned)|one[ -]month|monthly|månedlig|month/i, 'P1M'],
]

const firstOf = <T>(cell: string, table: readonly (readonly [RegExp, T])[]): T | null =>
  table.find(([pattern]) => pattern.test(cell.replace(/_/g, '')))?.[1] ?? null
const bool = (cell: string) => (yes.test(cell) ? true : no.test(cell) ? false : null)

/**
 * Rows of a subscription list.
 *
 * @throws Problem `tableColumns` when there is no product or no number of licences to go by
 */
export function readSubscriptionRows({ headers, rows }: Table): SubscriptionRow[] {
  const found = (names: readonly string[]) => rows.some(({ cells }) => cellOf(cells, names) !== '')
  if (!found(columns.product) || !found(columns.licences))
    throw new Problem('tableColumns', { headers: headersShown(headers), wanted: 'Subscription, Quantity' })
  return rows.map(({ number, cells, extra }) => {
    const cell = (names: readonly string[]) => cellOf(cells, names)
    const faults: CellFault[] = [...rowFaults(extra)]
    const read = <T>(field: string, rule: FieldRule, typed: string, value: T | null): T | null => {
      if (typed !== '' && value === null) faults.push({ path: field, rule, cell: typed.slice(0, 40) })
      return value
    }
    const own = cell(columns.partnerOfRecord)
    const cycle = cell(columns.billing)
    return {
      number,
      tenantId: cell(columns.tenantId).toLowerCase(),
      customer: cell(columns.customer),
      domain: cell(columns.domain).toLowerCase(),
      externalId: cell(columns.externalId).toLowerCase(),
      product: cell(columns.product),
      licences: read('licences', 'whole', cell(columns.licences), readNumber(cell(columns.licences))),
      state: read('state', 'choice', cell(columns.state), firstOf(cell(columns.state), states)),
      startsOn: read('startsOn', 'date', cell(columns.startsOn), readDate(cell(columns.startsOn))),
      endsOn: read('endsOn', 'date', cell(columns.endsOn), readDate(cell(columns.endsOn))),
      term: firstOf(cell(columns.term), terms),
      billing: /month|måned/i.test(cycle) ? 'monthly' : /annual|year|år/i.test(cycle) ? 'annual' : null,
      trial: bool(cell(columns.trial)) ?? (/trial|prøve/i.test(cell(columns.product)) || null),
      autoRenew: bool(cell(columns.autoRenew)),
      partnerOfRecord:
        own === ''
          ? null
          : yes.test(own) || /^own$/i.test(own)
            ? 'own'
            : no.test(own) || /^other$/i.test(own)
              ? 'other'
              : 'unknown',
      faults,
    }
  })
}

const key = (text: string) => fold(text).replace(/[^\p{L}\p{N}]/gu, '')
const byName = new Map(
  products.flatMap(
    (product) =>
      [
        [key(product.name), product],
        [key(product.partNumber), product],
      ] as const,
  ),
)

/** The catalog's product of that name or part number, or the name alone. */
export function productNamed(name: string): Subscription['product'] {
  const product = byName.get(key(name))
  return product ? { skuId: product.skuId, name: product.name } : { skuId: null, name }
}
