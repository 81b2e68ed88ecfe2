// Written by scripts/languages.ts from Unicode CLDR 48.2.0. Do not edit.
import type { PageLanguage } from '#core/model/language.ts'

export type LocaleData = Readonly<{
  direction: 'ltr' | 'rtl'
  decimal: string
  group: string
  minus: string
  currency: string
  symbols: Readonly<Record<string, string>>
  months: readonly string[]
  monthsShort: readonly string[]
  weekdays: readonly string[]
  dateFull: string
  dateLong: string
  dateMedium: string
}>

/** Decimal places of each currency. */
export const currencyDigits: Readonly<Record<string, number>> = {
  "NOK": 2,
  "SEK": 2,
  "DKK": 2,
  "EUR": 2,
  "USD": 2,
  "GBP": 2,
  "CHF": 2,
  "ISK": 0,
  "CNY": 2
}

export const localeData: Readonly<Record<PageLanguage, LocaleData>> = {
  "da": {
    "direction": "ltr",
    "decimal": ",",
    "group": ".",
    "minus": "-",
    "currency": "#,##0.00 ¤",
    "symbols": {
      "NOK": "NOK",
      "SEK": "SEK",
      "DKK": "kr.",
      "EUR": "€",
      "USD": "US$",
      "GBP": "£",
      "CHF": "CHF",
      "ISK": "ISK",
      "CNY": "CN¥"
    },
    "months": [
      "januar",
      "februar",
      "marts",
      "april",
      "maj",
      "juni",
      "juli",
      "august",
      "september",
      "oktober",
      "november",
      "december"
    ],
    "monthsShort": [
      "jan.",
      "feb.",
      "mar.",
      "apr.",
      "maj",
      "jun.",
      "jul.",
      "aug.",
      "sep.",
      "okt.",
      "nov.",
      "dec."
    ],
    "weekdays": [
      "søndag",
      "mandag",
      "tirsdag",
      "onsdag",
      "torsdag",
      "fredag",
      "lørdag"
    ],
    "dateFull": "EEEE 'den' d. MMMM y",
    "dateLong": "d. MMMM y",
    "dateMedium": "d. MMM y"
  },
  "de": {
    "direction": "ltr",
    "decimal": ",",
    "group": ".",
    "minus": "-",
    "currency": "#,##0.00 ¤",
    "symbols": {
      "NOK": "NOK",
      "SEK": "SEK",
      "DKK": "DKK",
      "EUR": "€",
      "USD": "$",
      "GBP": "£",
      "CHF": "CHF",
      "ISK": "ISK",
      "CNY": "CN¥"
    },
    "months": [
      "Januar",
      "Februar",
      "März",
      "April",
      "Mai",
      "Juni",
      "Juli",
      "August",
      "September",
      "Oktober",
      "November",
      "Dezember"
    ],
    "monthsShort": [
      "Jan.",
      "Feb.",
      "März",
      "Apr.",
      "Mai",
      "Juni",
      "Juli",
      "Aug.",
      "Sept.",
      "Okt.",
      "Nov.",
      "Dez."
    ],
    "weekdays": [
      "Sonntag",
      "Montag",
      "Dienstag",
      "Mittwoch",
      "Donnerstag",
      "Freitag",
      "Samstag"
    ],
    "dateFull": "EEEE, d. MMMM y",
    "dateLong": "d. MMMM y",
    "dateMedium": "dd.MM.y"
  },
  "en": {
    "direction": "ltr",
    "decimal": ".",
    "group": ",",
    "minus": "-",
    "currency": "¤#,##0.00",
    "symbols": {
      "NOK": "NOK",
      "SEK": "SEK",
      "DKK": "DKK",
      "EUR": "€",
      "USD": "US$",
      "GBP": "£",
      "CHF": "CHF",
      "ISK": "ISK",
      "CNY": "CN¥"
    },
    "months": [
      "January",
      "February",
      "March",
      "April",
      "May",
      "June",
      "July",
      "August",
      "September",
      "October",
      "November",
      "December"
    ],
    "monthsShort": [
      "Jan",
      "Feb",
      "Mar",
      "Apr",
      "May",
      "Jun",
      "Jul",
      "Aug",
      "Sept",
      "Oct",
      "Nov",
      "Dec"
    ],
    "weekdays": [
      "Sunday",
      "Monday",
      "Tuesday",
      "Wednesday",
      "Thursday",
      "Friday",
      "Saturday"
    ],
    "dateFull": "EEEE, d MMMM y",
    "dateLong": "d MMMM y",
    "dateMedium": "d MMM y"
  },
  "nb": {
    "direction": "ltr",
    "decimal": ",",
    "group": " ",
    "minus": "−",
    "currency": "#,##0.00 ¤",
    "symbols": {
      "NOK": "kr",
      "SEK": "SEK",
      "DKK": "DKK",
      "EUR": "€",
      "USD": "USD",
      "GBP": "£",
      "CHF": "CHF",
      "ISK": "ISK",
      "CNY": "CNY"
    },
    "months": [
      "januar",
      "februar",
      "mars",
      "april",
      "mai",
      "juni",
      "juli",
      "august",
      "september",
      "oktober",
      "november",
      "desember"
    ],
    "monthsShort": [
      "jan.",
      "feb.",
      "mars",
      "apr.",
      "mai",
      "juni",
      "juli",
      "aug.",
      "sep.",
      "okt.",
      "nov.",
      "des."
    ],
    "weekdays": [
      "søndag",
      "mandag",
      "tirsdag",
      "onsdag",
      "torsdag",
      "fredag",
      "lørdag"
    ],
    "dateFull": "EEEE d. MMMM y",
    "dateLong": "d. MMMM y",
    "dateMedium": "d. MMM y"
  },
  "nn": {
    "direction": "ltr",
    "decimal": ",",
    "group": " ",
    "minus": "−",
    "currency": "#,##0.00 ¤",
    "symbols": {
      "NOK": "kr",
      "SEK": "SEK",
      "DKK": "DKK",
      "EUR": "€",
      "USD": "USD",
      "GBP": "GBP",
      "CHF": "CHF",
      "ISK": "ISK",
      "CNY": "CNY"
    },
    "months": [
      "januar",
      "februar",
      "mars",
      "april",
      "mai",
      "juni",
      "juli",
      "august",
      "september",
      "oktober",
      "november",
      "desember"
    ],
    "monthsShort": [
      "jan.",
      "feb.",
      "mars",
      "apr.",
      "mai",
      "juni",
      "juli",
      "aug.",
      "sep.",
      "okt.",
      "nov.",
      "des."
    ],
    "weekdays": [
      "søndag",
      "måndag",
      "tysdag",
      "onsdag",
      "torsdag",
      "fredag",
      "laurdag"
    ],
    "dateFull": "EEEE d. MMMM y",
    "dateLong": "d. MMMM y",
    "dateMedium": "d. MMM y"
  },
  "sv": {
    "direction": "ltr",
    "decimal": ",",
    "group": " ",
    "minus": "−",
    "currency": "#,##0.00 ¤",
    "symbols": {
      "NOK": "Nkr",
      "SEK": "kr",
      "DKK": "Dkr",
      "EUR": "€",
      "USD": "US$",
      "GBP": "GBP",
      "CHF": "CHF",
      "ISK": "Ikr",
      "CNY": "CNY"
    },
    "months": [
      "januari",
      "februari",
      "mars",
      "april",
      "maj",
      "juni",
      "juli",
      "augusti",
      "september",
      "oktober",
      "november",
      "december"
    ],
    "monthsShort": [
      "jan.",
      "feb.",
      "mars",
      "apr.",
      "maj",
      "juni",
      "juli",
      "aug.",
      "sep.",
      "okt.",
      "nov.",
      "dec."
    ],
    "weekdays": [
      "söndag",
      "måndag",
      "tisdag",
      "onsdag",
      "torsdag",
      "fredag",
      "lördag"
    ],
    "dateFull": "EEEE d MMMM y",
    "dateLong": "d MMMM y",
    "dateMedium": "d MMM y"
  },
  "zh-Hans": {
    "direction": "ltr",
    "decimal": ".",
    "group": ",",
    "minus": "-",
    "currency": "¤#,##0.00",
    "symbols": {
      "NOK": "NOK",
      "SEK": "SEK",
      "DKK": "DKK",
      "EUR": "€",
      "USD": "US$",
      "GBP": "£",
      "CHF": "CHF",
      "ISK": "ISK",
      "CNY": "¥"
    },
    "months": [
      "一月",
      "二月",
      "三月",
      "四月",
      "五月",
      "六月",
      "七月",
      "八月",
      "九月",
      "十月",
      "十一月",
      "十二月"
    ],
    "monthsShort": [
      "1月",
      "2月",
      "3月",
      "4月",
      "5月",
      "6月",
      "7月",
      "8月",
      "9月",
      "10月",
      "11月",
      "12月"
    ],
    "weekdays": [
      "星期日",
      "星期一",
      "星期二",
      "星期三",
      "星期四",
      "星期五",
      "星期六"
    ],
    "dateFull": "y年M月d日EEEE",
    "dateLong": "y年M月d日",
    "dateMedium": "y年M月d日"
  }
}
