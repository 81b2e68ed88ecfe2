// Written by scripts/languages.ts from the files in core/locale/page. Do not edit.
import * as da from '#core/locale/page/da.ts'
import * as de from '#core/locale/page/de.ts'
import * as en from '#core/locale/page/en.ts'
import * as nb from '#core/locale/page/nb.ts'
import * as nn from '#core/locale/page/nn.ts'
import * as sv from '#core/locale/page/sv.ts'
import * as zhHans from '#core/locale/page/zh-Hans.ts'
import type { PageLanguage } from '#core/model/language.ts'

/** The words of the customer's page, and of the mails that lead to it. */
export const pageWords: Readonly<Record<PageLanguage, en.PageWords>> = { da, de, en, nb, nn, sv, 'zh-Hans': zhHans }
