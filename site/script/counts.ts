import { formatMoney } from '#core/locale/format.ts'
import { readNumber } from '#core/locale/numbers.ts'
import { say, type Params, type Word } from '#core/locale/say.ts'
import { maxLicences } from '#core/model/limits.ts'
import { totals } from '#core/model/totals.ts'
import type { Choices, CountWords, PageLine, PageOffer } from '#site/script/offer.ts'

type Line = PageLine
type Price = NonNullable<Line['price']>

function element<K extends 'button' | 'input' | 'span'>(name: K, properties: object): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(name), properties)
}

/**
 * Turns the counts of an offer's table into fields.
 *
 * @param changed called after every change
 */
export function countFields(offer: PageOffer, changed: () => void): Pick<Choices, 'counts' | 'outside' | 'openAll' | 'lock'> {
  const counts = new Map(offer.lines.map((line) => [line.id, line.count]))
  const wrong = new Set<string>()
  const fields: { input: HTMLInputElement; enable: () => void }[] = []
  let locked = false
  /** Whether the customer asks for other numbers than are offered, on purpose. */
  let free = false
  // Without a purchase there are no lines, and nothing to say about them.
  const [fewerOf, moreOf, countOf, outside, notWhole, perMonth, perYear, forYears] = (offer.counting ?? []) as CountWords
  const t = (word: Word, params: Params) => say(offer.numbers, word, params)
  const money = (amount: number) => formatMoney(offer.numbers, amount, offer.currency!)
  const period = (months: number, amount: string) => t(months === 1 ? perMonth : months === 12 ? perYear : forYears, { amount, n: months / 12 })
  const inWords = (lines: readonly Line[]) => totals(lines, counts).map((each) => period(each.months, money(each.amount))).join(' + ')
  const isOutside = ({ id, min, max }: Line) => counts.get(id)! < min || counts.get(id)! > max

  function showSums(line: Line, row: Element): void {
    const sum = row.querySelector('[data-sum]')
    if (sum) sum.textContent = inWords([line])
    const total = document.querySelector('[data-total]')
    if (total) total.textContent = inWords(offer.lines)
  }

  function addField(line: Line, row: Element, place: Element): void {
    const input = element('input', { type: 'text', inputMode: 'numeric', value: String(line.count), autocomplete: 'off' })
    input.setAttribute('aria-label', t(countOf, { product: line.name }))
    const note = element('span', { className: 'note', id: `count-${line.id}`, hidden: true })
    note.setAttribute('role', 'status')

    const range = place.closest('td')!.querySelector('small')
    if (range) range.id = `range-${line.id}`
    /** The range belongs to the field, and so does what is said of its number. */
    const describe = (noted: boolean) => input.setAttribute('aria-describedby', `${range?.id ?? ''} ${noted ? note.id : ''}`.trim())
    describe(false)

    const lowest = () => (free ? 0 : line.min)
    const highest = () => (free ? maxLicences : line.max)
    const take = (value: number) => {
      const known = value >= 0 && value <= maxLicences
      if (known) {
        counts.set(line.id, value)
        wrong.delete(line.id)
        showSums(line, row)
      } else wrong.add(line.id)
      const fits = known && (!isOutside(line) || free)
      note.hidden = fits
      note.textContent = fits ? '' : t(known ? outside : notWhole, { min: line.min, max: line.max })
      note.classList.toggle('error', !known)
      input.setAttribute('aria-invalid', String(!known))
      describe(!fits)
      enable()
      changed()
    }
    const step = (by: number) => () => {
      const value = Math.min(highest(), Math.max(lowest(), (counts.get(line.id) ?? line.count) + by))
      input.value = String(value)
      take(value)
    }
    const button = (text: string, word: Word, by: number) => {
      const made = element('button', { type: 'button', textContent: text, onclick: step(by) })
      made.setAttribute('aria-label', t(word, { product: line.name }))
      return made
    }
    const fewer = button('−', fewerOf, -1)
    const more = button('+', moreOf, 1)
    const enable = () => {
      input.disabled = locked
      fewer.disabled = locked || counts.get(line.id)! <= lowest()
      more.disabled = locked || counts.get(line.id)! >= highest()
    }
    enable()
    fields.push({ input, enable })
    input.oninput = () => take(readNumber(input.value) ?? NaN)
    // Typing replaces the number, whichever way the field was reached.
    input.onfocus = input.onclick = () => input.select()
    input.onkeydown = (event) => {
      const by = { ArrowUp: 1, ArrowDown: -1 }[event.key]
      if (!by) return
      event.preventDefault()
      step(by)()
    }
    const stepper = element('span', { className: 'stepper' })
    stepper.append(fewer, input, more)
    place.replaceChildren(stepper)
    place.closest('td')!.append(note)
  }

  /** Makes fields of the numbers that may be changed. */
  function addFields(): void {
    for (const line of offer.lines) {
      const row = document.querySelector(`[data-line^="${line.id} "]`)
      const place = row?.querySelector('[data-count]')
      if (!row || !place) continue
      if (!place.querySelector('input') && (free || line.min < line.max)) addField(line, row, place)
    }
  }
  addFields()

  return {
    counts: () => (wrong.size ? null : counts),
    outside: () => offer.lines.some(isOutside),
    openAll() {
      free = true
      addFields()
      for (const { input } of fields) input.dispatchEvent(new Event('input'))
    },
    lock(on) {
      locked = on
      for (const { enable } of fields) enable()
    },
  }
}

/** The lines of the offer's table: a row carries what its cells do not say to a script. */
export const readLines = (): PageLine[] =>
  [...document.querySelectorAll<HTMLTableRowElement>('[data-line]')].map((row) => {
    const [id, min, max, term, amount, per] = row.dataset.line!.split(' ') as [string, string, string, Line['term'], string?, Price['per']?]
    const count = readNumber(row.querySelector('[data-count]')!.textContent)!
    return { id, name: row.cells[0]!.textContent, count, min: Number(min), max: Number(max), term, price: per ? { amount: Number(amount), per } : null }
  })
