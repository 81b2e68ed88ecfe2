import * as v from 'valibot'

/** Languages of the screens. */
export const languages = ['nb', 'en'] as const
export type Language = (typeof languages)[number]
export const languageSchema = v.picklist(languages, 'choice')

/** Languages of pages and mails, as BCP 47 tags: more than the screens have. */
export const pageLanguages = ['nb', 'nn', 'sv', 'da', 'en', 'de', 'zh-Hans'] as const
export type PageLanguage = (typeof pageLanguages)[number]
export const pageLanguageSchema = v.picklist(pageLanguages, 'choice')
