import * as en from '#core/locale/page/en.ts'
import * as nb from '#core/locale/page/nb.ts'
import type { Word } from '#core/locale/say.ts'
import type { Language } from '#core/model/language.ts'

/** The words of the customer's page: `text` as it is built, `live` for its script. English is the pattern. */
export type PageWords = Readonly<{
  text: Readonly<Record<keyof typeof en.text, Word>>
  live: Readonly<Record<keyof typeof en.live, Word>>
}>

export const pageWords: Readonly<Record<Language, PageWords>> = { nb, en }
