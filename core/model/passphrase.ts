import * as v from 'valibot'
import { Problem } from '#core/model/problem.ts'

const shortest = 10

/** Different characters that a passphrase has at the least. */
const fewestDifferent = 5

/** What is left when everything that others would guess is taken out. */
const fewestOwn = { letters: 6, different: 4 }

/** What everybody tries first, in the languages of the screens and pages; rows of the keyboard and of the alphabet are found as such. */
const common = [
  'administrator',
  'admin',
  'passphrase',
  'password',
  'passfrase',
  'passord',
  'losenord',
  'lösenord',
  'adgangskode',
  'kodeord',
  'passwort',
  'welcome',
  'velkommen',
  'välkommen',
  'willkommen',
  'letmein',
  'secret',
  'hemmelig',
  'iloveyou',
  'monkey',
  'dragon',
  'football',
  'fotball',
  'microsoft',
  'office',
  'tilbud',
  'sommer',
  'vinter',
  'summer',
  'winter',
  'spring',
  'autumn',
  'høst',
  'vår',
  'norge',
  'sverige',
  'danmark',
]

const rows = ['abcdefghijklmnopqrstuvwxyzæøå', 'qwertyuiopå', 'asdfghjkløæ', 'zxcvbnm', '01234567890']
const backwards = (text: string) => Array.from(text).reverse().join('')

/** Stretches of four or more along a row. */
function withoutRows(text: string): string {
  const ways = [...rows, ...rows.map(backwards)]
  let rest = ''
  for (let at = 0; at < text.length;) {
    let length = 0
    while (at + length < text.length && ways.some((way) => way.includes(text.slice(at, at + length + 1))))
      length++
    if (length < 4) rest += text[at]
    at += length < 4 ? 1 : length
  }
  return rest
}

/** One stretch again and again, as *passordpassord*, is the stretch once. */
const withoutRepeats = (text: string) => text.replace(/^(.+?)\1+$/u, '$1').replace(/(.)\1{2,}/gu, '$1')

const lettersOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/**
 * Whether a passphrase is easily guessed: repeated characters, rows of keys,
 * common ones, or names that everybody knows, with little else.
 *
 * @param names of the person, the company: whatever others would try
 */
function isGuessable(passphrase: string, names: readonly string[]): boolean {
  const lower = passphrase.toLowerCase()
  if (new Set(lower.replace(/\s/g, '')).size < fewestDifferent) return true
  const known = [...common, ...names.flatMap(lettersOf)]
    .filter((each) => each.length > 2)
    .sort((a, b) => b.length - a.length)
  const strange = known.reduce((text, each) => text.replaceAll(each, ' '), lower)
  const own = withoutRepeats(withoutRows(lettersOf(strange).join('')))
  return own.length < fewestOwn.letters || new Set(own).size < fewestOwn.different
}

/** A passphrase as it is kept: however its letters are composed, and without the blanks around it. */
export const normalPassphrase = (typed: string): string => typed.normalize('NFKC').trim()

/** A passphrase that somebody chooses: at least ten characters, and not easily guessed by anyone. */
export const passphraseSchema = v.pipe(
  v.string('required'),
  v.transform(normalPassphrase),
  v.check((passphrase) => Array.from(passphrase).length >= shortest, 'passphraseShort'),
  v.check(
    (passphrase) => Array.from(passphrase).length < shortest || !isGuessable(passphrase, []),
    'passphraseSimple',
  ),
  v.maxLength(1000, 'tooLong'),
)

/**
 * The same against names that others know.
 *
 * @param names of the person and the company, and their addresses
 * @throws Problem `invalid`, with the rule `passphraseSimple`
 */
export function checkNames(passphrase: string, names: readonly string[]): void {
  if (isGuessable(passphrase, names))
    throw new Problem('invalid', { field: 'passphrase' }, [{ path: 'passphrase', rule: 'passphraseSimple' }])
}
