import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { denial } from '#core/access/access.ts'
import { today } from '#core/clock/clock.ts'
import { delegationAt } from '#core/clock/delegation.ts'
import type { Command, Context, Expected } from '#core/workspace/command.ts'
import type { Glance } from '#core/workspace/glance.ts'
import { settings, showBadge } from '#extension/browser.ts'
import { AppContext, type App, type Chosen, type RunOptions, type Toast } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { commands } from '#extension/ui/commands.ts'
import { DialogProblems } from '#extension/ui/Dialog.tsx'
import { Boundary, Failures, Wordless } from '#extension/ui/Failures.tsx'
import { LeaveQuestion } from '#extension/ui/LeaveQuestion.tsx'
import type { Reading } from '#extension/ui/reading.ts'
import { spoken } from '#extension/ui/spoken.ts'
import { useStore } from '#extension/ui/store.ts'
import { Problems, ToastBar, undoTime } from '#extension/ui/toasts.tsx'
import { Unusable, Upgrading } from '#extension/ui/Unusable.tsx'
import { useLock } from '#extension/ui/useLock.ts'
import { speaker } from '#extension/ui/words.ts'

const problems = () => <Problems />

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
  const [toast, showToast] = useToast()
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
