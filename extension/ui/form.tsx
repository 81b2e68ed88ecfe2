import { useContext, useRef, useState } from 'preact/hooks'
import type { FieldFault } from '#core/model/problem.ts'
import type { Expected, Outcome, Undo } from '#core/workspace/command.ts'
import { openAnother } from '#extension/browser.ts'
import { useApp } from '#extension/ui/app.tsx'
import { ProblemBar, useFocusFault } from '#extension/ui/fields.tsx'
import { leave, Scope, useUnsaved } from '#extension/ui/unsaved.ts'

/** The record that a form changes, as it is now, and where it is shown. */
type Changed = Expected &
  Readonly<{
    place: string
    /** The form shows it as it is now until something is typed (`useTyped`). */
    followed?: boolean
  }>

/** What to do about a record that was changed in another window meanwhile. */
export type Elsewhere = Readonly<{ look: () => void; overwrite: () => void }>

/**
 * A form that is saved by a command. What is wrong is shown at its fields, the
 * first of which gets the focus, and what was typed stays. It is saved once
 * however often one presses, and never over what another window saved
 * meanwhile unless a person says so.
 *
 * @param save runs the command with what was typed
 * @param onSaved hears what came of it, and what would take it back
 * @param typed everything that the form holds: leaving asks while it is not saved
 * @param changes the record that it changes; none where it makes a new one
 */
export function useSaving<T>(
  save: (expected?: Expected) => Promise<Outcome<T>>,
  onSaved: (value: T, undo: Undo) => void,
  typed: unknown,
  changes?: Changed,
) {
  const { speak } = useApp()
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const [problem, setProblem] = useState<string>()
  const [overtaken, setOvertaken] = useState(false)
  const busy = useRef(false)
  const read = useRef(changes?.record)
  const shown = useRef(changes?.record)
  const { dirty, settle } = useUnsaved(typed)
  if (JSON.stringify(shown.current) !== JSON.stringify(changes?.record)) {
    shown.current = changes?.record
    if (changes?.followed && !dirty) read.current = changes.record
  }
  useFocusFault(faults)

  async function submit(record: unknown): Promise<void> {
    if (busy.current) return
    busy.current = true
    const outcome = await save(changes && { table: changes.table, key: changes.key, record })
    busy.current = false
    setFaults(outcome.ok ? [] : outcome.problem.faults)
    setProblem(outcome.ok ? undefined : speak.problem(outcome.problem))
    setOvertaken(!outcome.ok && outcome.problem.code === 'changedElsewhere')
    if (!outcome.ok) return
    const written = outcome.undo.find(({ table, key }) => table === changes?.table && key === changes.key)
    if (written) read.current = written.after
    settle()
    onSaved(outcome.value, outcome.undo)
  }

  const elsewhere: Elsewhere | undefined =
    changes && overtaken
      ? { look: () => void openAnother(changes.place), overwrite: () => void submit(changes.record) }
      : undefined
  const onSubmit = (event: Event) => {
    event.preventDefault()
    void submit(read.current)
  }
  return { faults, problem, elsewhere, onSubmit }
}

/** The foot of a form: what is wrong with the whole, and its buttons. */
export function FormEnd({
  problem,
  elsewhere,
  id,
  text,
  danger = false,
  onCancel,
}: {
  problem: string | undefined
  elsewhere?: Elsewhere | undefined
  id: string
  text?: string | undefined
  /** What is done cannot simply be done the other way round. */
  danger?: boolean
  onCancel?: () => void
}) {
  const { t } = useApp()
  const scope = useContext(Scope)
  return (
    <>
      {problem && <ProblemBar>{problem}</ProblemBar>}
      {elsewhere && (
        <div class="row">
          <fluent-button type="button" data-id="look-newer" onClick={elsewhere.look}>
            {t('elsewhere.look')}
          </fluent-button>
          <fluent-button type="button" class="danger" data-id="overwrite" onClick={elsewhere.overwrite}>
            {t('elsewhere.overwrite')}
          </fluent-button>
        </div>
      )}
      <div class={onCancel ? 'row end' : 'row'}>
        {onCancel && (
          <fluent-button type="button" data-id="cancel" onClick={() => leave(onCancel, scope)}>
            {t('app.cancel')}
          </fluent-button>
        )}
        <fluent-button
          type="submit"
          appearance={danger ? 'outline' : 'primary'}
          class={danger ? 'danger' : ''}
          data-id={id}
        >
          {text ?? t('app.save')}
        </fluent-button>
      </div>
    </>
  )
}
