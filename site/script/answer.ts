/// <reference types="vite/client" />
import { cleanLine, cleanText } from '#core/model/clean.ts'
import { emailPattern } from '#core/model/email.ts'
import { groupCode } from '#core/model/grouping.ts'
import { longest } from '#core/model/lengths.ts'
import type { Answer, ReplyContent } from '#core/model/reply.ts'
import type { PageLanguage } from '#core/model/language.ts'
import type { Params } from '#core/locale/say.ts'
import { sealReply } from '#core/reply/seal.ts'
import { deliver } from '#site/script/deliver.ts'
import type { AnswerOffer, AnswerWords, Choices, PageOffer } from '#site/script/offer.ts'

const addresses = import.meta.glob<string>(['../../core/locale/page/*.ts', '!../../core/locale/page/words.ts'], { query: '?address=answer', import: 'default', eager: true })

type Field = keyof typeof longest

/** What a customer accepts: alone, with delegated administration, without it. */
const purchaseWords = ['sayAccept', 'sayWith', 'sayWithout'] as const
const trialWords = ['sayAcceptTrial', 'sayTrialWith', 'sayTrialWithout'] as const

/** The words of answering, in one language: each is a file of its own. Asked for anew when this script was. */
async function wordsOf(language: PageLanguage): Promise<AnswerWords> {
  const address = addresses[`../../core/locale/page/${language}.ts`]! + new URL(import.meta.url).search
  return ((await import(/* @vite-ignore */ address)) as { answer: AnswerWords }).answer
}

const twoDigits = (value: number) => String(Math.trunc(value)).padStart(2, '0')

/** A moment on the customer's clock with its time zone: the same in every language, and on paper never mistaken. */
function clockTime(moment: Date): string {
  const offset = -moment.getTimezoneOffset()
  const shown = new Date(moment.getTime() + offset * 60_000).toISOString()
  const zone = `${offset < 0 ? '-' : '+'}${twoDigits(Math.abs(offset) / 60)}:${twoDigits(Math.abs(offset) % 60)}`
  return `${shown.slice(0, 10)} ${shown.slice(11, 16)} (UTC${zone})`
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
  const t = (key: keyof AnswerWords, params?: Params) => choices.tell(words[key], params)
  const find = (name: string) => form.querySelector<HTMLElement>(`[data-${name}]`)!
  let mode: Answer = 'accept'
  /** What the answer is: numbers outside the offer can only ask for a new one. */
  const answer = (): Answer => (mode === 'accept' && choices.outside() ? 'change' : mode)

  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLTextAreaElement | null
  /** What was typed, as it is sealed. */
  const value = (name: Field) => (name === 'message' ? cleanText : cleanLine)(field(name)?.value ?? '')
  const delegation = () => (form.elements.namedItem('delegation') as RadioNodeList | null)?.value ?? ''

  function sentence(): string {
    const said = answer()
    if (said === 'decline') return t('sayDecline')
    if (said === 'question') return t('sayAsk')
    if (offer.kind === 'delegation') return t('sayAcceptDelegation')
    const counts = choices.counts()
    if (!counts) return ''
    const what = offer.kind === 'trial' ? offer.trial : offer.lines.map(({ id, name }) => choices.tell('{n} × {name}', { n: counts.get(id)!, name })).join(', ')
    if (said === 'change') return t('sayChange', { what })
    const words = offer.kind === 'trial' ? trialWords : purchaseWords
    return t(words[offer.asked && delegation() ? (delegation() === 'with' ? 1 : 2) : 0], { what })
  }

  /** Brings the form in line with what the answer is now. */
  const update = (): void => {
    const said = answer()
    const labels = { accept: ['message', 'accept'], change: ['wish', 'request'], decline: ['reason', 'decline'], question: ['question', 'ask'] } as const
    find('message-label').textContent = t(labels[said][0])
    find('submit').textContent = t(labels[said][1])
    for (const button of form.querySelectorAll<HTMLElement>('[data-mode]')) button.hidden = (button.dataset.mode === 'accept') === (mode === 'accept')
    for (const part of form.querySelectorAll<HTMLElement>('[data-only]')) part.hidden = part.dataset.only !== said
    find('statement').textContent = sentence()
  }

  /** Where it is said what is wrong with a field: under it. Null where the form has no such field. */
  function placeOf(name: string): HTMLElement | null {
    const id = `${name}-error`
    // Radios are one field together: the last of them stands for all.
    const last = name === 'delegation' ? form.querySelector('.choice:last-of-type') : form.querySelector(`#${name}`)
    if (!document.getElementById(id)) last?.after(Object.assign(document.createElement('span'), { id, className: 'error' }))
    return document.getElementById(id)
  }

  /** Shows or clears what is wrong with a field. @returns whether it is right */
  function check(name: string, fits: boolean, text: string): boolean {
    const error = placeOf(name)
    if (!error) return true
    error.textContent = text
    error.hidden = fits
    const input = field(name)
    // Radios are one field together: their group.
    const target = input instanceof HTMLElement ? input : error.closest('fieldset')!
    target.setAttribute('aria-invalid', String(!fits))
    target.setAttribute('aria-describedby', error.id)
    return fits
  }

  /** The same of a text field, which must not be too long either: what the browser counts is not what is sealed. */
  const checkText = (name: Field, fits: boolean, text: string): boolean => {
    const short = value(name).length <= longest[name]
    return check(name, fits && short, short ? text : t('fillShorter', { n: longest[name] }))
  }

  function isComplete(): boolean {
    const said = answer()
    const right = [
      check('delegation', said !== 'accept' || !offer.asked || delegation() !== '', t('fillDelegation')),
      checkText('name', value('name') !== '', t('fillName')),
      checkText('email', emailPattern.test(value('email')), t('fillEmail')),
      checkText('company', value('company') !== '', t('fillCompany')),
      checkText('order', true, ''),
      checkText(
        'message',
        value('message') !== '' || (said === 'change' ? isChanged() : said !== 'question'),
        t(said === 'change' ? 'fillChange' : 'fillQuestion'),
      ),
      (said !== 'accept' && said !== 'change') || choices.counts() !== null,
    ]
    if (right.every(Boolean)) return true
    document.querySelector<HTMLElement>('input[aria-invalid="true"], textarea[aria-invalid="true"], [aria-invalid="true"] input')?.focus()
    return false
  }

  const isChanged = () => offer.lines.some(({ id, count }) => choices.counts()?.get(id) !== count)

  function content(): ReplyContent {
    const said = answer()
    const counts = said === 'accept' || said === 'change' ? [...(choices.counts() ?? [])] : []
    const nonce = crypto.getRandomValues(new Uint8Array(16))
    const orderNumber = said === 'accept' ? value('order') : ''
    return {
      format: 1,
      answer: said,
      code: offer.code,
      version: offer.version,
      at: new Date().toISOString(),
      nonce: Array.from(nonce, (byte) => byte.toString(16).padStart(2, '0')).join(''),
      by: { name: value('name'), email: value('email'), company: value('company') },
      counts: counts.map(([line, count]) => ({ line, count })),
      delegation: said === 'accept' && offer.asked ? delegation() === 'with' : null,
      ...(orderNumber && { orderNumber }),
      message: value('message'),
      token: choices.token,
    }
  }

  /** What is sent, as the customer keeps it: label (without its *optional*) and value, in the order of the form. */
  function receipt(at: string): [label: string, value: string][] {
    const shown = [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('.field:not([hidden]) :is(input, textarea)')]
    return [
      [t('receiptAnswer'), sentence()],
      ...shown.filter((input) => input.value.trim()).map((input): [string, string] => [input.labels![0]!.textContent.replace(/\s*[(（].*$/, ''), input.value.trim()]),
      [t('receiptTime'), clockTime(new Date(at))],
      [t('receiptCode'), groupCode(offer.code)],
    ]
  }

  /** What was offered, as the page shows it, for whoever reads the file years later. */
  function offered(): [label: string, value: string][] {
    const shown = (cell: HTMLTableCellElement) => cell.querySelector('input')?.value ?? (cell.querySelector('[data-count]') ?? cell).textContent.trim()
    const rows = [...document.querySelectorAll<HTMLTableRowElement>('tbody tr')].map((row): [string, string] => [
      row.cells[0]!.textContent,
      [...row.cells].slice(1).map((cell) => t('row', { label: cell.dataset.label!, value: shown(cell) })).join(', '),
    ])
    const total = document.querySelector('[data-total]')
    return [
      [t('receiptPartner'), offer.partner],
      ...rows,
      ...(total ? [[t('receiptTotal'), total.textContent] as [string, string]] : []),
      [t('receiptAddress'), location.origin + location.pathname],
      [t('receiptHash'), offer.hash],
    ]
  }

  /** Says what is the matter where nothing can be encrypted. @returns whether it can */
  function canSeal(): boolean {
    // TypeScript takes for granted what a page without https lacks.
    const subtle = crypto.subtle as SubtleCrypto | undefined
    if (!subtle) choices.explain(t(isSecureContext ? 'tooOld' : 'insecure'))
    return Boolean(subtle)
  }

  async function submit(): Promise<void> {
    update()
    if (!canSeal() || !isComplete()) return
    try {
      const said = content()
      const armor = await sealReply(said, offer.replyKey, offer.hash)
      form.hidden = true
      choices.lock(true)
      await deliver({ armor, said: sentence(), receipt: receipt(said.at), offered: offered(), form, offer, t, onBack: () => choices.lock(false) })
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
    if (mode === 'change') document.querySelector<HTMLElement>('.stepper input')?.focus()
    else field('message')?.focus()
  }

  form.addEventListener('change', update)
  update()
  canSeal()
  return { update, choose, submit }
}
