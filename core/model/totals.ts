import type { Line } from '#core/model/terms.ts'

/** Months of a term. */
export const termMonths = { P1M: 1, P1Y: 12, P3Y: 36 } as const

/** How a period of so many months is spoken of. */
export const periodOf = (months: number) =>
  months === 1 ? 'perMonth' : months === 12 ? 'perYear' : 'forYears'

export type Total = { months: number; amount: number }

/**
 * What an offer costs, added up per period: sums of different periods are
 * never mixed. Lines without a price count for nothing, so a caller shows a
 * total only together with the lines.
 *
 * @param counts chosen licences by line id; the offered count where absent
 * @returns amounts in the currency's smallest unit, shortest period first
 */
export function totals(
  lines: readonly Pick<Line, 'id' | 'count' | 'term' | 'price'>[],
  counts: ReadonlyMap<string, number> = new Map(),
): Total[] {
  const sums = new Map<number, number>()
  for (const each of lines) {
    if (!each.price) continue
    const period = each.price.per === 'month' ? 1 : each.price.per === 'year' ? 12 : termMonths[each.term]
    sums.set(period, (sums.get(period) ?? 0) + each.price.amount * (counts.get(each.id) ?? each.count))
  }
  return [...sums].map(([period, amount]) => ({ months: period, amount })).sort((a, b) => a.months - b.months)
}
