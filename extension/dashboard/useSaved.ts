import type { Undo } from '#core/workspace/command.ts'
import { useApp } from '#extension/ui/app.tsx'

/**
 * For `useSaving`: says that a form was saved, with a way to take it back, and
 * closes it.
 *
 * @param onClose none where the form stays open
 * @param text what is said instead of *Saved*
 */
export function useSaved(onClose?: () => void, text?: string): (value: unknown, undo: Undo) => void {
  const { t, showToast } = useApp()
  return (_, undo) => {
    showToast({ text: text ?? t('app.saved'), undo })
    onClose?.()
  }
}
