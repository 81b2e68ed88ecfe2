import type { CustomerRow } from '#core/exchange/customerFile.ts'
import { nameKey } from '#core/locale/fold.ts'
import { newId } from '#core/model/bytes.ts'
import type { Company } from '#core/model/company.ts'
import { customerInput, newCustomer, type Customer, type CustomerInput } from '#core/model/customer.ts'
import { ownFaults } from '#core/workspace/customers.ts'
import {
  changesOf,
  checked,
  customerShownFields,
  directoryOf,
  doubtOf,
  effectOf,
  repeated,
  type Directory,
  type ImportRow,
} from '#core/workspace/importPlan.ts'

/** A customer with what a row adds: lists grow, single facts are replaced, and nothing is emptied. */
export function mergeCustomer(before: CustomerInput, row: CustomerRow): CustomerInput {
  // An e-mail address tells people apart; a name does only where there is no address.
  const known = before.contacts.some(({ name, email }) =>
    row.email ? email.toLowerCase() === row.email.toLowerCase() : name === row.contact,
  )
  const adds = (row.email !== '' || row.contact !== '') && !known
  const { domains, contacts, aliases, tags, address } = before
  return {
    ...before,
    name: row.name || before.name,
    tenantId: row.tenantId || before.tenantId,
    domains: [...new Set([...domains, ...row.domains])],
    contacts: adds
      ? [...contacts, { id: newId(), name: row.contact || row.email, email: row.email, phone: row.phone }]
      : contacts,
    aliases: row.alias && !aliases.includes(row.alias) ? [...aliases, row.alias] : aliases,
    tags: [...new Set([...tags, ...row.tags])],
    address: {
      street: row.street || address.street,
      postalCode: row.postalCode || address.postalCode,
      city: row.city || address.city,
    },
    country: row.country || before.country,
    note: row.note || before.note,
  }
}

function planCustomer(
  row: CustomerRow,
  all: Directory,
  company: Company,
  twice: boolean,
): ImportRow<CustomerInput> {
  // Microsoft's own rule: a domain may be blank or move, so the tenant comes first.
  const byTenant = all.byTenant(row.tenantId)
  const byDomain = row.domains.map(all.byDomain).find(Boolean)
  const byName = all.byName(nameKey(row.name))
  const target = byTenant ?? byDomain ?? byName
  const base = target ?? newCustomer('', company.country, company.language)
  const merged = mergeCustomer(base, row)
  const { value, faults: wrong } = checked(customerInput, merged)
  const faults = [...row.faults, ...wrong, ...(value ? ownFaults(company, value) : [])]
  const changes = changesOf<CustomerInput>(target ?? {}, value ?? merged, customerShownFields)
  const doubt = doubtOf([
    ['invalid', faults.length],
    ['twiceInFile', twice],
    ['twoMatches', byTenant && byDomain && byTenant.id !== byDomain.id],
    ['twoMatches', !byTenant && row.tenantId && byDomain?.tenantId && byDomain.tenantId !== row.tenantId],
    ['sameName', !byTenant && !byDomain && byName && (row.tenantId || row.domains.length)],
  ])
  return {
    number: row.number,
    title: row.name || row.tenantId,
    effect: effectOf(doubt, !target, changes),
    doubt,
    faults,
    changes,
    target: target?.id ?? null,
    customerId: null,
    input: faults.length ? null : value,
  }
}

/** What each row of a customer list would do. @param onRow called after each */
export function planCustomers(
  rows: readonly CustomerRow[],
  customers: readonly Customer[],
  company: Company,
  onRow: () => void,
): ImportRow<CustomerInput>[] {
  const all = directoryOf(customers)
  const twice = repeated(rows, (row) => row.tenantId || row.domains[0] || nameKey(row.name))
  return rows.map((row) => {
    const planned = planCustomer(row, all, company, twice.has(row))
    onRow()
    return planned
  })
}
