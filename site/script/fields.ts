import { cleanLine, cleanText } from '#core/model/clean.ts'
import { emailPattern } from '#core/model/email.ts'
import { longest } from '#core/model/lengths.ts'
import type { Answer } from '#core/model/reply.ts'
import type { Choices, AnswerOffer, Say } from '#site/script/offer.ts'

type Field = keyof typeof longest

/** A field of the form; null where the form does not have it. */
export const fieldOf = (form: HTMLFormElement, name: string) =>
  form.elements.namedItem(name) as HTMLInputElement | HTMLTextAreaElement | null

/** What was typed, as it is sealed. */
export const valueOf = (form: HTMLFormElement, name: Field) =>
  (name === 'message' ? cleanText : cleanLine)(fieldOf(form, name)?.value ?? '')

/** Which way of delegated administration is chosen; empty while none is. */
export const delegationOf = (form: HTMLFormElement) =>
  (form.elements.namedItem('delegation') as RadioNodeList | null)?.value ?? ''

/** Where it is said what is wrong with a field: under it. Null where the form has no such field. */
function placeOf(form: HTMLFormElement, name: string): HTMLElement | null {
  const id = `${name}-error`
  // Radios are one field together: the last of them stands for all.
  const last = form.querySelector(name === 'delegation' ? '.choice:last-of-type' : `#${name}`)
  if (!document.getElementById(id))
    last?.after(Object.assign(document.createElement('span'), { id, className: 'error' }))
  return document.getElementById(id)
}

/** Shows or clears what is wrong with a field. @returns whether it is right */
function check(form: HTMLFormElement, name: string, fits: boolean, text: string): boolean {
  const error = placeOf(form, name)
  if (!error) return true
  error.textContent = text
  error.hidden = fits
  const input = fieldOf(form, name)
  // Radios are one field together: their group.
  const target = input instanceof HTMLElement ? input : error.closest('fieldset')!
  target.setAttribute('aria-invalid', String(!fits))
  target.setAttribute('aria-describedby', error.id)
  return fits
}

/** Says under every field what is wrong with it, and leads to the first. @returns whether all are right */
export function isComplete(
  form: HTMLFormElement,
  offer: AnswerOffer,
  { counts }: Choices,
  said: Answer,
  t: Say,
): boolean {
  /** A text must not be too long either: what the browser counts is not what is sealed. */
  const checkText = (name: Field, fits: boolean, text: string): boolean => {
    const short = valueOf(form, name).length <= longest[name]
    return check(form, name, fits && short, short ? text : t('fillShorter', { n: longest[name] }))
  }
  const isFilled = (name: Field) => valueOf(form, name) !== ''
  const isChanged = () => offer.lines.some(({ id, count }) => counts()?.get(id) !== count)
  const right = [
    check(
      form,
      'delegation',
      said !== 'accept' || !offer.asked || delegationOf(form) !== '',
      t('fillDelegation'),
    ),
    checkText('name', isFilled('name'), t('fillName')),
    checkText('email', emailPattern.test(valueOf(form, 'email')), t('fillEmail')),
    checkText('company', isFilled('company'), t('fillCompany')),
    checkText('order', true, ''),
    checkText(
      'message',
      isFilled('message') || (said === 'change' ? isChanged() : said !== 'question'),
      t(said === 'change' ? 'fillChange' : 'fillQuestion'),
    ),
    (said !== 'accept' && said !== 'change') || counts() !== null,
  ]
  if (right.every(Boolean)) return true
  document
    .querySelector<HTMLElement>(
      'input[aria-invalid="true"], textarea[aria-invalid="true"], [aria-invalid="true"] input',
    )
    ?.focus()
  return false
}
