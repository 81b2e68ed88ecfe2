import { languages } from '#core/model/kinds.ts'
import { languageNames } from '#core/model/pageLanguages.ts'
import { useApp } from '#extension/ui/app.tsx'

/** Chooses the language of the screens, in a corner of them. */
export function LanguageSelect({ class: className }: { class?: string }) {
  const { t, speak, chooseLanguage } = useApp()
  return (
    <select
      class={className}
      aria-label={t('app.language')}
      value={speak.language}
      onChange={(event) => chooseLanguage(event.currentTarget.value as typeof speak.language)}
    >
      {languages.map((each) => (
        <option key={each} value={each} selected={each === speak.language}>
          {languageNames[each]}
        </option>
      ))}
    </select>
  )
}
