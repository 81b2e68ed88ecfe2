/** Letters that Unicode does not take apart, as people type them without a Norwegian or German keyboard. */
const letters: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ß: 'ss',
  œ: 'oe',
}

/** Lower case without accents: `Ålesund Bygg` and `alesund bygg` are the same. */
export const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øæđðþłßœ]/g, (letter) => letters[letter]!)

/** A company name as people compare it. */
export const nameKey = (name: string) => fold(name).replace(/\s+/g, ' ').trim()

/** The last letters of the Norwegian alphabet, and their Swedish and German brothers, as signs that come after `z`. */
const lastLetters: Readonly<Record<string, string>> = { æ: '{', ä: '{', ø: '|', ö: '|', å: '}' }

/** A name as it is put in order: `Ålesund Bygg` after `Zenit`, every other accent beside its letter. */
export const sortKey = (name: string) =>
  nameKey(
    name
      .normalize('NFC')
      .toLowerCase()
      .replace(/[æäøöå]/g, (letter) => lastLetters[letter]!),
  )

/** The words of a text, folded. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** Whether every typed word begins one of a text's words, in any order. */
export function matchesWords(text: string, typed: string): boolean {
  const words = wordsOf(text)
  return wordsOf(typed).every((part) => words.some((word) => word.startsWith(part)))
}
