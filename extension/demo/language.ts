import { useEffect, useState } from 'preact/hooks'
import { localeData } from '#core/locale/data.ts'
import { say, type Params } from '#core/locale/say.ts'
import { demoWords, type DemoKey } from '#core/locale/screens/demo.ts'
import type { Language } from '#core/model/language.ts'
import { choices } from '#extension/demo/kept.ts'
import { browserLanguage } from '#extension/ui/browserLanguage.ts'

/** The language chosen on the start page, or the browser's. */
export const chosenLanguage = (): Language => choices.get('language') ?? browserLanguage()

export type Say = (key: DemoKey, params?: Params) => string

/** Says the demo's own words. */
export const demoSpeaker =
  (language: Language): Say =>
  (key, params) =>
    say(localeData[language], demoWords[language][key], params)

/** The language that the screens say they are in: the bar follows them. */
export function useScreensLanguage(): Language {
  const root = document.documentElement
  const [language, setLanguage] = useState(chosenLanguage)
  useEffect(() => {
    const observer = new MutationObserver(() => setLanguage(root.lang as Language))
    observer.observe(root, { attributeFilter: ['lang'] })
    return () => observer.disconnect()
  }, [root])
  return language
}
