/**
 * Writes what follows from the files in core/locale/page, one for each language:
 * the list of languages, their words together, and their numbers, dates and
 * currencies, taken once from the Unicode CLDR (packages cldr-*). Pages, screens
 * and texts format from these alone, because `Intl` differs between engines and
 * between years, and the same publication must give the same bytes.
 *
 * `node scripts/languages.ts` writes them, `--check` fails when they would differ.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { currencies } from '#core/model/company.ts'

/** What is read of CLDR's files. */
type Words = Readonly<Record<string, string>>
type Supplemental<T> = Readonly<{ supplemental: T }>
type Numbers = Readonly<{
  numbers: Readonly<{
    'symbols-numberSystem-latn': Readonly<{ decimal: string; group: string; minusSign: string }>
    'currencyFormats-numberSystem-latn': Readonly<{ standard: string }>
  }>
}>
type Currencies = Readonly<{
  numbers: Readonly<{ currencies: Readonly<Record<string, Readonly<{ symbol?: string }>>> }>
}>
type Calendars = Readonly<{
  dates: Readonly<{
    calendars: Readonly<{
      gregorian: Readonly<{
        months: Readonly<{ format: Readonly<{ wide: Words; abbreviated: Words }> }>
        days: Readonly<{ format: Readonly<{ wide: Words }> }>
        dateFormats: Readonly<{ full: string; long: string; medium: string }>
      }>
    }>
  }>
}>
type Zones = Readonly<Record<string, Readonly<Record<string, Readonly<{ exemplarCity?: string }>>>>>
type TimeZones = Readonly<{ dates: Readonly<{ timeZoneNames: Readonly<{ zone: Zones }> }> }>

const core = new URL('../core/', import.meta.url)

async function cldr<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(new URL(`../node_modules/${path}`, import.meta.url), 'utf8')) as T
}

/** One of the files that are about all languages. */
const supplemental = async <T>(file: string): Promise<T> =>
  (await cldr<Supplemental<T>>(`cldr-core/supplemental/${file}.json`)).supplemental

const { parentLocale } = (await supplemental<{ parentLocales: { parentLocale: Words } }>('parentLocales'))
  .parentLocales
const { likelySubtags } = await supplemental<{ likelySubtags: Words }>('likelySubtags')
const plurals = (await supplemental<{ 'plurals-type-cardinal': Record<string, Words> }>('plurals'))[
  'plurals-type-cardinal'
]
const { scriptMetadata: scripts } = await cldr<{ scriptMetadata: Record<string, { rtl: string }> }>(
  'cldr-core/scriptMetadata.json',
)

/** The CLDR locales that a language follows, the nearest first. */
function sources(tag: string): string[] {
  // European customers write the day before the month.
  if (tag === 'en') return ['en-GB', 'en']
  const shorter = tag.includes('-') ? tag.slice(0, tag.lastIndexOf('-')) : null
  const parent = parentLocale[tag] ?? shorter
  return parent && parent !== 'root' ? [tag, ...sources(parent)] : [tag]
}

async function load<T>(kind: string, tag: string, file: string): Promise<T> {
  for (const each of sources(tag)) {
    try {
      const { main } = await cldr<{ main: Record<string, T> }>(`cldr-${kind}-full/main/${each}/${file}.json`)
      return Object.values(main)[0]!
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  throw new Error(`CLDR has no ${file} for ${tag}.`)
}

/** Which way a language is written: its script is in its tag, or the one that CLDR thinks likely. */
function direction(tag: string): 'ltr' | 'rtl' {
  const script = `${tag}-${likelySubtags[tag] ?? ''}`.split('-').find((part) => part in scripts)
  if (!script) throw new Error(`CLDR knows no script for ${tag}.`)
  return scripts[script]!.rtl === 'YES' ? 'rtl' : 'ltr'
}

/** Refuses a language whose plural is more than core/locale/say.ts knows: `one` is 1, everything else is `other`. */
function checkPlural(tag: string): void {
  const rules: Words =
    sources(tag)
      .map((each) => plurals[each])
      .find(Boolean) ?? {}
  for (const [name, rule] of Object.entries(rules)) {
    const integers = /@integer ([^@]*)/.exec(rule)?.[1]?.trim()
    const known = name.endsWith('-other') || (name.endsWith('-one') && integers === '1')
    if (integers && !known)
      throw new Error(
        `${tag} has a plural that core/locale/say.ts does not know yet: ${name} for ${integers}`,
      )
  }
}

/** Where partners and customers are: the zones of Europe and China. */
const isNear = (zone: string) => /^Europe\/|^Asia\/(?:Shanghai|Urumqi|Hong_Kong|Macau)$/.test(zone)

/** What cities of time zones are called, where it is not as in the zone's name. */
function citiesOf(zones: Zones) {
  const named = Object.entries(zones).flatMap(([area, places]) =>
    Object.entries(places).map(([place, { exemplarCity }]) => [`${area}/${place}`, exemplarCity] as const),
  )
  return Object.fromEntries(
    named.filter(
      ([zone, city]) =>
        isNear(zone) && city && city !== zone.slice(zone.indexOf('/') + 1).replaceAll('_', ' '),
    ),
  )
}

async function dataOf(tag: string) {
  checkPlural(tag)
  const { numbers } = await load<Numbers>('numbers', tag, 'numbers')
  const money = (await load<Currencies>('numbers', tag, 'currencies')).numbers.currencies
  const calendar = (await load<Calendars>('dates', tag, 'ca-gregorian')).dates.calendars.gregorian
  const symbols = numbers['symbols-numberSystem-latn']
  return {
    direction: direction(tag),
    decimal: symbols.decimal,
    group: symbols.group,
    minus: symbols.minusSign,
    currency: numbers['currencyFormats-numberSystem-latn'].standard.split(';')[0],
    symbols: Object.fromEntries(currencies.map((code) => [code, money[code]!.symbol ?? code])),
    months: Object.values(calendar.months.format.wide),
    monthsShort: Object.values(calendar.months.format.abbreviated),
    weekdays: Object.values(calendar.days.format.wide),
    dateFull: calendar.dateFormats.full,
    dateLong: calendar.dateFormats.long,
    dateMedium: calendar.dateFormats.medium,
    cities: citiesOf((await load<TimeZones>('dates', tag, 'timeZoneNames')).dates.timeZoneNames.zone),
  }
}

const tags = (await readdir(new URL('locale/page/', core)))
  .filter((file) => file !== 'words.ts')
  .map((file) => file.replace(/\.ts$/, ''))
  .sort()
const names = await Promise.all(
  tags.map(async (tag) => [tag, (await import(`../core/locale/page/${tag}.ts`)).name as string] as const),
)
const data = await Promise.all(tags.map(async (tag) => [tag, await dataOf(tag)] as const))

const { fractions } = (
  await supplemental<{ currencyData: { fractions: Record<string, { _digits: string }> } }>('currencyData')
).currencyData
const digits = currencies.map(
  (code) => [code, Number(fractions[code]?._digits ?? fractions['DEFAULT']!._digits)] as const,
)
const { version } = await cldr<{ version: string }>('cldr-core/package.json')

const json = (entries: readonly (readonly [string, unknown])[]) =>
  JSON.stringify(Object.fromEntries(entries), null, 2)
const identifier = (tag: string) => tag.replace('-', '')

const written = {
  'model/pageLanguages.ts': `// Written by scripts/languages.ts from the files in core/locale/page. Do not edit.

/** Languages of pages and mails, by BCP 47 tag, each with its own name for itself. */
export const languageNames = ${json(names)} as const
`,

  'locale/page/words.ts': `// Written by scripts/languages.ts from the files in core/locale/page. Do not edit.
${tags.map((tag) => `import * as ${identifier(tag)} from '#core/locale/page/${tag}.ts'`).join('\n')}
import type { PageLanguage } from '#core/model/language.ts'

/** The words of the customer's page, and of the mails that lead to it. */
export const pageWords: Readonly<Record<PageLanguage, en.PageWords>> = { ${tags.map((tag) => (tag.includes('-') ? `'${tag}': ${identifier(tag)}` : tag)).join(', ')} }
`,

  'locale/data.ts': `// Written by scripts/languages.ts from Unicode CLDR ${version}. Do not edit.
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
  /** What cities are called that time zones are named after, where it is not as in the zone's name. */
  cities: Readonly<Record<string, string>>
}>

/** Decimal places of each currency. */
export const currencyDigits: Readonly<Record<string, number>> = ${json(digits)}

export const localeData: Readonly<Record<PageLanguage, LocaleData>> = ${json(data)}
`,
}

const differing: string[] = []
for (const [path, text] of Object.entries(written)) {
  const target = new URL(path, core)
  if ((await readFile(target, 'utf8').catch(() => '')) === text) continue
  if (process.argv.includes('--check')) differing.push(`core/${path}`)
  else await writeFile(target, text)
}
if (differing.length) {
  console.error(
    `Not what core/locale/page and CLDR give: ${differing.join(', ')}. Run node scripts/languages.ts`,
  )
  process.exit(1)
}
