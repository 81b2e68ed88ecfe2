import { formatInteger, type NumberFormat } from '#core/locale/format.ts'

/** A text with `{names}` to fill in, or one for each plural form of the number `n`. */
export type Word = string | Readonly<{ one: string; other: string }>
export type Params = Readonly<Record<string, string | number>>

/** Plural of whole numbers in our languages, after CLDR: only 1 is singular, and Chinese has one form for all. */
const pluralOf = (n: number) => (n === 1 ? 'one' : 'other')

/** Fills a word in. Numbers are written the language's way; a name without a value stays visible, as a fault should. */
export function say(format: NumberFormat, word: Word, params: Params = {}): string {
  const text = typeof word === 'string' ? word : word[pluralOf(Number(params.n))]
  if (!text.includes('{')) return text
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name]
    return value === undefined ? whole : typeof value === 'number' ? formatInteger(format, value) : value
  })
}
