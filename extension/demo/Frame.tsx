import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { DemoKey } from '#core/locale/screens/demo.ts'
import { languages } from '#core/model/kinds.ts'
import type { Language } from '#core/model/language.ts'
import { languageNames } from '#core/model/pageLanguages.ts'
import { choices } from '#extension/demo/kept.ts'
import { chosenLanguage, demoSpeaker, type Say } from '#extension/demo/language.ts'
import { Mark } from '#extension/ui/Mark.tsx'
import { speaker, type Speaker } from '#extension/ui/words.ts'

/** A page for newcomers, with its language to choose. */
export function Frame({
  title,
  children,
}: {
  title: DemoKey
  children: (words: { speak: Speaker; t: Say }) => ComponentChildren
}) {
  const [language, setLanguage] = useState(chosenLanguage)
  const speak = speaker(language)
  const t = demoSpeaker(language)
  useEffect(() => {
    document.documentElement.lang = language
    document.title = t(title)
  }, [language])

  const choose = (chosen: Language) => {
    choices.set('language', chosen)
    setLanguage(chosen)
  }

  return (
    <>
      <a class="skip" href="#main">
        {t('start.skip')}
      </a>
      <header>
        <Mark /> <span class="name">{speak.t('app.name')}</span>
        <select
          aria-label={speak.t('app.language')}
          value={language}
          onChange={(event) => choose(event.currentTarget.value as Language)}
        >
          {languages.map((each) => (
            <option key={each} value={each} selected={each === language}>
              {languageNames[each]}
            </option>
          ))}
        </select>
      </header>
      <main id="main" tabIndex={-1}>
        <h1>{t(title)}</h1>
        {children({ speak, t })}
      </main>
    </>
  )
}
