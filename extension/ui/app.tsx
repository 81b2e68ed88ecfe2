import { createContext, type ComponentChildren } from 'preact'
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Capability, Denial } from '#core/access/access.ts'
import { denial } from '#core/access/access.ts'
import { today } from '#core/clock/clock.ts'
import { delegationAt } from '#core/clock/delegation.ts'
import type { Customer } from '#core/model/customer.ts'
import type { Language } from '#core/model/language.ts'
import type { Problem, StorageProblem } from '#core/model/problem.ts'
import type { Command, Context, Expected, Outcome, Undo } from '#core/workspace/command.ts'
import type { Glance } from '#core/workspace/glance.ts'
import type { Session } from '#core/workspace/session.ts'
import { settings, showBadge } from '#extension/browser.ts'
import { useNow } from '#extension/ui/clock.ts'
import { commands } from '#extension/ui/commands.ts'
import { DialogProblems } from '#extension/ui/Dialog.tsx'
import { Boundary, Failures, Wordless } from '#extension/ui/Failures.tsx'
import { Icon } from '#extension/ui/Icon.tsx'
import { LeaveQuestion } from '#extension/ui/LeaveQuestion.tsx'
import type { Reading } from '#extension/ui/reading.ts'
import { useStore } from '#extension/ui/store.ts'
import { speaker, spoken, type Speaker } from '#extension/ui/words.ts'

/** A message at the foot of the screen, with an undo for ten seconds where nothing has left the machine. */
export type Toast = Readonly<{ text: string; bad?: boolean; undo?: Undo; action?: ToastAction }>

/** The next step that a message suggests. */
type ToastAction = Readonly<{ label: string; run: () => void }>

export type App = Readonly<{
  db: Reading['db']
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

type Chosen = Readonly<{ id: string; name: string }>

type RunOptions = {
  /** Said when it went well. */
  done?: string
  /** Offers to take it back. */
  undoable?: boolean
  /** Offered beside what was said. */
  action?: ToastAction | undefined
  /** Shows the problem in place instead of the toast. */
  onProblem?: (problem: Problem) => void
}

const AppContext = createContext<App | null>(null)

/** What every screen has at hand. */
export const useApp = () => useContext(AppContext)!

/** For everything below the set-up: the session is there. */
export const useSession = () => useApp().session!

const undoTime = 10_000

/** Gives what was read to every screen below. Shows nothing until it is known whether there is a workspace. */
export function AppProvider<G extends Glance>({
  reading,
  children,
}: {
  reading: Reading<G>
  children: ComponentChildren
}) {
  const { db } = reading
  const problem = useStore(reading.problem)
  const upgrade = useStore(reading.upgrade)
  const glance = useStore(reading.glance)
  const language = useStore(spoken)
  const speak = useMemo(() => language && speaker(language), [language])
  const [dataKey, setDataKeyState] = useState<string | null>(null)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [toast, setToast] = useState<Toast | null>(null)
  const toastTimer = useRef(0)
  const found = glance?.session
  const current = found === 'nobody' ? null : found

  useEffect(() => {
    void reading.start.then((start) => setDataKeyState(start.dataKey))
  }, [reading])

  useLock(dataKey, setDataKeyState)

  const now = useNow()
  const waiting = glance?.waiting
  useEffect(() => {
    if (waiting !== undefined) void showBadge(waiting)
  }, [waiting])

  useEffect(() => {
    if (language) document.documentElement.lang = language
  }, [language])

  const showToast = useCallback((next: Toast | null) => {
    clearTimeout(toastTimer.current)
    setToast(next)
    if (next && !next.bad) toastTimer.current = window.setTimeout(() => setToast(null), undoTime)
  }, [])

  const context = (): Context => ({
    db,
    actor: current?.user.id ?? '',
    now: Date.now,
    dataKey,
    customerChosen: chosen !== null,
  })
  const attempt = <I, T>(command: Command<I, T>, input: I, expected?: Expected) =>
    command({ ...context(), expected }, input)

  async function run<I, T>(
    command: Command<I, T>,
    input: I,
    options: RunOptions = {},
  ): Promise<T | undefined> {
    const outcome = await attempt(command, input)
    if (!outcome.ok) {
      if (options.onProblem) options.onProblem(outcome.problem)
      else showToast({ text: speak!.problem(outcome.problem), bad: true })
      return undefined
    }
    const { done, undoable, action } = options
    if (done)
      showToast({ text: done, ...(undoable ? { undo: outcome.undo } : {}), ...(action ? { action } : {}) })
    return outcome.value
  }

  if (!speak) return <Wordless />
  if (problem) return <Unusable speak={speak} problem={problem} />
  if (found === undefined && upgrade) return <Upgrading speak={speak} {...upgrade} />
  if (found === undefined || current === undefined) return <Failures speak={speak} />
  const app: App = {
    db,
    session: current,
    unknown: found === 'nobody',
    speak,
    t: speak.t,
    dataKey,
    setDataKey(key) {
      setDataKeyState(key)
      void settings.setDataKey(key)
    },
    setActor(id) {
      reading.actor.set(id)
      void settings.setActor(id)
    },
    chooseLanguage(next) {
      reading.chosen.set(next)
      if (current) void commands.load().then((loaded) => loaded && run(loaded.setLanguage, next))
    },
    context,
    attempt,
    run,
    chosen,
    setChosen,
    denied(capability, customer) {
      if (!current) return null
      const who = { ...current, customerChosen: chosen !== null }
      return denial(
        customer ? { ...who, delegation: delegationAt(customer, today(now, current.company.timeZone)) } : who,
        capability,
      )
    },
    toast,
    showToast,
  }
  return (
    <AppContext.Provider value={app}>
      <Failures speak={speak} />
      <DialogProblems.Provider value={problems}>
        <Boundary speak={speak}>{children}</Boundary>
        <ToastBar />
        <LeaveQuestion speak={speak} />
      </DialogProblems.Provider>
    </AppContext.Provider>
  )
}

/** Keeps the vault open while somebody works here, closes it when nobody has for a while, and follows a key that another window changed. */
function useLock(dataKey: string | null, onChange: (key: string | null) => void): void {
  useEffect(() => {
    if (!dataKey) return
    let last = 0
    // Not for every key: once in a while is enough.
    const use = () => {
      if (Date.now() - last < 20_000) return
      last = Date.now()
      void settings.keepUnlocked()
    }
    const check = setInterval(
      () => void settings.dataKey().then((key) => key !== dataKey && onChange(key)),
      20_000,
    )
    addEventListener('pointerdown', use)
    addEventListener('keydown', use)
    return () => {
      clearInterval(check)
      removeEventListener('pointerdown', use)
      removeEventListener('keydown', use)
    }
  }, [dataKey])
}

/** The records are brought to a newer schema, which takes its time where there are many. */
function Upgrading({ speak, done, all }: { speak: Speaker; done: number; all: number }) {
  return (
    <main class="alone">
      <h1>{speak.t('app.name')}</h1>
      <p role="status">{speak.t('app.upgrading')}</p>
      <progress aria-label={speak.t('app.upgrading')} value={done} max={all} />
    </main>
  )
}

/** The workspace cannot be used: why, and what to do. */
function Unusable({ speak, problem }: { speak: Speaker; problem: StorageProblem }) {
  return (
    <main class="alone">
      <h1>{speak.t('app.name')}</h1>
      <p>{speak.t(`problem.${problem}`)}</p>
      <fluent-button appearance="primary" onClick={() => location.reload()}>
        {speak.t('app.reload')}
      </fluent-button>
    </main>
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

/** What failed, where a dialog hides the page's own bar and message. */
function Problems() {
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

const problems = () => <Problems />

function ToastBar() {
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
            iconOnly
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
