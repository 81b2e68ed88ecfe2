/// <reference types="vite/client" />
import type { PageLanguage } from '#core/model/language.ts'
import type { Answer } from '#core/model/reply.ts'
import { sealReply } from '#core/reply/seal.ts'
import { contentOf, sentenceOf } from '#site/script/content.ts'
import { deliver } from '#site/script/deliver.ts'
import { fieldOf, isComplete } from '#site/script/fields.ts'
import type { AnswerOffer, AnswerWords, Choices, PageOffer, Say } from '#site/script/offer.ts'
import { offeredOf, receiptOf, writtenOf } from '#site/script/receipt.ts'

const addresses = import.meta.glob<string>(
  ['../../core/locale/page/*.ts', '!../../core/locale/page/words.ts'],
  { query: '?address=answer', import: 'default', eager: true },
)

/** The words of answering, in one language: each is a file of its own. Asked for anew when this script was. */
async function wordsOf(language: PageLanguage): Promise<AnswerWords> {
  const address = addresses[`../../core/locale/page/${language}.ts`]! + new URL(import.meta.url).search
  return ((await import(/* @vite-ignore */ address)) as { answer: AnswerWords }).answer
}

/** What the message is called, and the button that sends. */
const labels = {
  accept: ['message', 'accept'],
  change: ['wish', 'request'],
  decline: ['reason', 'decline'],
  question: ['question', 'ask'],
} as const

/** Brings the form in line with what the answer is now. */
function showAnswer(form: HTMLFormElement, said: Answer, mode: Answer, sentence: string, t: Say): void {
  const find = (name: string) => form.querySelector<HTMLElement>(`[data-${name}]`)!
  find('message-label').textContent = t(labels[said][0])
  find('submit').textContent = t(labels[said][1])
  for (const button of form.querySelectorAll<HTMLElement>('[data-mode]'))
    button.hidden = (button.dataset.mode === 'accept') === (mode === 'accept')
  for (const part of form.querySelectorAll<HTMLElement>('[data-only]'))
    part.hidden = part.dataset.only !== said
  const statement = find('statement')
  // Said again only when it is another.
  if (statement.textContent !== sentence) statement.textContent = sentence
}

const paragraph = (text: string, className = '') =>
  Object.assign(document.createElement('p'), { textContent: text, className })

/** What goes besides the sentence when the button is pressed, where that sends it. @returns what brings it in line */
function review(form: HTMLFormElement, { endpoint, partner }: AnswerOffer, t: Say): () => void {
  if (!endpoint) return () => {}
  const statement = form.querySelector('[data-statement]')!
  const button = form.querySelector('[data-submit]')!
  const place = Object.assign(document.createElement('div'), { className: 'statement' })
  statement.replaceWith(place)
  statement.className = ''
  place.append(statement)
  const cut = (value: string) => (value.length > 200 ? `${value.slice(0, 200)} …` : value)
  return () => {
    while (statement.nextSibling) statement.nextSibling.remove()
    place.append(
      ...writtenOf(form, '#order, #message').map(([label, value]) =>
        paragraph(t('row', { label, value: cut(value) })),
      ),
      paragraph(t('goes', { button: button.textContent.trim(), partner }), 'quiet'),
    )
  }
}

/** Says what is the matter where nothing can be encrypted. @returns whether it can */
function canSeal({ explain }: Choices, t: Say): boolean {
  // TypeScript takes for granted what a page without https lacks.
  const subtle = crypto.subtle as SubtleCrypto | undefined
  if (!subtle) explain(t(isSecureContext ? 'tooOld' : 'insecure'))
  return Boolean(subtle)
}

/** Adds to an offer what the page around the form shows anyway, so that no page carries it twice. */
function withShown(offer: PageOffer, form: HTMLFormElement): AnswerOffer {
  const shown = (selector: string) => document.querySelector(selector)?.textContent ?? ''
  return {
    ...offer,
    language: document.documentElement.lang as PageLanguage,
    partner: shown('address strong'),
    email: shown('address [href^="mailto:"]'),
    asked: form.elements.namedItem('delegation') !== null,
    trial: offer.kind === 'trial' ? shown('tbody th') : '',
  }
}

/**
 * The customer's answer, from the first key press to the sealed text. Nothing
 * leaves the page before the customer presses a button that says so.
 */
export async function startAnswer(form: HTMLFormElement, read: PageOffer, choices: Choices) {
  const offer = withShown(read, form)
  const words = await wordsOf(offer.language)
  const t: Say = (key, params) => choices.tell(words[key], params)
  let mode: Answer = 'accept'
  /** What the answer is: numbers outside the offer can only ask for a new one. */
  const answer = (): Answer => (mode === 'accept' && choices.outside() ? 'change' : mode)
  const sentence = () => sentenceOf(form, offer, choices, answer(), t)
  const showReview = review(form, offer, t)
  const update = () => {
    showAnswer(form, answer(), mode, sentence(), t)
    showReview()
  }

  async function submit(): Promise<void> {
    update()
    if (!canSeal(choices, t) || !isComplete(form, offer, choices, answer(), t)) return
    try {
      const said = contentOf(form, offer, choices, answer())
      const armor = await sealReply(said, offer.replyKey, offer.hash)
      form.hidden = true
      choices.lock(true)
      const receipt = receiptOf(form, offer.code, sentence(), said.at, t)
      await deliver({
        armor,
        said: sentence(),
        receipt,
        offered: offeredOf(offer, t),
        form,
        offer,
        t,
        onBack: () => choices.lock(false),
      })
    } catch {
      form.hidden = false
      choices.lock(false)
      choices.explain(t('tooOld'))
    }
  }

  const choose = (next: Answer): void => {
    mode = next
    if (mode === 'change') choices.openAll()
    for (const error of form.querySelectorAll<HTMLElement>('.error')) error.hidden = true
    for (const input of form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid')
    update()
    // Where the script was slow, the customer may be typing already.
    if (document.activeElement?.matches('input, textarea')) return
    if (mode === 'change') document.querySelector<HTMLElement>('.stepper input')?.focus()
    else fieldOf(form, 'message')?.focus()
  }

  /** A form that somebody may have laid something over is none to answer with: says so, and leads to the page itself. */
  function refuse(): void {
    const link = Object.assign(document.createElement('a'), {
      className: 'button',
      // Its own window does not know the token: storage is another one within a frame.
      href: location.pathname + (choices.token ? `#r=${choices.token}` : ''),
      target: '_blank',
      rel: 'noreferrer',
      textContent: t('openAlone'),
    })
    const actions = paragraph('')
    actions.append(link)
    document.querySelector('[data-status]')!.replaceChildren(paragraph(t('framed')), actions)
  }

  // What is said above the button has its room before the button is pressed: it does not move away from under the press.
  form.addEventListener('input', update)
  update()
  canSeal(choices, t)
  return { update, choose, submit, refuse }
}
