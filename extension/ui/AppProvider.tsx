import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { denial } from '#core/access/access.ts'
import { today } from '#core/clock/clock.ts'
import { delegationAt } from '#core/clock/delegation.ts'
import type { Language } from '#core/model/language.ts'
import type { Context } from '#core/workspace/command.ts'
import type { Glance } from '#core/workspace/glance.ts'
import type { Session } from '#core/workspace/session.ts'
import { settings, showBadge } from '#extension/browser.ts'
import { AppContext, type App, type Chosen, type Toast } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { commands } from '#extension/ui/commands.ts'
import { DialogProblems } from '#extension/ui/Dialog.tsx'
import { Boundary, Failures, Wordless } from '#extension/ui/Failures.tsx'
import { LeaveQuestion } from '#extension/ui/LeaveQuestion.tsx'
import type { Reading } from '#extension/ui/reading.ts'
import { runner } from '#extension/ui/runner.ts'
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

/** The key of the vault while that is open. It stays for the browser's session, until nobody has worked for a while. */
function useDataKey<G extends Glance>({ start }: Reading<G>) {
  const [dataKey, follow] = useState<string | null>(null)
  useEffect(() => {
    void start.then((begun) => follow(begun.dataKey))
  }, [start])
  useLock(dataKey, follow)
  const setDataKey = (key: string | null) => {
    follow(key)
    void settings.setDataKey(key)
  }
  return { dataKey, setDataKey }
}

/** What stands outside of the screens: the number on the toolbar's button, and the language of the page. */
function useSurroundings(waiting: number | undefined, language: Language | undefined): void {
  useEffect(() => {
    if (waiting !== undefined) void showBadge(waiting)
  }, [waiting])
  // With the words: whoever reads them aloud needs to know their language.
  useLayoutEffect(() => {
    if (language) document.documentElement.lang = language
  }, [language])
}

/** Tells why somebody may not do something now. */
const deniedTo =
  (session: Session | null, chosen: Chosen | null, now: number): App['denied'] =>
  (capability, customer) => {
    if (!session) return null
    const who = { ...session, customerChosen: chosen !== null }
    if (!customer) return denial(who, capability)
    const date = today(now, session.company.timeZone)
    return denial({ ...who, delegation: delegationAt(customer, date) }, capability)
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
  const { dataKey, setDataKey } = useDataKey(reading)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [toast, showToast] = useToast()
  const now = useNow()
  const found = glance?.session
  const session = found === 'nobody' ? null : found
  useSurroundings(glance?.waiting, language)

  if (!speak) return <Wordless />
  if (problem) return <Unusable speak={speak} problem={problem} />
  if (found === undefined && upgrade) return <Upgrading speak={speak} {...upgrade} />
  if (session === undefined) return <Failures speak={speak} />
  const context = (): Context => ({
    db,
    actor: session?.user.id ?? '',
    now: Date.now,
    dataKey,
    customerChosen: chosen !== null,
  })
  const { attempt, run } = runner(context, speak, showToast)
  const app: App = {
    db,
    session,
    unknown: found === 'nobody',
    speak,
    t: speak.t,
    dataKey,
    setDataKey,
    setActor(id) {
      reading.actor.set(id)
      void settings.setActor(id)
    },
    chooseLanguage(next) {
      reading.chosen.set(next)
      if (session) void commands.load().then((loaded) => loaded && run(loaded.setLanguage, next))
    },
    context,
    attempt,
    run,
    chosen,
    setChosen,
    denied: deniedTo(session, chosen, now),
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
