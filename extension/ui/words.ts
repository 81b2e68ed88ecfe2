import { denials } from '#core/access/access.ts'
import { localeData } from '#core/locale/data.ts'
import { formatDate, formatMoment, formatMoney, type DateStyle } from '#core/locale/format.ts'
import { say, type Params } from '#core/locale/say.ts'
import type { ScreenKey } from '#core/locale/screens/en.ts'
import { screenWord } from '#core/locale/screens/words.ts'
import type { Language } from '#core/model/language.ts'
import type { Problem } from '#core/model/problem.ts'

/**
 * The word for a value that is kept as text, and the text itself where it is
 * none of the values.
 *
 * @param key of the word for one of `values`
 */
export function named<V extends string>(
  t: (key: ScreenKey) => string,
  values: readonly V[],
  text: string,
  key: (value: V) => ScreenKey,
): string {
  const value = values.find((each) => each === text)
  return value === undefined ? text : t(key(value))
}

/** Everything that a screen needs to speak one language, whose words are loaded. */
export function speaker(language: Language) {
  const data = localeData[language]
  const t = (key: ScreenKey, params?: Params) => say(data, screenWord(language, key), params)
  return {
    language,
    data,
    t,
    date: (value: string, style: DateStyle = 'medium') => formatDate(data, value, style),
    moment: (instant: string) => formatMoment(data, instant),
    money: (amount: number, currency: string) => formatMoney(data, amount, currency),
    problem(problem: Problem): string {
      const { code, detail, faults } = problem
      if (code === 'notAllowed')
        return named(t, denials, String(detail.reason), (reason) => `denied.${reason}`)
      if (code === 'invalid' && faults[0]) return t('problem.invalid', { what: t(`rule.${faults[0].rule}`) })
      return t(`problem.${code}`, detail)
    },
  }
}

export type Speaker = ReturnType<typeof speaker>
export type { ScreenKey }
