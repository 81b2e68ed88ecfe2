import type { Command, Context, Expected } from '#core/workspace/command.ts'
import type { App, RunOptions } from '#extension/ui/app.tsx'

/** The two ways in which screens run commands: with what came of it, or with a word about it at the foot of the screen. */
export function runner(
  context: () => Context,
  speak: App['speak'],
  showToast: App['showToast'],
): Pick<App, 'attempt' | 'run'> {
  const attempt = <I, T>(command: Command<I, T>, input: I, expected?: Expected) =>
    command({ ...context(), expected }, input)

  async function run<I, T>(
    command: Command<I, T>,
    input: I,
    { onProblem, done, undoable, action }: RunOptions = {},
  ): Promise<T | undefined> {
    const outcome = await attempt(command, input)
    if (!outcome.ok) {
      if (onProblem) onProblem(outcome.problem)
      else showToast({ text: speak.problem(outcome.problem), bad: true })
      return undefined
    }
    if (done)
      showToast({ text: done, ...(undoable ? { undo: outcome.undo } : {}), ...(action ? { action } : {}) })
    return outcome.value
  }

  return { attempt, run }
}
