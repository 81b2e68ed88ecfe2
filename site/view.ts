import { localeData } from '#core/locale/data.ts'
import { cityOf, formatDate, formatInteger, formatMoney, type NumberFormat } from '#core/locale/format.ts'
import type { PageWords } from '#core/locale/page/en.ts'
import { pageWords } from '#core/locale/page/words.ts'
import { textOf, valueOf, type Params } from '#core/locale/say.ts'
import type { Endpoint } from '#core/model/company.ts'
import { mailtoUrl } from '#core/model/email.ts'
import type { PageLanguage } from '#core/model/language.ts'
import type { Binding } from '#core/model/offer.ts'
import type { Line, PurchaseTerms, Terms } from '#core/model/terms.ts'
import { periodOf, termMonths, totals, type Total } from '#core/model/totals.ts'
import { basePath } from '#core/publication/pages.ts'
import type { Presentation } from '#core/publication/publication.ts'
import type { CountWords } from '#site/script/offer.ts'

type Key = keyof PageWords['text']

/** Texts cut where names stand in them: each is filled in for thousands of pages. */
const cut = new Map<string, readonly string[]>()

function pieces(text: string): readonly string[] {
  const known = cut.get(text)
  if (known) return known
  const found = text.split(/\{(\w+)\}/)
  cut.set(text, found)
  return found
}

const none: Params = {}

const speakers = new Map<PageLanguage, Speaker>()

/** Everything that a component needs to speak one language. */
export function speaker(language: PageLanguage): Speaker {
  const known = speakers.get(language)
  if (known) return known
  const made = newSpeaker(language)
  speakers.set(language, made)
  return made
}

function newSpeaker(language: PageLanguage) {
  const data = localeData[language]
  const words = pageWords[language]
  /** As `say` does, from pieces. */
  const t = (key: Key, params = none) => {
    const parts = pieces(textOf(words.text[key], params))
    let said = parts[0]!
    for (let at = 1; at < parts.length; at += 2) said += valueOf(data, parts[at]!, params) + parts[at + 1]!
    return said
  }
  const integer = (value: number) => formatInteger(data, value)
  const money = (amount: number, currency: string) => formatMoney(data, amount, currency)
  const perMonths = (months: number, amount: string) => t(periodOf(months), { amount, n: months / 12 })
  /** Many offers end on the same day. */
  const lastDays = new Map<string, string>()
  /** What stands between two sentences: nothing in Chinese, whose full stop has its own room. */
  const blank = language.startsWith('zh') ? '' : ' '
  return {
    t,
    blank,
    /** Sentences one after another; those that do not apply are false or empty. */
    sentences: (...all: readonly (string | false | undefined)[]) => all.filter(Boolean).join(blank),
    direction: data.direction,
    /** The end of the last day, with the time zone that it is of. */
    lastDay({ lastDay, timeZone }: Terms): string {
      const name = `${lastDay} ${timeZone}`
      const known = lastDays.get(name)
      if (known) return known
      const said = t('lastMoment', { date: formatDate(data, lastDay, 'full'), city: cityOf(data, timeZone) })
      lastDays.set(name, said)
      return said
    },
    integer,
    money,
    words: words.text,
    live: words.live,
    /** How the page's script writes numbers, with the symbol of the offer's currency alone. */
    numbers(terms: Terms): NumberFormat {
      const symbol = terms.kind === 'purchase' ? data.symbols[terms.currency] : undefined
      const { decimal, group, minus, currency } = data
      return {
        decimal,
        group,
        minus,
        currency,
        symbols: terms.kind === 'purchase' && symbol ? { [terms.currency]: symbol } : {},
      }
    },
    /** What the page's script says at the numbers of a purchase. */
    counting({ lines }: PurchaseTerms): CountWords {
      const { live } = words
      const periods = new Set(totals(lines).map(({ months }) => months))
      const ofPeriods = [
        periods.has(1) ? live.perMonth : '',
        periods.has(12) ? live.perYear : '',
        periods.has(36) ? live.forYears : '',
      ] as const
      return [live.fewer, live.more, live.countOf, live.outside, live.notWhole, ...ofPeriods]
    },
    total: ({ months, amount }: Total, currency: string) => perMonths(months, money(amount, currency)),
    /** What one licence of a line costs, or that one should ask. */
    price({ price, term }: Line, currency: string): string {
      if (!price) return t('noPrice')
      const amount = money(price.amount, currency)
      if (price.per === 'term') return perMonths(termMonths[term], amount)
      return t(price.per === 'month' ? 'perMonth' : 'perYear', { amount })
    },
  }
}

export type Speaker = ReturnType<typeof newSpeaker>

/** What every page of a company shows of it besides its words. */
export type Sender = Readonly<{ base: string; policy: string; telephone: string; mail: string; host: string }>

const senders = new WeakMap<Presentation, Sender>()

/** Worked out once for all pages. */
export function senderOf(company: Presentation): Sender {
  const known = senders.get(company)
  if (known) return known
  const { siteAddress, endpoint, phone, email, website } = company
  const sender = {
    base: basePath(siteAddress),
    policy: `default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; ${connection(endpoint)}base-uri 'none'; form-action 'none'`,
    telephone: phone.replace(/[^\d+]/g, ''),
    mail: mailtoUrl(email),
    host: website && new URL(website).host,
  }
  senders.set(company, sender)
  return sender
}

/** The part of a page's policy that lets its answer go to the partner's endpoint, and nowhere else. */
function connection(endpoint: Endpoint | undefined): string {
  if (!endpoint) return ''
  if (endpoint.kind === 'netlify') return "connect-src 'self'; "
  const { origin, pathname } = new URL(endpoint.address)
  // Both signs end a source in a policy.
  return `connect-src ${origin}${pathname.replace(/;/g, '%3B').replace(/,/g, '%2C')}; `
}

/** The page's one-line headline. */
export function headline({ t }: Speaker, partner: string, terms: Terms): string {
  if (terms.kind === 'trial')
    return t('trialHeadline', { partner, product: terms.product.name, n: terms.days })
  if (terms.kind === 'delegation') return t('delegationHeadline', { partner })
  const [first] = terms.lines
  return terms.lines.length === 1
    ? t('purchaseHeadline', { partner, product: first!.product.name })
    : t('purchaseHeadlineMany', { partner, n: terms.lines.length })
}

/** The window's title: says who, and nothing that a preview should not show. */
export function title({ t }: Speaker, partner: string, terms: Terms): string {
  return t(
    ({ trial: 'trialTitle', purchase: 'purchaseTitle', delegation: 'delegationTitle' } as const)[terms.kind],
    { partner },
  )
}

/** What happens after a yes, in order. */
export function steps({ t }: Speaker, { name: partner, cloud }: Binding['partner'], terms: Terms): string[] {
  const reply = t('stepReply', { partner })
  if (terms.kind === 'trial') return [reply, t('stepTrialStart', { partner }), t('stepTrialEnd', { partner })]
  if (terms.kind === 'delegation')
    return [
      reply,
      t('stepDelegationRequest', { partner }),
      t(cloud === 'worldwide' ? 'stepDelegationApprove' : 'stepDelegationApprove21Vianet'),
    ]
  return [
    reply,
    t(terms.billedBy === 'partner' ? 'stepPurchaseOrder' : 'stepPurchaseMicrosoft', { partner }),
    t('stepPurchaseStart'),
  ]
}
