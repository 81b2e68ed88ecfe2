import type { Word } from '#core/locale/say.ts'
import type { ScreenKey, ScreenWords } from '#core/locale/screens/en.ts'
import type { Language } from '#core/model/language.ts'

/** What is loaded of a language: the words that the popup shows first, or all of them. */
export type WordPart = 'popup' | 'all'

/** The files of each language. Only those of the language that is spoken are loaded. */
const files: Readonly<Record<Language, Record<WordPart, () => Promise<Partial<ScreenWords>>>>> = {
  nb: {
    popup: async () => (await import('#core/locale/screens/nb/popup.ts')).popup,
    all: async () => (await import('#core/locale/screens/nb.ts')).nb,
  },
  en: {
    popup: async () => (await import('#core/locale/screens/en/popup.ts')).popup,
    all: async () => (await import('#core/locale/screens/en.ts')).en,
  },
}

const known: Record<Language, Partial<ScreenWords>> = { nb: {}, en: {} }

/** Loads words of popup and dashboard. */
export async function loadWords(language: Language, part: WordPart): Promise<void> {
  Object.assign(known[language], await files[language][part]())
}

/** A word that is loaded; its key stays visible where it is not, as a fault should. */
export const screenWord = (language: Language, key: ScreenKey): Word => known[language][key] ?? key
