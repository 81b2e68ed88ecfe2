import { groupCode } from '#core/model/grouping.ts'
import type { AnswerOffer, Say } from '#site/script/offer.ts'

type Row = [label: string, value: string]

const twoDigits = (value: number) => String(Math.trunc(value)).padStart(2, '0')

/** A moment on the customer's clock with its time zone: the same in every language, and on paper never mistaken. */
function clockTime(moment: Date): string {
  const offset = -moment.getTimezoneOffset()
  const shown = new Date(moment.getTime() + offset * 60_000).toISOString()
  const zone = `${offset < 0 ? '-' : '+'}${twoDigits(Math.abs(offset) / 60)}:${twoDigits(Math.abs(offset) % 60)}`
  return `${shown.slice(0, 10)} ${shown.slice(11, 16)} (UTC${zone})`
}

/** What is written into the fields of an answer: label (without its *optional*) and value, in the order of the form. */
export const writtenOf = (form: HTMLFormElement, which = 'input, textarea'): Row[] =>
  [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(`.field:not([hidden]) :is(${which})`)]
    .filter((input) => input.value.trim())
    .map((input) => [input.labels![0]!.textContent.replace(/\s*[(（].*$/, '').trim(), input.value.trim()])

/** What is sent, as the customer keeps it. */
export function receiptOf(form: HTMLFormElement, code: string, sentence: string, at: string, t: Say): Row[] {
  return [
    [t('receiptAnswer'), sentence],
    ...writtenOf(form),
    [t('receiptTime'), clockTime(new Date(at))],
    [t('receiptCode'), groupCode(code)],
  ]
}

/** What was offered, as the page shows it, for whoever reads the file years later. */
export function offeredOf(offer: AnswerOffer, t: Say): Row[] {
  const shown = (cell: HTMLTableCellElement) =>
    cell.querySelector('input')?.value ?? (cell.querySelector('[data-count]') ?? cell).textContent.trim()
  const rows = [...document.querySelectorAll<HTMLTableRowElement>('tbody tr')].map((row): Row => [
    row.cells[0]!.textContent,
    [...row.cells]
      .slice(1)
      .map((cell) => t('row', { label: cell.dataset.label!, value: shown(cell) }))
      .join(', '),
  ])
  const total = document.querySelector('[data-total]')
  return [
    [t('receiptPartner'), offer.partner],
    ...rows,
    ...(total ? [[t('receiptTotal'), total.textContent] as Row] : []),
    [t('receiptAddress'), location.origin + location.pathname],
    [t('receiptHash'), offer.hash],
  ]
}
