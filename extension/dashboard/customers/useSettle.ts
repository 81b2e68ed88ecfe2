import { settleRun } from '#extension/dashboard/customers/importing.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'

/** Who imports, for the worker. */
export function useBy() {
  const { chosen } = useApp()
  const { user } = useSession()
  return { actor: user.id, customerChosen: chosen !== null }
}

/** Takes an import back or keeps it, and says what came of it. */
export function useSettle() {
  const { t, speak, showToast } = useApp()
  const by = useBy()
  return async (kind: 'undo' | 'keep', run: string) => {
    if (kind === 'undo') showToast({ text: t('import.undoBegun') })
    const problem = await settleRun(kind, run, by)
    if (!problem) return showToast({ text: t(kind === 'undo' ? 'import.takenBack' : 'import.kept') })
    const what = problem.code === 'wrongState' ? t('import.changedSince') : speak.problem(problem)
    showToast({ text: what, bad: true })
  }
}
