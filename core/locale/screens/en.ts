import type { Word } from '#core/locale/say.ts'
import { base } from '#core/locale/screens/en/base.ts'
import { check } from '#core/locale/screens/en/check.ts'
import { company } from '#core/locale/screens/en/company.ts'
import { customers } from '#core/locale/screens/en/customers.ts'
import { hosting } from '#core/locale/screens/en/hosting.ts'
import { imports } from '#core/locale/screens/en/imports.ts'
import { inbox } from '#core/locale/screens/en/inbox.ts'
import { keys } from '#core/locale/screens/en/keys.ts'
import { offers } from '#core/locale/screens/en/offers.ts'
import { overview } from '#core/locale/screens/en/overview.ts'
import { popup } from '#core/locale/screens/en/popup.ts'
import { problems } from '#core/locale/screens/en/problems.ts'
import { publish } from '#core/locale/screens/en/publish.ts'
import { safety } from '#core/locale/screens/en/safety.ts'
import { services } from '#core/locale/screens/en/services.ts'
import { staff } from '#core/locale/screens/en/staff.ts'

/** The words of popup and dashboard. English is the pattern that the others follow. */
export const en = {
  ...popup,
  ...base,
  ...overview,
  ...offers,
  ...company,
  ...staff,
  ...customers,
  ...services,
  ...keys,
  ...hosting,
  ...inbox,
  ...publish,
  ...imports,
  ...check,
  ...safety,
  ...problems,
} as const

export type ScreenKey = keyof typeof en

/** What every language has. */
export type ScreenWords = Readonly<Record<ScreenKey, Word>>
