import type { ComponentChildren } from 'preact'
import type { Outcome } from '#core/workspace/command.ts'
import { useApp, type Toast } from '#extension/ui/app.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'

type Props = {
  title: string
  /** Runs the command with what was typed. */
  run: () => Promise<Outcome<unknown>>
  /** Said when it went well, with a way to take it back. */
  done: string
  /** Offered beside what was said. */
  next?: Toast['action']
  /** Everything that was typed in it. */
  typed?: unknown
  id: string
  /** What its button says; *Save* when left out. */
  action?: string
  danger?: boolean
  onClose: () => void
  children: ComponentChildren
}

/**
 * A dialog that runs a command. It closes only when the command went well;
 * otherwise it says why not, and what was typed stays.
 */
export function CommandDialog(props: Props) {
  return (
    <Dialog label={props.title} onClose={props.onClose}>
      <h2>{props.title}</h2>
      <Form {...props} />
    </Dialog>
  )
}

function Form({ run, done, typed, id, action, danger = false, next, onClose, children }: Props) {
  const { showToast } = useApp()
  const { problem, onSubmit } = useSaving(
    run,
    (_, undo) => {
      showToast({ text: done, undo, action: next })
      onClose()
    },
    typed,
  )
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      {children}
      <FormEnd problem={problem} id={id} text={action} danger={danger} onCancel={onClose} />
    </form>
  )
}
