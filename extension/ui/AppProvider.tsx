import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { denial } from '#core/access/access.ts'
import { today } from '#core/clock/clock.ts'
import { delegationAt } from '#core/clock/delegation.ts'
import type { Language } from '#core/model/language.ts'
import type { StorageProblem } from '#core/model/problem.ts'
import { Database } from '#core/storage/database.ts'
import type { Command, Context, Expected } from '#core/workspace/command.ts'
import { countNeeds } from '#core/workspace/needs.ts'
import { findSession } from '#core/workspace/session.ts'
import { setLanguage } from '#core/workspace/staff.ts'
import { settings, showBadge } from '#extension/browser.ts'
import { AppContext, type App, type Chosen, type RunOptions, type Toast } from '#extension/ui/app.tsx'
import { browserLanguage } from '#extension/ui/browserLanguage.ts'
import { useNow } from '#extension/ui/clock.ts'
import { DialogProblems } from '#extension/ui/Dialog.tsx'
import { Boundary, Failures } from '#extension/ui/Failures.tsx'
import { LeaveQuestion } from '#extension/ui/LeaveQuestion.tsx'
import { useLive } from '#extension/ui/live.ts'
import { Problems, ToastBar, undoTime } from '#extension/ui/toasts.tsx'
import { Unusable, Upgrading } from '#extension/ui/Unusable.tsx'
import { useLock } from '#extension/ui/useLock.ts'
import { speaker } from '#extension/ui/words.ts'

const problems = () => <Problems />

/** The database, what keeps it from being used, and how far its records are brought to a newer schema. */
function useDatabase() {
  const [problem, setProblem] = useState<StorageProblem | null>(null)
  const [upgrade, setUpgrade] = useState<Readonly<{ done: number; all: number }> | null>(null)
  const db = useMemo(() => new Database('tilbud', setProblem, (done, all) => setUpgrade({ done, all })), [])
  useEffect(() => {
    db.open().catch(() => setProblem((before) => before ?? 'storageShut'))
  }, [])
  return { db, problem, upgrade }
}

/** What is said at the foot of the screen. It goes by itself; what went wrong stays. */
function useToast() {
  const [toast, setToast] = useState<Toast | null>(null)
  const timer = useRef(0)
  const show = useCallback((next: Toast | null) => {
    clearTimeout(timer.current)
    setToast(next)
    if (next && !next.bad) timer.current = window.setTimeout(() => setToast(null), undoTime)
  }, [])
  return [toast, show] as const
}

/** Opens the workspace and gives it to every screen below. Shows nothing until it is known whether there is one. */
export function AppProvider({ children }: { children: ComponentChildren }) {
  const { db, problem, upgrade } = useDatabase()
  const [actor, setActorState] = useState<string | null | undefined>(undefined)
  const [dataKey, setDataKeyState] = useState<string | null>(null)
  const [spoken, setSpoken] = useState<Language | null>(null)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [toast, showToast] = useToast()

  useEffect(() => {
    void settings.actor().then(setActorState)
    void settings.dataKey().then(setDataKeyState)
  }, [])

  const found = useLive(() => findSession(db, actor ?? null), [db, actor])
  const current = found === 'nobody' ? null : found
  const language = current?.user.language ?? spoken ?? browserLanguage()
  const speak = useMemo(() => speaker(language), [language])

  useLock(dataKey, setDataKeyState)

  const now = useNow()
  const waiting = useLive(async () => (current ? countNeeds(db, current, now) : 0), [current, now])
  useEffect(() => {
    if (waiting !== undefined) void showBadge(waiting)
  }, [waiting])

  useEffect(() => {
    document.documentElement.lang = language
  }, [language])

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
      else showToast({ text: speak.problem(outcome.problem), bad: true })
      return undefined
    }
    const { done, undoable, action } = options
    if (done)
      showToast({ text: done, ...(undoable ? { undo: outcome.undo } : {}), ...(action ? { action } : {}) })
    return outcome.value
  }

  if (problem) return <Unusable speak={speak} problem={problem} />
  if (found === undefined && upgrade) return <Upgrading speak={speak} {...upgrade} />
  if (found === undefined || current === undefined || actor === undefined) return <Failures speak={speak} />
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
      setActorState(id)
      void settings.setActor(id)
    },
    chooseLanguage(next) {
      setSpoken(next)
      if (current) void run(setLanguage, next)
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
