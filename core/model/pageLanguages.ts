// Written by scripts/languages.ts from the files in core/locale/page. Do not edit.

/** Languages of pages and mails, by BCP 47 tag, each with its own name for itself. */
export const languageNames = {
  "da": "Dansk",
  "de": "Deutsch",
  "en": "English",
  "nb": "Norsk (bokmål)",
  "nn": "Norsk (nynorsk)",
  "sv": "Svenska",
  "zh-Hans": "中文（简体）"
} as const
