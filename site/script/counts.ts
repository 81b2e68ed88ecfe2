import { formatInteger, formatMoney } from '#core/locale/format.ts'
import { say } from '#core/locale/say.ts'
import { totals } from '#core/model/totals.ts'
import type { Line } from '#core/model/terms.ts'
import type { PageOffer } from '#site/script/offer.ts'

function element<K extends 'button' | 'input' | 'span'>(name: K, properties: object): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(name), properties)
}

/**
 * Turns the counts of an offer's table into fields.
 *
 * @param changed called after every change that leaves all counts valid
 * @returns the chosen counts by line id, kept up to date; null while one is out of its range
 */
export function countFields(offer: PageOffer, changed: () => void): () => ReadonlyMap<string, number> | null {
  const counts = new Map(offer.lines.map((line) => [line.id, line.count]))
  const wrong = new Set<string>()
  const period = (months: number, amount: string) =>
    months === 1
      ? say(offer.numbers, offer.words.perMonth, { amount })
      : months === 12
        ? say(offer.numbers, offer.words.perYear, { amount })
        : say(offer.numbers, offer.words.perMonths, { amount, n: months })

  function showSums(line: Line, row: Element): void {
    const sum = row.querySelector('[data-sum]')
    if (sum && line.price) sum.textContent = formatMoney(offer.numbers, line.price.amount * counts.get(line.id)!, offer.currency)
    const total = document.querySelector('[data-total]')
    const sums = totals(offer.lines, counts)
    if (total) total.textContent = sums.map((each) => period(each.months, formatMoney(offer.numbers, each.amount, offer.currency))).join(' + ')
  }

  function addField(line: Line, row: Element, place: Element): void {
    const product = line.product.name
    const label = (word: keyof PageOffer['steppers']) => say(offer.numbers, offer.steppers[word], { product })
    const input = element('input', { type: 'text', inputMode: 'numeric', value: String(line.count), autocomplete: 'off' })
    input.setAttribute('aria-label', label('count'))
    const error = element('span', { className: 'error', id: `count-${line.id}`, hidden: true })
    error.textContent = say(offer.numbers, offer.words.outOfRange, { min: line.min, max: line.max })

    const take = (value: number) => {
      const fits = Number.isInteger(value) && value >= line.min && value <= line.max
      error.hidden = fits
      input.setAttribute('aria-invalid', String(!fits))
      if (fits) input.removeAttribute('aria-describedby')
      else input.setAttribute('aria-describedby', error.id)
      if (fits) {
        counts.set(line.id, value)
        wrong.delete(line.id)
        showSums(line, row)
      } else wrong.add(line.id)
      fewer.disabled = value <= line.min
      more.disabled = value >= line.max
      changed()
    }
    const step = (by: number) => () => {
      const value = Math.min(line.max, Math.max(line.min, (counts.get(line.id) ?? line.count) + by))
      input.value = String(value)
      take(value)
    }
    const button = (text: string, word: 'fewer' | 'more', by: number) => {
      const made = element('button', { type: 'button', textContent: text, onclick: step(by) })
      made.setAttribute('aria-label', label(word))
      return made
    }
    const fewer = button('−', 'fewer', -1)
    const more = button('+', 'more', 1)
    fewer.disabled = line.count <= line.min
    more.disabled = line.count >= line.max
    // Blanks are how some people group digits.
    input.oninput = () => take(/^[\d\s]+$/.test(input.value) ? Number(input.value.replace(/\s/g, '')) : NaN)
    input.onkeydown = (event) => {
      const by = { ArrowUp: 1, ArrowDown: -1 }[event.key]
      if (!by) return
      event.preventDefault()
      step(by)()
    }
    const stepper = element('span', { className: 'stepper' })
    stepper.append(fewer, input, more)
    place.replaceChildren(stepper)
    place.closest('td')!.append(error)
  }

  for (const row of document.querySelectorAll('[data-line]')) {
    const line = offer.lines.find((each) => each.id === row.getAttribute('data-line'))
    const place = row.querySelector('[data-count]')
    if (line && place && line.min < line.max) addField(line, row, place)
  }
  return () => (wrong.size ? null : counts)
}

/** The counts as a sentence has them: `12 × A, 3 × B`. */
export const countsInWords = (offer: PageOffer, counts: ReadonlyMap<string, number>) =>
  offer.lines.map((line) => `${formatInteger(offer.numbers, counts.get(line.id) ?? line.count)} × ${line.product.name}`).join(', ')
