import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Capability, Denial } from '#core/access/access.ts'
import type { Customer } from '#core/model/customer.ts'
import type { Language } from '#core/model/language.ts'
import type { Problem } from '#core/model/problem.ts'
import type { Command, Context, Expected, Outcome, Undo } from '#core/workspace/command.ts'
import type { Session } from '#core/workspace/session.ts'
import type { Speaker } from '#extension/ui/words.ts'

/** A message at the foot of the screen, with an undo for ten seconds where nothing has left the machine. */
export type Toast = Readonly<{ text: string; bad?: boolean; undo?: Undo; action?: ToastAction }>

/** The next step that a message suggests. */
type ToastAction = Readonly<{ label: string; run: () => void }>

export type App = Readonly<{
  db: Context['db']
  /** Null before the set-up, and before it is known who works here. */
  session: Session | null
  /** There is a workspace, and it is not known who works here. */
  unknown: boolean
  speak: Speaker
  t: Speaker['t']
  dataKey: string | null
  setDataKey: (key: string | null) => void
  setActor: (id: string) => void
  /** The customer whose data is being worked on in this window; null on the company's own. */
  chosen: Chosen | null
  setChosen: (customer: Chosen | null) => void
  chooseLanguage: (language: Language) => void
  context: () => Context
  /** Runs a command, which does nothing when a record is not as it was expected. */
  attempt: <I, T>(command: Command<I, T>, input: I, expected?: Expected) => Promise<Outcome<T>>
  /** Runs a command; tells what went wrong in a toast, and returns undefined then. */
  run: <I, T>(command: Command<I, T>, input: I, options?: RunOptions) => Promise<T | undefined>
  /** Why the user may not do something, for a customer where delegation decides; null when allowed. */
  denied: (capability: Capability, customer?: Customer) => Denial | null
  toast: Toast | null
  showToast: (toast: Toast | null) => void
}>

export type Chosen = Readonly<{ id: string; name: string }>

export type RunOptions = {
  /** Said when it went well. */
  done?: string
  /** Offers to take it back. */
  undoable?: boolean
  /** Offered beside what was said. */
  action?: ToastAction | undefined
  /** Shows the problem in place instead of the toast. */
  onProblem?: (problem: Problem) => void
}

/** Given by `AppProvider`. */
export const AppContext = createContext<App | null>(null)

/** What every screen has at hand. */
export const useApp = () => useContext(AppContext)!

/** For everything below the set-up: the session is there. */
export const useSession = () => useApp().session!
