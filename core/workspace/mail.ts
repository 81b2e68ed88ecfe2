import { localeData } from '#core/locale/data.ts'
import { formatDate } from '#core/locale/format.ts'
import { mailWords } from '#core/locale/mail/words.ts'
import { say, type Params } from '#core/locale/say.ts'
import type { Company } from '#core/model/company.ts'
import type { Contact } from '#core/model/customer.ts'
import type { Version } from '#core/model/offer.ts'
import type { User } from '#core/model/user.ts'

export type Mail = Readonly<{ subject: string; text: string; html: string }>

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

/**
 * The mail that goes with a link, in the language of the offer: what it is,
 * the link on a line of its own, until when, who to call.
 *
 * @param url of the page, with the recipient's token when it is for one
 */
export function mailFor(version: Version, url: string, company: Company, user: User, contact: Contact | null): Mail {
  const { terms } = version.binding
  const data = localeData[terms.language]
  const words = mailWords[terms.language]
  const t = (key: keyof typeof words, params?: Params) => say(data, words[key], params)
  const partner = company.name
  const products = terms.kind === 'purchase' ? terms.lines.map((line) => line.product.name) : terms.kind === 'trial' ? [terms.product.name] : []
  const product = products.length > 1 ? t('moreProducts', { product: products[0]!, n: products.length - 1 }) : (products[0] ?? '')
  const subject = { trial: 'subjectTrial', purchase: 'subjectPurchase', delegation: 'subjectDelegation' } as const
  const what = terms.kind === 'trial' ? t('trial', { product, n: terms.days }) : t(terms.kind, { product })
  const asks = terms.kind === 'delegation' ? t('honest') : terms.delegation ? t('option') : ''
  const firstName = contact?.name.split(' ')[0]

  const before = [firstName ? t('greeting', { name: firstName }) : t('greetingPlain'), what]
  const after = [
    t('until', { date: formatDate(data, terms.lastDay) }),
    ...(asks ? [asks] : []),
    company.phone ? t('call', { phone: company.phone }) : t('write'),
    [t('regards'), user.name, partner].join('\n'),
  ]
  const paragraph = (text: string) => `<p>${escapeHtml(text).replace(/\n/g, '<br>')}</p>`
  const link = `<p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>`
  return {
    subject: t(subject[terms.kind], { product, partner }),
    text: [...before, url, ...after].join('\n\n'),
    html: [...before.map(paragraph), link, ...after.map(paragraph)].join('\n'),
  }
}
