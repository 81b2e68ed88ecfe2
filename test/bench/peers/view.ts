import { groupCode, offerPath } from '#core/model/grouping.ts'
import { askedGrant } from '#core/model/offered.ts'
import { totals } from '#core/model/totals.ts'
import { offerPages } from '#core/publication/pages.ts'
import type { OpenLine, Publication } from '#core/publication/publication.ts'
import { qrImage } from '#site/qr.ts'
import { headline, speaker, steps, title, type Speaker } from '#site/view.ts'

/**
 * A page as peers get it: every text ready, so that they only put it into
 * HTML. What publishing also does (checks, words, dates, sums, QR codes) is
 * done for them beforehand and not timed.
 */
export type View = Readonly<{
  folder: string
  language: string
  title: string
  preview: string
  company: Readonly<{
    name: string
    email: string
    phone: string
    telephone: string
    website: string
    host: string
  }>
  headline: string
  to: string
  valid: string
  closesAt: string
  expired: Readonly<{ title: string; text: string }>
  paragraphs: readonly string[]
  products: Readonly<{
    title: string
    head: readonly string[]
    rows: readonly Readonly<{
      id: string
      name: string
      term: string
      price: string
      count: string
      range: string
      sum: string
    }>[]
    total: string
    note: string
  }> | null
  delegation: Readonly<{
    title: string
    what: string
    can: string
    powers: readonly string[]
    days: string
  }> | null
  steps: readonly string[]
  ifs: readonly string[]
  stepsTitle: string
  /** The data of the page's script; null where no answer is taken. */
  offer: string | null
  words: Readonly<Record<string, string>>
  code: string
  partnerId: string
  address: string
  qr: string
  version: string
}>

/** What the page's script is given, as in site/components/Answer.astro. */
const dataOf = ({ binding: { version, closesAt, terms, replyKey }, hash }: OpenLine, speak: Speaker) => ({
  version,
  hash,
  closesAt,
  lastDay: terms.lastDay,
  replyKey,
  kind: terms.kind,
  numbers: speak.numbers(terms),
  words: [speak.live.daysLeft, speak.live.hoursLeft, speak.live.lastDay, speak.live.wait, speak.live.failed],
  ...(terms.kind === 'purchase' && { currency: terms.currency, counting: speak.counting(terms) }),
})

/** The views of a publication's offers; closed ones, few and short, are left out for the peers. */
export function* viewsOf(publication: Publication): Generator<View> {
  for (const {
    partner,
    code,
    props: { line, company },
  } of offerPages(publication)) {
    if (line.t !== 'offer') continue
    const { binding } = line
    const { terms } = binding
    const speak = speaker(terms.language)
    const { t } = speak
    const grant = terms.kind === 'delegation' ? terms.grant : askedGrant(terms)
    const valid = speak.lastDay(terms)
    const name = binding.partner.name
    const words = Object.fromEntries(
      (
        [
          'answerTitle',
          'withDelegation',
          'withoutDelegation',
          'chooseDelegation',
          'name',
          'email',
          'message',
          'accept',
          'decline',
          'another',
          'ask',
          'back',
          'contactTitle',
          'checkTitle',
          'orderNumber',
          'noScriptLink',
        ] as const
      ).map((key) => [key, t(key)]),
    )
    yield {
      folder: `${partner}/${code}`,
      language: terms.language,
      title: title(speak, name, terms),
      preview: t('preview'),
      company: {
        name: company.name,
        email: company.email,
        phone: company.phone,
        telephone: company.phone.replace(/[^\d+]/g, ''),
        website: company.website,
        host: new URL(company.website).host,
      },
      headline: headline(speak, name, terms),
      to: binding.addressee ? t('to', { name: binding.addressee }) : '',
      valid: t('validThrough', { date: valid }),
      closesAt: binding.closesAt,
      expired: { title: t('expiredTitle'), text: t('expiredText', { date: valid, partner: name }) },
      paragraphs: terms.message ? terms.message.split(/\n{2,}/) : [],
      products:
        terms.kind === 'purchase'
          ? {
              title: t('whatPurchase'),
              head: [t('product'), t('term'), t('price'), t('licences'), t('sum')],
              rows: terms.lines.map((each) => ({
                id: [
                  each.id,
                  each.min,
                  each.max,
                  each.term,
                  ...(each.price ? [each.price.amount, each.price.per] : []),
                ].join(' '),
                name: each.product.name,
                term: t(`term${each.term}`),
                price: speak.price(each, terms.currency),
                count: speak.integer(each.count),
                range: each.min < each.max ? t('range', { min: each.min, max: each.max }) : '',
                sum: each.price ? speak.money(each.price.amount * each.count, terms.currency) : '',
              })),
              total: `${t('total')} ${totals(terms.lines)
                .map((each) => speak.total(each, terms.currency))
                .join(' + ')}`,
              note: `${t('vatExcluded')} ${t('billedByPartner', { partner: name })} ${t('changeCounts')}`,
            }
          : null,
      delegation: grant && {
        title: t('delegationTitle2'),
        what: t('delegationWhat', { partner: name }),
        can: t('delegationCan', { partner: name }),
        powers: [t('limitedReset'), t('limitedTickets'), t('limitedHealth')],
        days: t('delegationDays', { n: grant.days }),
      },
      steps: steps(speak, binding.partner, terms),
      ifs: [t('ifDecline'), t('ifAsk', { partner: name })],
      stepsTitle: t('stepsTitle'),
      offer: line.state === 'open' ? JSON.stringify(dataOf(line, speak)) : null,
      words: {
        ...words,
        noScript: t('noScript', { email: company.email, code: groupCode(binding.code) }),
        checkCall: t('checkCall', { partner: name }),
        codeLabel: t('code'),
        partnerIdLabel: t('partnerId'),
        addressLabel: t('address'),
      },
      code: groupCode(binding.code),
      partnerId: binding.partner.partnerId,
      address: company.siteAddress + offerPath(binding.partner.partnerId, binding.code),
      qr: qrImage(company.siteAddress + offerPath(binding.partner.partnerId, binding.code)),
      version: t('version', { n: binding.version }),
    }
  }
}
