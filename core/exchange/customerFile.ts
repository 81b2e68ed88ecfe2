import { cellOf, headersShown, rowFaults, type Table } from '#core/exchange/csv.ts'
import { Problem, type FieldFault } from '#core/model/problem.ts'

/** What a row of a customer list says; empty where it says nothing. */
export type CustomerRow = Readonly<{
  number: number
  tenantId: string
  name: string
  domains: readonly string[]
  contact: string
  email: string
  phone: string
  street: string
  postalCode: string
  city: string
  country: string
  alias: string
  tags: readonly string[]
  note: string
  /** What is wrong with the row itself. */
  faults: readonly FieldFault[]
}>

/** Headers as Partner Center, Microsoft Graph, CIPP and people's own lists name them. */
const columns = {
  tenantId: [
    'Microsoft ID',
    'Microsoft-ID',
    'Customer ID',
    'Tenant ID',
    'Tenant-ID',
    'Leietaker-ID',
    'Kunde-ID',
  ],
  name: [
    'Company name',
    'Customer name',
    'Display name',
    'Name',
    'Customer',
    'Firmanavn',
    'Kundenavn',
    'Navn',
    'Kunde',
    'Firma',
  ],
  domain: [
    'Primary domain name',
    'Default domain name',
    'Customer domain name',
    'Domain name',
    'Domain',
    'Domains',
    'Primærdomene',
    'Domene',
    'Domener',
  ],
  contact: ['Contact', 'Contact name', 'Kontakt', 'Kontaktperson'],
  email: ['E-mail', 'Email', 'Email address', 'E-post', 'Epostadresse'],
  phone: ['Phone', 'Telephone', 'Phone number', 'Telefon', 'Tlf'],
  street: ['Address', 'Street', 'Street address', 'Adresse', 'Gateadresse'],
  postalCode: ['Postal code', 'ZIP', 'Zip code', 'Postnummer', 'Postnr'],
  city: ['City', 'Town', 'Poststed', 'By'],
  country: ['Country', 'Country code', 'Land', 'Landkode'],
  alias: ['Alias', 'Aliases', 'Also known as', 'Kortnavn'],
  tags: ['Tags', 'Tag', 'Groups', 'Merkelapper', 'Etiketter'],
  note: ['Note', 'Notes', 'Comment', 'Notat', 'Merknad'],
} as const

const split = (cell: string) => cell.split(/[\s,;|]+/).filter(Boolean)

/**
 * Rows of a customer list.
 *
 * @throws Problem `tableColumns` when there is neither a name nor a Microsoft ID to go by
 */
export function readCustomerRows({ headers, rows }: Table): CustomerRow[] {
  const found = (names: readonly string[]) => rows.some(({ cells }) => cellOf(cells, names) !== '')
  if (!found(columns.name) && !found(columns.tenantId))
    throw new Problem('tableColumns', {
      headers: headersShown(headers),
      wanted: 'Company name, Microsoft ID',
    })
  return rows.map(({ number, cells, extra }) => {
    const cell = (names: readonly string[]) => cellOf(cells, names)
    return {
      number,
      tenantId: cell(columns.tenantId).toLowerCase(),
      name: cell(columns.name),
      domains: split(cell(columns.domain).toLowerCase()),
      contact: cell(columns.contact),
      email: cell(columns.email),
      phone: cell(columns.phone),
      street: cell(columns.street),
      postalCode: cell(columns.postalCode),
      city: cell(columns.city),
      country: cell(columns.country).toUpperCase(),
      alias: cell(columns.alias),
      tags: cell(columns.tags)
        .split(/[,;|]/)
        .map((tag) => tag.trim())
        .filter(Boolean),
      note: cell(columns.note),
      faults: rowFaults(extra),
    }
  })
}
