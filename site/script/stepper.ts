import type { Params, Word } from '#core/locale/say.ts'
import type { CountWords, PageLine } from '#site/script/offer.ts'

export function element<K extends 'button' | 'input' | 'span'>(
  name: K,
  properties: object,
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(name), properties)
}

/**
 * A field for a line's number, between the buttons that count it down and up.
 *
 * @param step called with the way to count, by button or arrow key
 * @returns the whole, and its parts
 */
export function stepper(
  { name, count }: PageLine,
  [fewerOf, moreOf, countOf]: CountWords,
  t: (word: Word, params: Params) => string,
  step: (by: number) => void,
): [whole: HTMLElement, input: HTMLInputElement, fewer: HTMLButtonElement, more: HTMLButtonElement] {
  const input = element('input', {
    type: 'text',
    inputMode: 'numeric',
    value: String(count),
    autocomplete: 'off',
  })
  input.setAttribute('aria-label', t(countOf, { product: name }))
  const button = (text: string, word: Word, by: number) => {
    const made = element('button', { type: 'button', textContent: text, onclick: () => step(by) })
    made.setAttribute('aria-label', t(word, { product: name }))
    return made
  }
  // Typing replaces the number, whichever way the field was reached.
  input.onfocus = input.onclick = () => input.select()
  input.onkeydown = (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key]
    if (!by) return
    event.preventDefault()
    step(by)
  }
  const fewer = button('−', fewerOf, -1)
  const more = button('+', moreOf, 1)
  const whole = element('span', { className: 'stepper' })
  whole.append(fewer, input, more)
  return [whole, input, fewer, more]
}
