import { endOfDay } from '#core/clock/clock.ts'
import { exampleCompany, exampleWorkspaceName } from '#core/exchange/example/data.ts'
import { exampleVersion, plans } from '#core/exchange/example/offers.ts'
import { sha256, utf8 } from '#core/model/bytes.ts'
import { codeFromBytes } from '#core/model/code.ts'
import { groupCode } from '#core/model/grouping.ts'
import { pageLanguages, type PageLanguage } from '#core/model/language.ts'
import type { Binding, Offer, Version } from '#core/model/offer.ts'
import type { Terms } from '#core/model/terms.ts'
import { hashOf } from '#core/publication/canonical.ts'
import { lineOf, presentationOf, publicationOf, writePublication } from '#core/publication/project.ts'
import type { OfferLine } from '#core/publication/publication.ts'

/** Of the example's offers one of each kind and state, by key: what its page is. */
const kinds: Readonly<Record<string, string>> = {
  tind: 'purchase, three products',
  polar: 'purchase, one product without a price',
  snow: 'trial',
  several: 'trial for several',
  'public-2': 'trial for everybody',
  lofoten: 'delegation',
  varden: 'purchase that has expired',
  'tann-trial': 'trial that has expired',
  'verft-da': 'delegation that has expired',
  'bryggen-1': 'superseded',
  'public-1': 'superseded, with its successor',
  arctic: 'withdrawn',
}

/** A page of the example in one language. */
export type LanguagePage = Readonly<{ kind: string; language: PageLanguage; path: string }>

const codeIn = async (code: string, language: PageLanguage) =>
  codeFromBytes((await sha256(utf8(`${code} ${language}`))).subarray(0, 10))

/** The same terms with another name for every product. */
function renamed(terms: Terms, name: string): Terms {
  if (terms.kind === 'delegation') return terms
  if (terms.kind === 'trial') return { ...terms, product: { ...terms.product, name } }
  return { ...terms, lines: terms.lines.map((line) => ({ ...line, product: { ...line.product, name } })) }
}

async function inLanguage(version: Version, language: PageLanguage, product?: string): Promise<Version> {
  const { binding } = version
  const terms = product ? renamed(binding.terms, product) : binding.terms
  const changed: Binding = {
    ...binding,
    code: await codeIn(binding.code, language),
    terms: { ...terms, language },
  }
  return { ...version, code: changed.code, binding: changed, hash: await hashOf(changed) }
}

/**
 * A publication with the example's kinds of pages in every language.
 *
 * @param today `YYYY-MM-DD`, the day that the dates lie around
 * @param product what every product is called instead
 */
export async function everyLanguage(
  today: string,
  product?: string,
): Promise<{ publication: string; pages: readonly LanguagePage[] }> {
  const now = Date.parse(endOfDay(today, 'Europe/Oslo')) - 1
  const lines: OfferLine[] = []
  const pages: LanguagePage[] = []
  for (const language of pageLanguages) {
    for (const [key, kind] of Object.entries(kinds)) {
      const plan = plans.find((each) => each.key === key)!
      const next = plans.find((each) => each.before === key)
      const version = await inLanguage(await exampleVersion(plan, today), language, product)
      const code =
        next && next.key in kinds
          ? await codeIn((await exampleVersion(next, today)).binding.code, language)
          : version.code
      lines.push(
        lineOf(version, { audience: plan.audience, linkEarlier: code !== version.code, code } as Offer, now),
      )
      pages.push({
        kind,
        language,
        path: `/${version.binding.partner.partnerId}/${groupCode(version.code).toLowerCase()}/`,
      })
    }
  }
  const company = presentationOf(exampleCompany(`${today}T08:00:00.000Z`))
  return { publication: writePublication(publicationOf(exampleWorkspaceName, 1, company, lines)), pages }
}
