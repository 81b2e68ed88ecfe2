import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { capabilities, denials } from '#core/access/access.ts'
import { localeData } from '#core/locale/data.ts'
import { fold, sortKey, wordsOf } from '#core/locale/fold.ts'
import { formatDate, formatInteger, formatMoney, readMoney, typeMoney } from '#core/locale/format.ts'
import { pageWords } from '#core/locale/page/words.ts'
import { say, type Word } from '#core/locale/say.ts'
import { demoWords } from '#core/locale/screens/demo.ts'
import { en as english } from '#core/locale/screens/en.ts'
import { popup } from '#core/locale/screens/en/popup.ts'
import { nb as norwegian } from '#core/locale/screens/nb.ts'
import { activityActions } from '#core/model/activity.ts'
import { pageLanguages, type PageLanguage } from '#core/model/language.ts'
import { fieldRules, isFieldRule, problemCodes } from '#core/model/problem.ts'
import { replyMarks } from '#core/model/reply.ts'
import { root } from '#scripts/paths.ts'

const { nb, en } = localeData
const screenWords = { nb: norwegian, en: english }
const nbsp = '\u00a0'

describe('numbers and dates, as CLDR has them', () => {
  it('are written the language’s way', () => {
    expect(formatInteger(nb, 1234567)).toBe(`1${nb.group}234${nb.group}567`)
    expect(formatInteger(en, 1234567)).toBe('1,234,567')
    expect(formatMoney(nb, 249000, 'NOK')).toBe(`2${nb.group}490,00${nbsp}kr`)
    expect(formatMoney(en, 249000, 'NOK')).toBe(`NOK${nbsp}2,490.00`)
    expect(formatMoney(en, 5, 'GBP')).toBe('£0.05')
    expect(formatMoney(nb, 1990, 'ISK')).toBe(`1${nb.group}990${nbsp}ISK`)
    expect(formatDate(nb, '2026-11-22', 'full')).toBe('søndag 22. november 2026')
    expect(formatDate(en, '2026-11-22', 'full')).toBe('Sunday, 22 November 2026')
    const full = (language: PageLanguage) => formatDate(localeData[language], '2026-11-22', 'full')
    expect([full('nn'), full('sv'), full('da'), full('de'), full('zh-Hans')]).toEqual([
      'søndag 22. november 2026',
      'söndag 22 november 2026',
      'søndag den 22. november 2026',
      'Sonntag, 22. November 2026',
      '2026年11月22日星期日',
    ])
    expect(formatMoney(localeData.de, 249000, 'EUR')).toBe(`2.490,00${nbsp}€`)
    expect(formatMoney(localeData['zh-Hans'], 249000, 'CNY')).toBe('¥2,490.00')
    expect(formatDate(nb, '2026-12-01', 'medium')).toBe('1. des. 2026')
    expect(formatDate(en, '2026-12-01', 'long')).toBe('1 December 2026')
  })
  it('are read as people type them', () => {
    for (const typed of ['249', '249,00', '249.0', ' 249 '])
      expect(readMoney(typed, 'NOK'), typed).toBe(24_900)
    for (const typed of ['1 249,50', '1,249.50', '1.249,50'])
      expect(readMoney(typed, 'NOK'), typed).toBe(124_950)
    for (const typed of ['', 'gratis', '-5', '1,234', '249,999', '1 2 4'])
      expect(readMoney(typed, 'NOK'), typed).toBeNull()
    expect(readMoney('249,50', 'ISK')).toBeNull()
    expect(typeMoney(nb, 24_950, 'NOK')).toBe('249,50')
    expect(typeMoney(nb, 24_900, 'NOK')).toBe('249')
  })
  it('take the right plural', () => {
    const word = { one: '{n} dag', other: '{n} dager' }
    expect([0, 1, 2, 1000].map((n) => say(nb, word, { n }))).toEqual([
      '0 dager',
      '1 dag',
      '2 dager',
      `1${nb.group}000 dager`,
    ])
    expect(say(en, 'Hello {name} {missing}', { name: '{n}' })).toBe('Hello {n} {missing}')
  })
  it('put names in the order of the Norwegian alphabet', () => {
    const inOrder = [
      'Aker',
      'Élan',
      'elegant',
      'Zenit',
      'Äkta',
      'Ærlig',
      'Ørsta',
      'Ålesund Bygg',
      'A\u030asen',
    ]
    expect(inOrder.toReversed().sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))).toEqual(inOrder)
  })

  it('fold letters for searching', () => {
    expect(fold('Ålesund Møbelhandel')).toBe('alesund mobelhandel')
    expect(wordsOf('Straße 7, Łódź & Æsir')).toEqual(['strasse', '7', 'lodz', 'aesir'])
  })
})

/** The names in braces of a word, all its forms together. */
const placeholders = (word: Word) =>
  [...new Set((typeof word === 'string' ? word : word.one + word.other).match(/\{\w+\}/g) ?? [])].sort()

const sets: [string, Record<string, Record<string, Word>>][] = [
  ['screens', screenWords],
  ['the demo', demoWords],
  ['page text', Object.fromEntries(pageLanguages.map((language) => [language, pageWords[language].text]))],
  ['page script', Object.fromEntries(pageLanguages.map((language) => [language, pageWords[language].live]))],
  ['answering', Object.fromEntries(pageLanguages.map((language) => [language, pageWords[language].answer]))],
  ['mail', Object.fromEntries(pageLanguages.map((language) => [language, pageWords[language].mail]))],
]

describe.each(sets)('the words of %s', (_, words) => {
  it.each(Object.keys(words))(
    'in %s are all there, none too many, with the same places to fill',
    (language) => {
      expect(Object.keys(words[language]!).sort()).toEqual(Object.keys(words.en!).sort())
      for (const [key, word] of Object.entries(words[language]!)) {
        expect(placeholders(word), key).toEqual(placeholders(words.en![key]!))
        const forms = typeof word === 'string' ? [word] : [word.one, word.other]
        for (const form of forms) expect(form.trim(), key).not.toBe('')
        // A plural needs its number, or the wrong form is chosen silently.
        if (typeof word !== 'string') expect(placeholders(word), key).toContain('{n}')
      }
    },
  )
})

async function filesOf(folder: string): Promise<string[]> {
  const files = (await readdir(join(root, folder), { recursive: true })).filter(
    (file) => /[\w\]]\.(tsx?|astro)$/.test(file) && !file.includes('.astro/'),
  )
  return Promise.all(files.map((file) => readFile(join(root, folder, file), 'utf8')))
}

const sources = async (folder: string) => (await filesOf(folder)).join('\n')

/** The beginnings of keys that are put together: `state.${…}` uses every key that begins so. */
const prefixesIn = (code: string) => [
  ...new Set([...code.matchAll(/`([a-z]\w*\.(?:\w+\.)?)\$\{/gi)].map((match) => match[1]!)),
]

/** Files that are loaded with some others: what they import at once, and what that imports. */
function loadedFirst(...files: readonly string[]): string[] {
  const found = new Set<string>()
  const follow = (file: string): void => {
    if (found.has(file) || !/\.tsx?$/.test(file)) return
    found.add(file)
    const code = readFileSync(join(root, file), 'utf8')
    for (const [, path] of code.matchAll(/^(?:import|export)\s+(?!type)(?:[^'"]*?from\s+)?'#([^']+)'/gm))
      follow(path!)
  }
  for (const file of files) follow(file)
  return [...found]
}

describe('words in use', () => {
  it('none of the screens’ words is unused', async () => {
    const code = await sources('extension')
    const prefixes = prefixesIn(code)
    const unused = Object.keys(screenWords.en).filter(
      (key) => !code.includes(`'${key}'`) && !prefixes.some((prefix) => key.startsWith(prefix)),
    )
    expect(unused).toEqual([])
  })
  it('those of the popup’s first screen are among the words that it begins with', () => {
    const code = loadedFirst('extension/popup/main.tsx', 'extension/popup/show.tsx')
      .filter((file) => file.startsWith('extension/'))
      .map((file) => readFileSync(join(root, file), 'utf8'))
      .join('\n')
    // What a command refuses is said with all the words, which come with the commands.
    const prefixes = prefixesIn(code).filter((prefix) => !['problem.', 'rule.'].includes(prefix))
    const used = Object.keys(screenWords.en).filter(
      (key) => code.includes(`'${key}'`) || prefixes.some((prefix) => key.startsWith(prefix)),
    )
    expect(used).toContain('popup.needs')
    expect(used.filter((key) => !(key in popup))).toEqual([])
  })
  it('none of the demo’s words is unused', async () => {
    const code = await sources('extension/demo')
    // Steps and differences are numbered or named: `start.step${…}`.
    const prefixes = [...code.matchAll(/`([a-z.]+)\$\{/g)].map((match) => match[1]!)
    const unused = Object.keys(demoWords.en).filter(
      (key) =>
        !code.includes(`'${key}'`) &&
        !code.includes(`"${key}"`) &&
        !prefixes.some((prefix) => new RegExp(`^${prefix}(\\d|[A-Z])`).test(key)),
    )
    expect(unused).toEqual([])
  })
  it('none of the page’s words is unused', async () => {
    const code = await sources('site')
    const put = [...code.matchAll(/`(\w+)\$\{/g)].map((match) => match[1]!)
    const keys = [
      ...Object.keys(pageWords.en.text),
      ...Object.keys(pageWords.en.live),
      ...Object.keys(pageWords.en.answer),
    ]
    expect(
      keys.filter(
        (key) =>
          !new RegExp(`'${key}'|\\b(?:words|live)\\.${key}\\b`).test(code) &&
          !put.some((prefix) => key.startsWith(prefix)),
      ),
    ).toEqual([])
  })
  it('none of the mail’s words is unused', async () => {
    const code = await readFile(join(root, 'core/workspace/mail.ts'), 'utf8')
    // `t(terms.kind)` uses a word for each kind.
    const unused = Object.keys(pageWords.en.mail).filter(
      (key) => !new RegExp(`'${key}'`).test(code) && !['purchase', 'delegation'].includes(key),
    )
    expect(unused).toEqual([])
  })
  it('every problem, denial, action, mark and rule has its sentence', async () => {
    const has = (key: string) => expect(Object.keys(screenWords.en), key).toContain(key)
    for (const code of problemCodes) if (code !== 'notAllowed') has(`problem.${code}`)
    for (const reason of denials) has(`denied.${reason}`)
    for (const action of activityActions) has(`activity.${action}`)
    for (const capability of capabilities) has(`capability.${capability}`)
    for (const mark of replyMarks) has(`mark.${mark}`)
    for (const rule of fieldRules) has(`rule.${rule}`)
  })
  it('every message of a schema is a rule, and every rule is used', async () => {
    const files = [...(await filesOf('core')), ...(await filesOf('extension'))]
    // A message is what stands last in the parentheses.
    const messages = files
      .filter((code) => /\bv\.(check|regex|maxLength)\(/.test(code))
      .flatMap((code) => [...code.matchAll(/(?:,\s*|\bv\.(?:string|number)\()'(\w+)',?\s*\)/g)])
      .map((match) => match[1]!)
    expect(messages.length).toBeGreaterThan(50)
    expect(messages.filter((message) => !isFieldRule(message))).toEqual([])
    const elsewhere = files.filter((code) => !code.includes('fieldRules = [')).join('\n')
    expect(fieldRules.filter((rule) => !elsewhere.includes(`'${rule}'`))).toEqual([])
    const words = Object.keys(screenWords.en).filter((key) => key.startsWith('rule.'))
    expect(words.filter((key) => !isFieldRule(key.slice(5)) && !elsewhere.includes(`t('${key}')`))).toEqual(
      [],
    )
  })
})
