import * as v from 'valibot'
import { languages } from '#core/model/kinds.ts'
import { languageNames } from '#core/model/pageLanguages.ts'

export type Language = (typeof languages)[number]
export const languageSchema = v.picklist(languages, 'choice')

/** Languages of pages and mails, as BCP 47 tags: more than the screens have. */
export type PageLanguage = keyof typeof languageNames
export const pageLanguages = Object.keys(languageNames) as PageLanguage[]
export const pageLanguageSchema = v.picklist(pageLanguages, 'choice')

/** Languages of pages to choose from, each by its own name. */
export const pageLanguageChoices = Object.entries(languageNames) as [PageLanguage, string][]
