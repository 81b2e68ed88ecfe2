import { useEffect, useState } from 'preact/hooks'
import { languages, type Language } from '#core/model/language.ts'
import { languageNames } from '#core/model/pageLanguages.ts'
import { ExamplePages } from '#extension/demo/ExamplePages.tsx'
import { choices } from '#extension/demo/kept.ts'
import { chosenLanguage, demoSpeaker } from '#extension/demo/language.ts'
import { LoadExtension } from '#extension/demo/LoadExtension.tsx'
import { Mark } from '#extension/ui/Mark.tsx'
import { speaker } from '#extension/ui/words.ts'

const steps = [1, 2, 3, 4] as const

/** For newcomers: what Tilbud is, with everything to try one click away. */
export function Start() {
  const [language, setLanguage] = useState(chosenLanguage)
  const speak = speaker(language)
  const t = demoSpeaker(language)
  useEffect(() => {
    document.documentElement.lang = language
    document.title = t('start.title')
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
        <h1>{t('start.title')}</h1>
        <div class="lead">
          <p>{t('start.what')}</p>
          <p>{t('start.how')}</p>
          <p>{t('start.where')}</p>
        </div>
        <section aria-labelledby="workplace">
          <h2 id="workplace">{t('start.workplace')}</h2>
          <p>{t('start.workplaceWhat')}</p>
          <div class="cards">
            <p class="card">
              <a class="button" href="popup.html">
                {t('start.popup')}
              </a>
              <span>{t('start.popupWhat')}</span>
            </p>
            <p class="card">
              <a class="button" href="dashboard.html">
                {t('start.dashboard')}
              </a>
              <span>{t('start.dashboardWhat')}</span>
            </p>
          </div>
          {!isSecureContext && <p class="warn">{t('demo.insecure')}</p>}
          <h3>{t('start.steps')}</h3>
          <ol>
            {steps.map((each) => (
              <li key={each}>{t(`start.step${each}`)}</li>
            ))}
          </ol>
        </section>
        <ExamplePages speak={speak} t={t} />
        <LoadExtension t={t} />
      </main>
    </>
  )
}
