import { en } from '#core/locale/screens/en.ts'
import { nb } from '#core/locale/screens/nb.ts'
import type { Word } from '#core/locale/say.ts'
import type { Language } from '#core/model/language.ts'

export type ScreenKey = keyof typeof en
export type ScreenWords = Readonly<Record<ScreenKey, Word>>

/** The words of popup and dashboard. */
export const screenWords: Readonly<Record<Language, ScreenWords>> = { nb, en }
