import { en, type ScreenWords } from '#core/locale/screens/en.ts'
import { nb } from '#core/locale/screens/nb.ts'
import type { Language } from '#core/model/language.ts'

/** The words of popup and dashboard. */
export const screenWords: Readonly<Record<Language, ScreenWords>> = { nb, en }
