import { currencyDigits, type LocaleData } from '#core/locale/data.ts'
import { readNumber } from '#core/locale/numbers.ts'

/** The part of a language's data that numbers need; small enough to travel in a page. */
export type NumberFormat = Pick<LocaleData, 'decimal' | 'group' | 'minus' | 'currency' | 'symbols'>

/** Groups of three, from the right. */
const grouped = (digits: string, separator: string) => digits.replace(/\B(?=(\d{3})+$)/g, separator)

/** A whole number with its groups: `1 500`. */
export function formatInteger(format: NumberFormat, value: number): string {
  const { group, minus } = format
  return (value < 0 ? minus : '') + grouped(String(Math.abs(Math.trunc(value))), group)
}

/**
 * An amount with its currency: `kr 2 490,00`.
 *
 * @param amount in the currency's smallest unit
 * @param currency ISO 4217
 */
export function formatMoney(format: NumberFormat, amount: number, currency: string): string {
  const places = currencyDigits[currency] ?? 2
  const digits = String(Math.abs(amount)).padStart(places + 1, '0')
  const whole = grouped(digits.slice(0, digits.length - places), format.group)
  const number = places ? whole + format.decimal + digits.slice(-places) : whole
  const symbol = format.symbols[currency] ?? currency
  // A symbol of letters needs a blank before a digit, as CLDR's currencySpacing has it.
  const spaced = /\p{L}$/u.test(symbol) && format.currency.startsWith('¤#') ? `${symbol}\u00a0` : symbol
  return (amount < 0 ? format.minus : '') + format.currency.replace('#,##0.00', number).replace('¤', spaced)
}

/** Reads an amount as people type it (`249`, `249,50`, `1 249.50`) into the smallest unit; null when it is none. */
export const readMoney = (typed: string, currency: string): number | null =>
  readNumber(typed, currencyDigits[currency] ?? 2)

/** An amount as it would be typed, for filling a field. */
export function typeMoney(format: NumberFormat, amount: number, currency: string): string {
  const places = currencyDigits[currency] ?? 2
  const fixed = (amount / 10 ** places).toFixed(places)
  return fixed.replace(/\.0+$/, '').replace('.', format.decimal)
}

export type DateStyle = 'full' | 'long' | 'medium'

/**
 * A calendar date in words.
 *
 * @param date `YYYY-MM-DD`
 * @param style `full` has the weekday, `medium` short months
 */
export function formatDate(data: LocaleData, date: string, style: DateStyle = 'long'): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  const pattern = { full: data.dateFull, long: data.dateLong, medium: data.dateMedium }[style]
  // CLDR's date fields, and literals in straight quotes.
  return pattern.replace(/'([^']*)'|EEEE|MMMM|MMM|MM|M|dd|d|y/g, (field, literal?: string) => {
    if (literal !== undefined) return literal
    switch (field) {
      case 'EEEE':
        return data.weekdays[weekday]!
      case 'MMMM':
        return data.months[month - 1]!
      case 'MMM':
        return data.monthsShort[month - 1]!
      case 'MM':
        return String(month).padStart(2, '0')
      case 'M':
        return String(month)
      case 'dd':
        return String(day).padStart(2, '0')
      case 'd':
        return String(day)
      default:
        return String(year)
    }
  })
}

/** What a time zone is called after: the city in its IANA name, in the language where that differs. */
export const cityOf = ({ cities }: LocaleData, timeZone: string): string =>
  cities[timeZone] ?? timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ')

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** The calendar date of a moment on this machine's clock, `YYYY-MM-DD`. */
export function localDate(moment: Date): string {
  return `${moment.getFullYear()}-${twoDigits(moment.getMonth() + 1)}-${twoDigits(moment.getDate())}`
}

/** A moment on this machine's clock: `22. nov. 2026 14:05`. */
export function formatMoment(data: LocaleData, instant: string): string {
  const moment = new Date(instant)
  return `${formatDate(data, localDate(moment), 'medium')} ${twoDigits(moment.getHours())}:${twoDigits(moment.getMinutes())}`
}
