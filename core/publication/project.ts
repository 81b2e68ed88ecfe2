import { stateAt } from '#core/clock/offer.ts'
import type { Company } from '#core/model/company.ts'
import { linksEarlier, type Offer, type Version } from '#core/model/offer.ts'
import { canonical } from '#core/publication/canonical.ts'
import {
  codeOf,
  publicationFormat,
  templateVersion,
  type Header,
  type OfferLine,
  type Presentation,
  type Publication,
} from '#core/publication/publication.ts'

/** What the public sees of a company. */
export const presentationOf = (company: Company): Presentation => ({
  t: 'company',
  name: company.name,
  email: company.email,
  phone: company.phone,
  website: company.website,
  siteAddress: company.siteAddress,
  logo: company.logo,
  colour: company.colour,
  language: company.language,
  ...(company.endpoint && { endpoint: company.endpoint }),
})

/** Whether a version's page shows its offer, and not that it is no more. @param now milliseconds since 1970 */
export const isShown = (version: Version, now: number) =>
  !['withdrawn', 'superseded'].includes(stateAt(version, now))

/** What the public sees of a version. @param answered its page says that the answer was received: whoever has answered needs not hear that it expires */
export function lineOf(version: Version, offer: Offer, now: number, answered = false): OfferLine {
  const { binding, hash } = version
  const state = stateAt(version, now)
  if (state === 'withdrawn' || state === 'superseded') {
    return {
      t: 'closed',
      state,
      hash,
      code: binding.code,
      partnerId: binding.partner.partnerId,
      language: binding.terms.language,
      successor: state === 'superseded' && linksEarlier(offer) ? offer.code : null,
    }
  }
  const shown = answered ? 'answered' : state === 'expired' ? 'expired' : 'open'
  return { t: 'offer', state: shown, hash, binding }
}

/** A line that links to no offer which is none any more. @param shows whether the page of a code shows its offer */
export const withoutDeadLink = (line: OfferLine, shows: (code: string) => boolean): OfferLine =>
  line.t === 'closed' && line.successor !== null && !shows(line.successor)
    ? { ...line, successor: null }
    : line

/** The first line. @param number higher than every earlier one of this workspace. @param offers how many lines follow the company's */
export const headerOf = (workspace: string, number: number, offers: number): Header => ({
  t: 'publication',
  format: publicationFormat,
  workspace,
  number,
  template: templateVersion,
  offers,
})

/** A line as the file has it: canonical JSON, so that the same set is the same bytes. */
export const rowOf = (line: Header | Presentation | OfferLine) => `${canonical(line)}\n`

/** The file's text. */
export function writePublication({ header, company, offers }: Publication): string {
  const sorted = [...offers].sort((a, b) => (codeOf(a) < codeOf(b) ? -1 : 1))
  return [header, company, ...sorted].map(rowOf).join('')
}

/** A publication of the given lines. */
export function publicationOf(
  workspace: string,
  number: number,
  company: Presentation,
  offers: readonly OfferLine[],
): Publication {
  const shown = new Set(offers.filter(({ t }) => t === 'offer').map(codeOf))
  return {
    header: headerOf(workspace, number, offers.length),
    company,
    offers: offers.map((line) => withoutDeadLink(line, (code) => shown.has(code))),
  }
}
