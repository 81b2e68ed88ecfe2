import { useApp } from '#extension/ui/app.tsx'
import { faultOf, faultWithin, type Faults } from '#extension/ui/fields.tsx'

/** What the fields of a form have at hand. */
export type Fields<T> = Readonly<{
  form: T
  /** Changes a part of it. */
  set: (part: Partial<T>) => void
  /** What is wrong at a path of it, as a sentence; undefined when nothing is. */
  fault: (path: string) => string | undefined
  /** What is wrong there or below, as of a list that is typed in one field. */
  faultWithin: (path: string) => string | undefined
}>

/**
 * @param onChange hears how the form becomes another one: a state's setter
 * @param prefix where the form lies in what its command is given, such as `company.`
 */
export function useFields<T>(
  form: T,
  onChange: (change: (before: T) => T) => void,
  faults: Faults,
  prefix = '',
): Fields<T> {
  const { t } = useApp()
  return {
    form,
    set: (part) => onChange((before) => ({ ...before, ...part })),
    fault: (path) => faultOf(t, faults, prefix + path),
    faultWithin: (path) => faultWithin(t, faults, prefix + path),
  }
}
