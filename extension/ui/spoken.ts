import { loadWords, type WordPart } from '#core/locale/screens/words.ts'
import type { Language } from '#core/model/language.ts'
import { store } from '#extension/ui/store.ts'

/** The language that this page speaks; undefined until its words are there. */
export const spoken = store<Language | undefined>(undefined)

let part: WordPart = 'popup'
let wanted: Language | null = null

/** Speaks a language from when its words are there. */
export async function speakIn(language: Language): Promise<void> {
  if (language === wanted) return
  wanted = language
  await loadWords(language, part)
  if (language === wanted) spoken.set(language)
}

const known = new Promise<void>((resolve) => spoken.listen(resolve))

/** Loads what a page does not need for its first screen of the language that it speaks. */
export async function loadAllWords(): Promise<void> {
  part = 'all'
  await known
  await loadWords(spoken.get()!, part)
}
