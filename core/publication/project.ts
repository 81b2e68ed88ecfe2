import { stateAt } from '#core/clock/offer.ts'
import type { Company } from '#core/model/company.ts'
import { linksEarlier, type Offer, type Version } from '#core/model/offer.ts'
import { canonical } from '#core/publication/canonical.ts'
import {
  codeOf,
  publicationFormat,
  templateVersion,
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

/** What the public sees of a version. */
export function lineOf(version: Version, offer: Offer, now: number): OfferLine {
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
  return { t: 'offer', state: state === 'expired' ? 'expired' : 'open', hash, binding }
}

/** The file's text. Lines are canonical JSON, so that the same set is the same bytes. */
export function writePublication({ header, company, offers }: Publication): string {
  const sorted = [...offers].sort((a, b) => (codeOf(a) < codeOf(b) ? -1 : 1))
  return [header, company, ...sorted].map((line) => `${canonical(line)}\n`).join('')
}

/** The lines, with no page linking to one that is an offer no more. */
function withoutDeadLinks(lines: readonly OfferLine[]): OfferLine[] {
  const shown = new Set(lines.filter(({ t }) => t === 'offer').map(codeOf))
  return lines.map((line) =>
    line.t === 'closed' && line.successor !== null && !shown.has(line.successor)
      ? { ...line, successor: null }
      : line,
  )
}

/** A publication of the given lines. @param number higher than every earlier one of this workspace */
export function publicationOf(
  workspace: string,
  number: number,
  company: Presentation,
  offers: readonly OfferLine[],
): Publication {
  return {
    header: {
      t: 'publication',
      format: publicationFormat,
      workspace,
      number,
      template: templateVersion,
      offers: offers.length,
    },
    company,
    offers: withoutDeadLinks(offers),
  }
}
