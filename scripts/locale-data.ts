/**
 * Writes core/locale/data.ts: the numbers, dates and currencies of every
 * language, taken once from the Unicode CLDR (packages cldr-*). Pages, screens
 * and texts format from this file alone, because `Intl` differs between engines
 * and between years, and the same publication must give the same bytes.
 *
 * `node scripts/locale-data.ts` writes it, `--check` fails when it would differ.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { currencies } from '#core/model/company.ts'
import { pageLanguages, type PageLanguage } from '#core/model/language.ts'

/** Which CLDR locale a language of ours follows; `no` holds what `nb` and `nn` inherit. */
const sources: Record<PageLanguage, readonly string[]> = {
  nb: ['nb', 'no'],
  nn: ['nn', 'no'],
  sv: ['sv'],
  da: ['da'],
  en: ['en-GB', 'en'],
  de: ['de'],
  'zh-Hans': ['zh-Hans', 'zh'],
}

const target = new URL('../core/locale/data.ts', import.meta.url)

// CLDR's files are too many shapes to type, and the generated data is checked by its own type.
// oxlint-disable-next-line typescript/no-explicit-any
type Json = { [key: string]: any }

async function cldr(path: string): Promise<Json> {
  return JSON.parse(await readFile(new URL(`../node_modules/${path}`, import.meta.url), 'utf8'))
}

async function load(kind: string, tags: readonly string[], file: string): Promise<Json> {
  const tag = tags[0]!
  for (const each of tags) {
    try {
      return Object.values((await cldr(`cldr-${kind}-full/main/${each}/${file}.json`)).main)[0] as Json
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  throw new Error(`CLDR has no ${file} for ${tag}`)
}

async function language(tags: readonly string[]) {
  const { numbers } = await load('numbers', tags, 'numbers')
  const money = (await load('numbers', tags, 'currencies')).numbers.currencies
  const calendar = (await load('dates', tags, 'ca-gregorian')).dates.calendars.gregorian
  const symbols = numbers['symbols-numberSystem-latn']
  const names = (of: Json) => Object.values(of) as string[]
  return {
    decimal: symbols.decimal,
    group: symbols.group,
    minus: symbols.minusSign,
    currency: numbers['currencyFormats-numberSystem-latn'].standard.split(';')[0],
    symbols: Object.fromEntries(currencies.map((code) => [code, money[code].symbol ?? code])),
    months: names(calendar.months.format.wide),
    monthsShort: names(calendar.months.format.abbreviated),
    weekdays: names(calendar.days.format.wide),
    dateFull: calendar.dateFormats.full,
    dateLong: calendar.dateFormats.long,
    dateMedium: calendar.dateFormats.medium,
  }
}

const fractions = (await cldr('cldr-core/supplemental/currencyData.json')).supplemental.currencyData.fractions
const digits = Object.fromEntries(
  currencies.map((code) => [code, Number(fractions[code]?._digits ?? fractions.DEFAULT._digits)]),
)
const data = Object.fromEntries(
  await Promise.all(pageLanguages.map(async (tag) => [tag, await language(sources[tag])] as const)),
)
const version = (await cldr('cldr-core/package.json')).version

const source = `// Written by scripts/locale-data.ts from Unicode CLDR ${version}. Do not edit.
import type { PageLanguage } from '#core/model/language.ts'

export type LocaleData = Readonly<{
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
export const currencyDigits: Readonly<Record<string, number>> = ${JSON.stringify(digits, null, 2)}

export const localeData: Readonly<Record<PageLanguage, LocaleData>> = ${JSON.stringify(data, null, 2)}
`

if (process.argv.includes('--check')) {
  if ((await readFile(target, 'utf8')) !== source) {
    console.error('core/locale/data.ts is not what CLDR gives: run node scripts/locale-data.ts')
    process.exit(1)
  }
} else await writeFile(target, source)
