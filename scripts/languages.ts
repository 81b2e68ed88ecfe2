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

// CLDR's files are too many shapes to type, and the generated data is checked by its own type.
// oxlint-disable-next-line typescript/no-explicit-any
type Json = { [key: string]: any }

const core = new URL('../core/', import.meta.url)

async function cldr(path: string): Promise<Json> {
  return JSON.parse(await readFile(new URL(`../node_modules/${path}`, import.meta.url), 'utf8'))
}

const { parentLocale } = (await cldr('cldr-core/supplemental/parentLocales.json')).supplemental.parentLocales
const { likelySubtags } = (await cldr('cldr-core/supplemental/likelySubtags.json')).supplemental
const { scriptMetadata: scripts } = await cldr('cldr-core/scriptMetadata.json')
const plurals = (await cldr('cldr-core/supplemental/plurals.json')).supplemental['plurals-type-cardinal']

/** The CLDR locales that a language follows, the nearest first. */
function sources(tag: string): string[] {
  // European customers write the day before the month.
  if (tag === 'en') return ['en-GB', 'en']
  const shorter = tag.includes('-') ? tag.slice(0, tag.lastIndexOf('-')) : null
  const parent = parentLocale[tag] ?? shorter
  return parent && parent !== 'root' ? [tag, ...sources(parent)] : [tag]
}

async function load(kind: string, tag: string, file: string): Promise<Json> {
  for (const each of sources(tag)) {
    try {
      return Object.values((await cldr(`cldr-${kind}-full/main/${each}/${file}.json`)).main)[0] as Json
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
  return scripts[script].rtl === 'YES' ? 'rtl' : 'ltr'
}

/** Refuses a language whose plural is more than core/locale/say.ts knows: `one` is 1, everything else is `other`. */
function checkPlural(tag: string): void {
  const rules: Json =
    sources(tag)
      .map((each) => plurals[each])
      .find(Boolean) ?? {}
  for (const [name, rule] of Object.entries(rules)) {
    const integers = /@integer ([^@]*)/.exec(rule as string)?.[1]?.trim()
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
function citiesOf(zones: Json): Json {
  const named = Object.entries(zones).flatMap(([area, places]) =>
    Object.entries(places as Json).map(
      ([place, { exemplarCity }]) => [`${area}/${place}`, exemplarCity as string | undefined] as const,
    ),
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
  const { numbers } = await load('numbers', tag, 'numbers')
  const money = (await load('numbers', tag, 'currencies')).numbers.currencies
  const calendar = (await load('dates', tag, 'ca-gregorian')).dates.calendars.gregorian
  const symbols = numbers['symbols-numberSystem-latn']
  const names = (of: Json) => Object.values(of) as string[]
  return {
    direction: direction(tag),
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
    cities: citiesOf((await load('dates', tag, 'timeZoneNames')).dates.timeZoneNames.zone),
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

const fractions = (await cldr('cldr-core/supplemental/currencyData.json')).supplemental.currencyData.fractions
const digits = currencies.map(
  (code) => [code, Number(fractions[code]?._digits ?? fractions.DEFAULT._digits)] as const,
)
const { version } = await cldr('cldr-core/package.json')

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
