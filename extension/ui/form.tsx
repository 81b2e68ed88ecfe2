import { useState } from 'preact/hooks'
import type { FieldProblem } from '#core/model/problem.ts'
import type { Outcome, Undo } from '#core/workspace/command.ts'
import { useApp } from '#extension/ui/app.tsx'
import { ProblemBar, useFocusFault } from '#extension/ui/fields.tsx'

/**
 * A form that is saved by a command. What is wrong is shown at its fields, the
 * first of which gets the focus, and what was typed stays.
 *
 * @param save runs the command with what was typed
 * @param onSaved hears what came of it, and what would take it back
 */
export function useSaving<T>(save: () => Promise<Outcome<T>>, onSaved: (value: T, undo: Undo) => void) {
  const { speak } = useApp()
  const [faults, setFaults] = useState<readonly FieldProblem[]>([])
  const [problem, setProblem] = useState<string>()
  useFocusFault(faults)
  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    const outcome = await save()
    setFaults(outcome.ok ? [] : outcome.problem.fields)
    setProblem(outcome.ok ? undefined : speak.problem(outcome.problem))
    if (outcome.ok) onSaved(outcome.value, outcome.undo)
  }
  return { faults, problem, onSubmit: (event: Event) => void submit(event) }
}

/** The foot of a form: what is wrong with the whole, and its buttons. */
export function FormEnd({ problem, id, text, onCancel }: { problem: string | undefined; id: string; text?: string; onCancel?: () => void }) {
  const { t } = useApp()
  return (
    <>
      {problem && <ProblemBar>{problem}</ProblemBar>}
      <div class={onCancel ? 'row end' : 'row'}>
        {onCancel && <fluent-button type="button" data-id="cancel" onClick={onCancel}>{t('app.cancel')}</fluent-button>}
        <fluent-button type="submit" appearance="primary" data-id={id}>{text ?? t('app.save')}</fluent-button>
      </div>
    </>
  )
}
