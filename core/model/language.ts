import * as v from 'valibot'

/** Languages of the screens. */
export const languages = ['nb', 'en'] as const
export type Language = (typeof languages)[number]
export const languageSchema = v.picklist(languages, 'choice')

/** Languages of pages and mails: those of the screens, and simplified Chinese for customers of 21Vianet. */
export const pageLanguages = [...languages, 'zh-Hans'] as const
export type PageLanguage = (typeof pageLanguages)[number]
export const pageLanguageSchema = v.picklist(pageLanguages, 'choice')
