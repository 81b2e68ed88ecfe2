import type { NumberFormat } from '#core/locale/format.ts'
import type { PageWords } from '#core/locale/page/en.ts'
import type { Params, Word } from '#core/locale/say.ts'
import type { Endpoint } from '#core/model/company.ts'
import type { PageLanguage } from '#core/model/language.ts'
import type { Line, OfferKind } from '#core/model/terms.ts'

/** What the page's script knows of its offer: written into the page when it is built. */
export type PageOffer = Readonly<{
  language: PageLanguage
  code: string
  version: number
  hash: string
  closesAt: string
  /** The last day in the partner's time zone, `YYYY-MM-DD`. */
  lastDay: string
  replyKey: Readonly<{ id: string; publicKey: string }>
  kind: OfferKind
  /** Whether delegated administration is a choice. */
  asked: boolean
  lines: readonly (Pick<Line, 'id' | 'count' | 'min' | 'max' | 'term' | 'price'> & Readonly<{ name: string }>)[]
  /** The trial's product; empty for other kinds. */
  trial: string
  currency: string
  partner: string
  email: string
  /** The link that opens a mail about the offer. */
  mail: string
  /** Where the sealed answer is handed over first. */
  endpoint?: Endpoint
  numbers: NumberFormat
  words: PageWords['live']
}>

/** What the page says while it is answered; see `answer` in core/locale/page. */
export type AnswerWords = PageWords['answer']

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
  /** The counts as a sentence has them. */
  inWords: (counts: ReadonlyMap<string, number>) => string
  /** Says why no answer can be given here, and how to give it by mail. */
  explain: (reason: string) => void
}>
