import { endOfDay } from '#core/clock/clock.ts'
import { exampleCompany, exampleWorkspaceName } from '#core/exchange/example/data.ts'
import { exampleVersion, furtherPlan, plans } from '#core/exchange/example/offers.ts'
import type { Offer } from '#core/model/offer.ts'
import { lineOf, presentationOf, publicationOf, writePublication } from '#core/publication/project.ts'
import type { OfferLine } from '#core/publication/publication.ts'

/**
 * A publication of the example's partner with exactly `count` offers: those of
 * the example workspace first, then any number for measuring. The same
 * arguments give the same bytes, and the one with a further offer holds all
 * of these.
 *
 * @param today `YYYY-MM-DD`, the day that the dates lie around
 */
export async function examplePublication(count: number, today: string): Promise<string> {
  const now = Date.parse(endOfDay(today, 'Europe/Oslo')) - 1
  const lines: OfferLine[] = []
  for (let index = 0; index < count; index++) {
    const made = plans[index] ?? furtherPlan(index)
    const version = await exampleVersion(made, today)
    const newest = plans.find((each) => each.before === made.key)
    const code = newest ? (await exampleVersion(newest, today)).code : version.code
    lines.push(lineOf(version, { audience: made.audience, code } as Offer, now))
  }
  const company = presentationOf(exampleCompany(`${today}T08:00:00.000Z`))
  return writePublication(publicationOf(exampleWorkspaceName, 1, company, lines))
}

/** How many versions the example workspace itself has. */
export const exampleSize = plans.length
