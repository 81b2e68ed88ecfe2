import type { VersionState } from '#core/model/offer.ts'
import type { Recipient } from '#core/model/recipient.ts'
import type { Grant, Terms } from '#core/model/terms.ts'
import { periodOf, totals } from '#core/model/totals.ts'
import type { OfferGlance, OfferView } from '#core/workspace/offerViews.ts'
import type { Speaker } from '#extension/ui/words.ts'

/** The products of an offer in a few words. */
export function productsInWords({ t }: Speaker, terms: Terms): string {
  if (terms.kind === 'delegation') return grantInWords(t, terms.grant)
  if (terms.kind === 'trial') return terms.product.name
  const [first] = terms.lines
  if (!first) return t('offer.noLines')
  const one = `${first.product.name} × ${first.count}`
  return terms.lines.length > 1 ? t('offer.andMore', { what: one, n: terms.lines.length - 1 }) : one
}

/** The same of an offer in a list. */
export function glanceInWords(
  { t }: Speaker,
  { kind, level, product, licences, products }: OfferGlance,
): string {
  if (kind === 'delegation') return level ? t(`grant.${level}`) : ''
  if (kind === 'trial') return product
  const one = `${product} × ${licences}`
  return products > 1 ? t('offer.andMore', { what: one, n: products - 1 }) : one
}

/** A delegation's level as screens name it. */
export const grantInWords = (t: Speaker['t'], grant: Grant) => t(`grant.${grant.level}`)

/** What an offer costs, per period; empty when it has no price. */
export function totalInWords({ t, money }: Speaker, terms: Terms): string {
  if (terms.kind !== 'purchase') return ''
  const words = totals(terms.lines).map(({ months, amount }) => {
    return t(`price.${periodOf(months)}`, { sum: money(amount, terms.currency), n: months / 12 })
  })
  return words.join(' + ')
}

/** Whom an offer in a list went to. */
export function audienceInWords(
  { t }: Speaker,
  { audience, who, others }: Pick<OfferGlance, 'audience' | 'who' | 'others'>,
): string {
  if (audience === 'public') return t('audience.public')
  return others > 0 ? t('offer.andMore', { what: who, n: others }) : who || t('audience.nobody')
}

/** Whom an offer went to. */
export function addresseesInWords(speak: Speaker, { offer: { audience }, recipients }: OfferView): string {
  const names = recipients.flatMap(({ customer }) => (customer ? [customer.name] : []))
  return audienceInWords(speak, { audience, who: names[0] ?? '', others: names.length - 1 })
}

export type BadgeColor =
  | 'brand'
  | 'danger'
  | 'important'
  | 'informative'
  | 'severe'
  | 'subtle'
  | 'success'
  | 'warning'

export const versionColours: Record<VersionState, BadgeColor> = {
  ready: 'warning',
  published: 'brand',
  superseded: 'subtle',
  withdrawn: 'subtle',
  expired: 'subtle',
}

/** A recipient's state as a word's key. Before the page is online a link that was taken out is shared, and nobody can read the offer yet. */
export const recipientWord = (state: Recipient['state'], version: VersionState) =>
  version === 'ready' && state === 'sent' ? ('recipient.shared' as const) : (`recipient.${state}` as const)

export const recipientColours: Record<Recipient['state'], BadgeColor> = {
  toSend: 'subtle',
  sent: 'informative',
  received: 'important',
  accepted: 'success',
  acceptedWithChanges: 'success',
  declined: 'danger',
  asked: 'warning',
}
