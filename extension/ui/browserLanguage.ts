import { languages } from '#core/model/kinds.ts'
import type { Language } from '#core/model/language.ts'

/** The browser's language where it is one of ours. */
export const browserLanguage = (): Language => {
  const tag = navigator.language.slice(0, 2)
  return languages.find((each) => each === tag) ?? (['nn', 'no', 'da', 'sv'].includes(tag) ? 'nb' : 'en')
}
