import type { Grant, Line, Terms } from '#core/model/terms.ts'

/** What delegated administration is offered: alone, or beside products; null for none. */
export const grantOf = (terms: Terms): Grant | null =>
  terms.kind === 'delegation' ? terms.grant : terms.delegation

/** What the customer is asked about beside products; null where delegated administration is the offer itself. */
export const askedGrant = (terms: Terms): Grant | null =>
  terms.kind === 'delegation' ? null : terms.delegation

/** The products that are offered, in the order of the offer. */
export function productsOf(terms: Terms): Line['product'][] {
  if (terms.kind === 'purchase') return terms.lines.map(({ product }) => product)
  return terms.kind === 'trial' ? [terms.product] : []
}
