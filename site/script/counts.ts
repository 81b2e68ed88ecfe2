import { formatMoney } from '#core/locale/format.ts'
import { readNumber } from '#core/locale/numbers.ts'
import { say, type Params, type Word } from '#core/locale/say.ts'
import { maxLicences } from '#core/model/limits.ts'
import { isWithin } from '#core/model/range.ts'
import { totals } from '#core/model/totals.ts'
import type { Choices, CountWords, PageLine, PageOffer } from '#site/script/offer.ts'
import { element, stepper } from '#site/script/stepper.ts'

type Line = PageLine
type Price = NonNullable<Line['price']>

type Tell = (word: Word, params: Params) => string

/** Makes room in a cell for what is said of its number. @returns what says it: nothing of a number that fits */
function noteOf(
  { id, min, max }: Line,
  input: HTMLElement,
  cell: Element,
  [, , , outside, notWhole]: CountWords,
  t: Tell,
): (known: boolean, fits: boolean) => void {
  const note = element('span', { className: 'note', id: `count-${id}`, role: 'status', hidden: true })
  const range = cell.querySelector('small')
  if (range) range.id = `range-${id}`
  /** The range belongs to the field, and so does what is said of its number. */
  const describe = (noted: boolean) =>
    input.setAttribute('aria-describedby', `${range?.id ?? ''} ${noted ? note.id : ''}`.trim())
  cell.append(note)
  describe(false)
  return (known, fits) => {
    note.hidden = fits
    note.textContent = fits ? '' : t(known ? outside : notWhole, { min, max })
    note.classList.toggle('error', !known)
    input.setAttribute('aria-invalid', String(!known))
    describe(!fits)
  }
}

/** @returns what writes the sum of a line into its row, and that of all below */
function sumsOf(
  offer: PageOffer,
  counts: ReadonlyMap<string, number>,
  [, , , , , perMonth, perYear, forYears]: CountWords,
  t: Tell,
): (line: Line, row: Element) => void {
  const inWords = (lines: readonly Line[]) =>
    totals(lines, counts)
      .map(({ months, amount }) => {
        const word = months === 1 ? perMonth : months === 12 ? perYear : forYears
        return t(word, { n: months / 12, amount: formatMoney(offer.numbers, amount, offer.currency!) })
      })
      .join(' + ')
  return (line, row) => {
    const sum = row.querySelector('[data-sum]')
    if (sum) sum.textContent = inWords([line])
    const total = document.querySelector('[data-total]')
    if (total) total.textContent = inWords(offer.lines)
  }
}

/**
 * Turns the counts of an offer's table into fields.
 *
 * @param changed called after every change
 */
export function countFields(
  offer: PageOffer,
  changed: () => void,
): Pick<Choices, 'counts' | 'outside' | 'openAll' | 'lock'> {
  const counts = new Map(offer.lines.map((line) => [line.id, line.count]))
  const wrong = new Set<string>()
  const fields: [input: HTMLInputElement, enable: () => void][] = []
  let locked = false
  /** Whether the customer asks for other numbers than are offered, on purpose. */
  let free = false
  // Without a purchase there are no lines, and nothing to say about them.
  const words = (offer.counting ?? []) as unknown as CountWords
  const t: Tell = (word, params) => say(offer.numbers, word, params)
  const showSums = sumsOf(offer, counts, words, t)
  const isOutside = (line: Line) => !isWithin(line, counts.get(line.id)!)

  function addField(line: Line, place: Element): void {
    const lowest = () => (free ? 0 : line.min)
    const highest = () => (free ? maxLicences : line.max)
    const now = () => counts.get(line.id)!
    const take = (value: number) => {
      const known = value >= 0 && value <= maxLicences
      if (known) {
        counts.set(line.id, value)
        wrong.delete(line.id)
        showSums(line, place.closest('tr')!)
      } else wrong.add(line.id)
      showNote(known, known && (!isOutside(line) || free))
      enable()
      changed()
    }
    const [whole, input, fewer, more] = stepper(line, words, t, (by) => {
      const value = Math.min(highest(), Math.max(lowest(), now() + by))
      input.value = String(value)
      take(value)
    })
    const showNote = noteOf(line, input, place.closest('td')!, words, t)
    const enable = () => {
      input.disabled = locked
      fewer.disabled = locked || now() <= lowest()
      more.disabled = locked || now() >= highest()
    }
    enable()
    fields.push([input, enable])
    input.oninput = () => take(readNumber(input.value) ?? NaN)
    place.replaceChildren(whole)
  }

  /** Makes fields of the numbers that may be changed. */
  function addFields(): void {
    for (const line of offer.lines) {
      const place = document.querySelector(`[data-line^="${line.id} "] [data-count]`)
      if (place && !place.querySelector('input') && (free || line.min < line.max)) addField(line, place)
    }
  }
  addFields()

  return {
    counts: () => (wrong.size ? null : counts),
    outside: () => offer.lines.some(isOutside),
    openAll() {
      free = true
      addFields()
      for (const [input] of fields) input.dispatchEvent(new Event('input'))
    },
    lock(on) {
      locked = on
      for (const [, enable] of fields) enable()
    },
  }
}

/** The lines of the offer's table: a row carries what its cells do not say to a script. */
export const readLines = (): PageLine[] =>
  [...document.querySelectorAll<HTMLTableRowElement>('[data-line]')].map((row) => {
    const [id, min, max, term, amount, per] = row.dataset.line!.split(' ') as [
      string,
      string,
      string,
      Line['term'],
      string?,
      Price['per']?,
    ]
    const count = readNumber(row.querySelector('[data-count]')!.textContent)!
    return {
      id,
      name: row.cells[0]!.textContent,
      count,
      min: Number(min),
      max: Number(max),
      term,
      price: per ? { amount: Number(amount), per } : null,
    }
  })
