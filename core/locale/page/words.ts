import * as en from '#core/locale/page/en.ts'
import * as nb from '#core/locale/page/nb.ts'
import * as zh from '#core/locale/page/zh-Hans.ts'
import type { PageLanguage } from '#core/model/language.ts'

/** The words of the customer's page. */
export const pageWords: Readonly<Record<PageLanguage, en.PageWords>> = { nb, en, 'zh-Hans': zh }
