import type { Customer } from '#core/model/customer.ts'
import type { Draft } from '#core/model/offer.ts'
import { findDraftSubject } from '#core/workspace/drafts.ts'
import { useApp } from '#extension/ui/app.tsx'
import { useLive } from '#extension/ui/live.ts'
import type { Speaker } from '#extension/ui/words.ts'

/** Whom an offer in the making is for, and which version it will be. */
type Subject = Readonly<{ customers: readonly Customer[]; version: number }>

/** Undefined until it is known. */
export function useSubject(draft: Draft): Subject | undefined {
  const { db } = useApp()
  return useLive(() => findDraftSubject(db, draft), [db, draft.offerId, draft.customerIds.join()])
}

/** Kind, customer and version in a line: what stands over every step. */
export function subjectInWords(
  t: Speaker['t'],
  { audience, terms }: Draft,
  { customers, version }: Subject,
): string {
  const [first, ...more] = customers
  const named = first && (more.length ? t('offer.andMore', { what: first.name, n: more.length }) : first.name)
  const who = audience === 'public' ? t('audience.public') : (named ?? t('audience.nobody'))
  return t(version > 1 ? 'make.subjectVersion' : 'make.subject', {
    kind: t(`kind.${terms.kind}`),
    who,
    n: version,
  })
}
