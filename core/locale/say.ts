import { formatInteger, type NumberFormat } from '#core/locale/format.ts'

/** A text with `{names}` to fill in, or one for each plural form of the number `n`. */
export type Word = string | Readonly<{ one: string; other: string }>
export type Params = Readonly<Record<string, string | number>>

/** Plural of whole numbers in our languages, after CLDR: only 1 is singular, and Chinese has one form for all. */
const pluralOf = (n: number) => (n === 1 ? 'one' : 'other')

/** The text of a word, in the form that its number asks for. */
export const textOf = (word: Word, { n }: Params): string =>
  typeof word === 'string' ? word : word[pluralOf(Number(n))]

/** What stands for a name. Numbers are written the language's way; a name without a value stays visible, as a fault should. */
export function valueOf(format: NumberFormat, name: string, params: Params): string {
  const value = params[name]
  return value === undefined ? `{${name}}` : typeof value === 'number' ? formatInteger(format, value) : value
}

/** Fills a word in. */
export const say = (format: NumberFormat, word: Word, params: Params = {}): string =>
  textOf(word, params).replace(/\{(\w+)\}/g, (_, name: string) => valueOf(format, name, params))
