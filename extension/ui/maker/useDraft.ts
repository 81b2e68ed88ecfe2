import { useEffect, useRef, useState } from 'preact/hooks'
import type { Draft } from '#core/model/offer.ts'
import type { Problem } from '#core/model/problem.ts'
import type { Expected } from '#core/workspace/command.ts'
import { findDraft, saveDraft } from '#core/workspace/drafts.ts'
import { useApp } from '#extension/ui/app.tsx'

/**
 * A draft that is worked on. Every change is kept at once, and never over what
 * another window has made of it unless a person says so.
 *
 * @param onGone hears that the other window has thrown it away
 */
export function useDraft(initial: Draft, onGone: () => void) {
  const { db, attempt } = useApp()
  const [draft, setDraft] = useState(initial)
  const [problem, setProblem] = useState<Problem>()
  const latest = useRef(draft)
  // One write after the other, so that an older state never lands on a newer one.
  const saving = useRef<Promise<unknown>>(Promise.resolve())
  const stored = useRef<unknown>(null)

  /** The record of the draft as it is now, whoever wrote it. */
  const readStored = async () => {
    stored.current = await findDraft(db, initial.id)
  }
  useEffect(() => {
    saving.current = saving.current.then(readStored)
  }, [])

  const expected = (): Expected => ({ table: 'drafts', key: initial.id, record: stored.current ?? null })
  async function keep(before: Promise<unknown>, next: Draft): Promise<void> {
    await before
    const kept = await attempt(saveDraft, next, expected())
    if (kept.ok) stored.current = kept.undo[0]?.after
    else setProblem(kept.problem)
  }
  const save = (next: Draft) => {
    setProblem(undefined)
    saving.current = keep(saving.current, next)
  }

  /** The record that a command about the draft expects, once every change is kept. */
  const kept = async (): Promise<Expected> => {
    await saving.current
    return expected()
  }
  const change = (part: Partial<Draft>) => {
    latest.current = { ...latest.current, ...part }
    setDraft(latest.current)
    save(latest.current)
  }
  /** Keeps what is shown, over what another window has made of it. */
  const overwrite = () => {
    saving.current = saving.current.then(readStored)
    save(latest.current)
  }
  /** Shows what another window has made of it. */
  const takeNewer = async () => {
    await readStored()
    setProblem(undefined)
    if (!stored.current) return onGone()
    latest.current = stored.current as Draft
    setDraft(latest.current)
  }
  return { draft, problem, setProblem, kept, change, overwrite, takeNewer }
}

export type KeptDraft = ReturnType<typeof useDraft>
