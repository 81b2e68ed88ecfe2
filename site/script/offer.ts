import type { NumberFormat } from '#core/locale/format.ts'
import type { PageWords } from '#core/locale/page/en.ts'
import type { Word } from '#core/locale/say.ts'
import type { Line, OfferKind } from '#core/model/terms.ts'

/** What the page's script knows of its offer: written into the page when it is built. */
export type PageOffer = Readonly<{
  code: string
  version: number
  hash: string
  closesAt: string
  replyKey: Readonly<{ id: string; publicKey: string }>
  kind: OfferKind
  companyRequired: boolean
  /** Whether delegated administration is a choice. */
  asked: boolean
  lines: readonly Line[]
  /** The trial's product; empty for other kinds. */
  trial: string
  currency: string
  partner: string
  email: string
  numbers: NumberFormat
  words: PageWords['live']
  steppers: Readonly<{ fewer: Word; more: Word; count: Word }>
}>
