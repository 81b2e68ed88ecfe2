import type { Word } from '#core/locale/say.ts'
import { demo as en } from '#core/locale/screens/en/demo.ts'
import { demo as nb } from '#core/locale/screens/nb/demo.ts'
import type { Language } from '#core/model/language.ts'

export type DemoKey = keyof typeof en

/** The words of the demo and its start page. */
export const demoWords: Readonly<Record<Language, Readonly<Record<DemoKey, Word>>>> = { nb, en }
