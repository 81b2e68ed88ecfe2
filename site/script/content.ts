import type { Answer, ReplyContent } from '#core/model/reply.ts'
import { delegationOf, valueOf } from '#site/script/fields.ts'
import type { Choices, AnswerOffer, Say } from '#site/script/offer.ts'

/** What a customer accepts: alone, with delegated administration, without it. */
const purchaseWords = ['sayAccept', 'sayWith', 'sayWithout'] as const
const trialWords = ['sayAcceptTrial', 'sayTrialWith', 'sayTrialWithout'] as const

/** The answer as a sentence; empty while a field holds no number. */
export function sentenceOf(
  form: HTMLFormElement,
  offer: AnswerOffer,
  choices: Choices,
  said: Answer,
  t: Say,
): string {
  if (said === 'decline') return t('sayDecline')
  if (said === 'question') return t('sayAsk')
  if (offer.kind === 'delegation') return t('sayAcceptDelegation')
  const counts = choices.counts()
  if (!counts) return ''
  const what =
    offer.kind === 'trial'
      ? offer.trial
      : offer.lines
          .map(({ id, name }) => choices.tell('{n} × {name}', { n: counts.get(id)!, name }))
          .join(', ')
  if (said === 'change') return t('sayChange', { what })
  const words = offer.kind === 'trial' ? trialWords : purchaseWords
  const delegation = delegationOf(form)
  return t(words[offer.asked && delegation ? (delegation === 'with' ? 1 : 2) : 0], { what })
}

/** The answer as it is sealed. */
export function contentOf(
  form: HTMLFormElement,
  offer: AnswerOffer,
  choices: Choices,
  said: Answer,
): ReplyContent {
  const counts = said === 'accept' || said === 'change' ? [...(choices.counts() ?? [])] : []
  const nonce = crypto.getRandomValues(new Uint8Array(16))
  const orderNumber = said === 'accept' ? valueOf(form, 'order') : ''
  return {
    format: 1,
    answer: said,
    code: offer.code,
    version: offer.version,
    at: new Date().toISOString(),
    nonce: Array.from(nonce, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    by: { name: valueOf(form, 'name'), email: valueOf(form, 'email'), company: valueOf(form, 'company') },
    counts: counts.map(([line, count]) => ({ line, count })),
    delegation: said === 'accept' && offer.asked ? delegationOf(form) === 'with' : null,
    ...(orderNumber && { orderNumber }),
    message: valueOf(form, 'message'),
    token: choices.token,
  }
}
