import type { NumberFormat } from '#core/locale/format.ts'
import type { PageWords } from '#core/locale/page/en.ts'
import type { Params, Word } from '#core/locale/say.ts'
import type { Endpoint } from '#core/model/company.ts'
import type { PageLanguage } from '#core/model/language.ts'
import type { Line, OfferKind } from '#core/model/terms.ts'

/** What the page's script knows of its offer: written into the page when it is built. */
export type PageData = Readonly<{
  version: number
  hash: string
  closesAt: string
  /** The last day in the partner's time zone, `YYYY-MM-DD`. */
  lastDay: string
  replyKey: Readonly<{ id: string; publicKey: string }>
  kind: OfferKind
  /** Where the sealed answer is handed over first. */
  endpoint?: Endpoint
  numbers: NumberFormat
  /** Words while the page is read. They travel by their place, because names would weigh as much again. */
  words: readonly [daysLeft: Word, hoursLeft: Word, lastDay: Word, wait: Word, failed: Word]
  /** Of a purchase. */
  currency?: string
  counting?: CountWords
}>

/** Words at the fields of numbers, and those of the periods that the offer has; the others are empty. */
export type CountWords = readonly [
  fewer: Word,
  more: Word,
  countOf: Word,
  outside: Word,
  notWhole: Word,
  perMonth: Word,
  perYear: Word,
  forYears: Word,
]

/** The same with what the page shows anyway: the code, and the lines of a purchase (see `readLines`). */
export type PageOffer = PageData & Readonly<{ code: string; lines: readonly PageLine[] }>

/** What only answering needs of what the page shows. */
export type AnswerOffer = PageOffer &
  Readonly<{
    language: PageLanguage
    partner: string
    email: string
    /** Whether delegated administration is a choice. */
    asked: boolean
    /** The trial's product; empty for other kinds. */
    trial: string
  }>

export type PageLine = Readonly<
  Pick<Line, 'id' | 'count' | 'min' | 'max' | 'term' | 'price'> & { name: string }
>

/** What the page says while it is answered; see `answer` in core/locale/page. */
export type AnswerWords = PageWords['answer']

/** Says one of them, in the page's language. */
export type Say = (key: keyof AnswerWords, params?: Params) => string

/**
 * What the page's script gives to answering: what is chosen outside the form,
 * and what both need. Answering imports nothing that the page's script does,
 * or the page would have to load a third file for both.
 */
export type Choices = Readonly<{
  /** Licences by line id; null while a field holds no number. */
  counts: () => ReadonlyMap<string, number> | null
  /** Whether a number lies outside what is offered, so that the answer can only ask for a new offer. */
  outside: () => boolean
  /** Makes fields of fixed numbers too. */
  openAll: () => void
  /** Fixes the numbers, once they are in an answer, or lets them be changed again. */
  lock: (on: boolean) => void
  /** The recipient's token, when the link carried one. */
  token: string | null
  /** Fills a word in, in the page's language. */
  tell: (word: Word, params?: Params) => string
  /** Says why no answer can be given here, and how to give it by mail. */
  explain: (reason: string) => void
}>
