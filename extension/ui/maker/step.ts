import type { Draft } from '#core/model/offer.ts'
import type { FieldFault } from '#core/model/problem.ts'
import type { Terms } from '#core/model/terms.ts'

/** What every step gets. */
export type StepProps = {
  draft: Draft
  change: (draft: Partial<Draft>) => void
  changeTerms: (terms: Terms) => void
  faults: readonly FieldFault[]
  next: () => void
}

/** Terms with an optional part, which is left out where it says nothing. */
export function withPart(terms: Terms, part: 'closing' | 'microsoftLink', value: string): Terms {
  const { [part]: _before, ...rest } = terms
  return value ? { ...rest, [part]: value } : rest
}
