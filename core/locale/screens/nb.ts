import type { ScreenWords } from '#core/locale/screens/en.ts'
import { base } from '#core/locale/screens/nb/base.ts'
import { check } from '#core/locale/screens/nb/check.ts'
import { company } from '#core/locale/screens/nb/company.ts'
import { customers } from '#core/locale/screens/nb/customers.ts'
import { hosting } from '#core/locale/screens/nb/hosting.ts'
import { imports } from '#core/locale/screens/nb/imports.ts'
import { inbox } from '#core/locale/screens/nb/inbox.ts'
import { keys } from '#core/locale/screens/nb/keys.ts'
import { offers } from '#core/locale/screens/nb/offers.ts'
import { overview } from '#core/locale/screens/nb/overview.ts'
import { popup } from '#core/locale/screens/nb/popup.ts'
import { problems } from '#core/locale/screens/nb/problems.ts'
import { publish } from '#core/locale/screens/nb/publish.ts'
import { safety } from '#core/locale/screens/nb/safety.ts'
import { services } from '#core/locale/screens/nb/services.ts'
import { staff } from '#core/locale/screens/nb/staff.ts'

export const nb: ScreenWords = {
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
}
