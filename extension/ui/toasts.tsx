import { useEffect, useState } from 'preact/hooks'
import type { Undo } from '#core/workspace/command.ts'
import { useApp } from '#extension/ui/app.tsx'
import { commands } from '#extension/ui/commands.ts'
import { Failures } from '#extension/ui/Failures.tsx'
import { Icon } from '#extension/ui/Icon.tsx'

/** How long the last step may be taken back, in milliseconds. */
export const undoTime = 10_000

/** The message at the foot of the screen. */
export function ToastBar() {
  const { toast, t, run, showToast } = useApp()
  const takeBack = (changes: Undo) =>
    commands.load().then((loaded) => loaded && run(loaded.undo, changes, { done: t('app.undone') }))
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toast && (
        <div class={toast.bad ? 'toast bad' : 'toast'}>
          <span>{toast.text}</span>
          {toast.action && (
            <fluent-button size="small" appearance="primary" onClick={toast.action.run}>
              {toast.action.label}
            </fluent-button>
          )}
          {toast.undo && (
            <fluent-button size="small" onClick={() => void takeBack(toast.undo!)}>
              {t('app.undo')}
            </fluent-button>
          )}
          <fluent-button
            size="small"
            appearance="subtle"
            icon-only
            aria-label={t('app.close')}
            onClick={() => showToast(null)}
          >
            <Icon name="close" />
          </fluent-button>
        </div>
      )}
    </div>
  )
}

/** Offers to take the last step back, for ten seconds. A dialog has its own: the toast lies behind it. */
export function UndoButton({ onUndo }: { onUndo: () => void }) {
  const { t } = useApp()
  const [open, setOpen] = useState(true)
  useEffect(() => {
    const timer = setTimeout(() => setOpen(false), undoTime)
    return () => clearTimeout(timer)
  }, [])
  return open ? (
    <fluent-button data-id="undo" onClick={onUndo}>
      {t('app.undo')}
    </fluent-button>
  ) : null
}

/** What went wrong, where a dialog hides the page's own bar and message. */
export function Problems() {
  const { toast, t, speak, showToast } = useApp()
  return (
    <>
      <Failures speak={speak} />
      {toast?.bad && (
        <fluent-message-bar intent="error" role="alert" class="failed">
          <span>{toast.text}</span>
          <fluent-button slot="actions" size="small" data-id="dismiss" onClick={() => showToast(null)}>
            {t('app.close')}
          </fluent-button>
        </fluent-message-bar>
      )}
    </>
  )
}
