import * as en from '#core/locale/page/en.ts'
import * as nb from '#core/locale/page/nb.ts'
import type { Language } from '#core/model/language.ts'

/** The words of the customer's page. */
export const pageWords: Readonly<Record<Language, en.PageWords>> = { nb, en }
