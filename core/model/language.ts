import * as v from 'valibot'

/** Languages of screens and of pages, as BCP 47 tags. */
export const languages = ['nb', 'en'] as const
export type Language = (typeof languages)[number]
export const languageSchema = v.picklist(languages, 'choice')
