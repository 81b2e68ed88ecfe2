import { localeData } from '#core/locale/data.ts'
import { cityOf, formatDate } from '#core/locale/format.ts'
import { pageWords } from '#core/locale/page/words.ts'
import { say, type Params } from '#core/locale/say.ts'
import { inkOn, readableOn } from '#core/model/colour.ts'
import type { Company } from '#core/model/company.ts'
import type { Contact, Customer } from '#core/model/customer.ts'
import type { Version } from '#core/model/offer.ts'
import { productsOf } from '#core/model/offered.ts'
import type { User } from '#core/model/user.ts'

export type Mail = Readonly<{ subject: string; text: string; html: string }>

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

/**
 * The mail that goes with a link, in the language of the offer: what it is,
 * the link on a line of its own, until when, who to call.
 *
 * @param url of the page, with the recipient's token when it is for one
 * @param reminder of an offer that was sent before: short, and says so
 */
export function mailFor(
  version: Version,
  url: string,
  company: Company,
  user: User,
  contact: Contact | null,
  reminder = false,
): Mail {
  const { terms } = version.binding
  const data = localeData[terms.language]
  const words = pageWords[terms.language].mail
  const t = (key: keyof typeof words, params?: Params) => say(data, words[key], params)
  const partner = company.name
  const products = productsOf(terms).map(({ name }) => name)
  const product =
    products.length > 1
      ? t('moreProducts', { product: products[0]!, n: products.length - 1 })
      : (products[0] ?? '')
  const subject = {
    trial: 'subjectTrial',
    purchase: 'subjectPurchase',
    delegation: 'subjectDelegation',
  } as const
  const what = terms.kind === 'trial' ? t('trial', { product, n: terms.days }) : t(terms.kind, { product })
  const asks = terms.kind === 'delegation' ? t('honest') : terms.delegation ? t('option') : ''
  const firstName = contact?.name.split(' ')[0]

  const until = {
    date: say(data, pageWords[terms.language].text.lastMoment, {
      date: formatDate(data, terms.lastDay),
      city: cityOf(data, terms.timeZone),
    }),
  }
  const before = [
    firstName ? t('greeting', { name: firstName }) : t('greetingPlain'),
    reminder ? t('reminder', until) : what,
  ]
  const after = [
    ...(reminder ? [] : [t('until', until)]),
    ...(terms.kind === 'purchase' && !reminder
      ? [t(terms.billedBy === 'partner' ? 'billedByPartner' : 'billedByMicrosoft', { partner })]
      : []),
    ...(asks && !reminder ? [asks] : []),
    company.phone ? t('call', { phone: company.phone }) : t('write'),
    [t('regards'), user.name, partner].join('\n'),
  ]
  const paragraph = (text: string) => `<p>${escapeHtml(text).replace(/\n/g, '<br>')}</p>`
  const link = `<p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>`
  const about = t(subject[terms.kind], { product, partner })
  return {
    subject: reminder ? t('reminderSubject', { subject: about }) : about,
    text: [...before, url, ...after].join('\n\n'),
    html: [...before.map(paragraph), link, ...after.map(paragraph)].join('\n'),
  }
}

/** A button for the partner's web site: a link with a few lines of style in it, and no script. */
export function embedCode(version: Version, url: string, company: Company): string {
  const { terms } = version.binding
  const text =
    pageWords[terms.language].mail[
      ({ trial: 'embedTrial', purchase: 'embedPurchase', delegation: 'embedDelegation' } as const)[terms.kind]
    ]
  const product = terms.kind === 'trial' ? terms.product.name : ''
  const ground = readableOn(company.colour, '#ffffff')
  const style = `display:inline-block;padding:10px 18px;border-radius:6px;background:${ground};color:${inkOn(ground)};font:600 16px/1.3 system-ui,sans-serif;text-decoration:none`
  return `<a href="${escapeHtml(url)}" style="${style}">${escapeHtml(say(localeData[terms.language], text, { product }))}</a>`
}

/** A text for the customer that says where to name the company as partner of record of one subscription. Plain, to be pasted into a mail. */
export function partnerOfRecordText(
  product: string,
  partnerId: string,
  company: Company,
  user: User,
  customer: Customer,
): { subject: string; text: string } {
  const data = localeData[customer.language]
  const words = pageWords[customer.language].mail
  const t = (key: keyof typeof words, params?: Params) => say(data, words[key], params)
  const about = { product, partnerId, partner: company.name }
  const firstName = customer.contacts[0]?.name.split(' ')[0]
  const steps = [t('porStep1'), t('porStep2', about), t('porStep3'), t('porStep4', about)].join('\n')
  return {
    subject: t('porSubject', about),
    text: [
      firstName ? t('greeting', { name: firstName }) : t('greetingPlain'),
      t('porText', about),
      steps,
      [t('regards'), user.name, company.name].join('\n'),
    ].join('\n\n'),
  }
}
