import { fold, wordsOf } from '#core/locale/fold.ts'
import type { OfferGlance } from '#core/workspace/offerViews.ts'

/** What an offer in a list is found by, folded. */
export const offerText = ({ who, product, code }: OfferGlance) => fold(`${who} ${product} ${code}`)

/** The offers with every typed word in their texts, anywhere. @param texts one an offer, in the same order */
export function findOffers<T>(offers: readonly T[], texts: readonly string[], typed: string): readonly T[] {
  const words = wordsOf(typed)
  return offers.filter((_, index) => words.every((word) => texts[index]!.includes(word)))
}
