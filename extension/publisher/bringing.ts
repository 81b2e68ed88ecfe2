import { useEffect } from 'preact/hooks'
import { addressesOf } from '#core/model/hostPlaces.ts'
import type { Problem, ProblemCode } from '#core/model/problem.ts'
import { readPending, type Pending } from '#core/workspace/hosting.ts'
import { hostAccess } from '#extension/browser.ts'
import { work } from '#extension/longWork/work.ts'
import type { Brought } from '#extension/publisher/bring.ts'
import type { PublishHandlers } from '#extension/publisher/worker.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { useLive } from '#extension/ui/live.ts'
import { store, useStore } from '#extension/ui/store.ts'

/** Publishing to the host that is connected, as pages see it: it runs by itself when something has changed. */

const startWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })

/** What brings pages to the host; goes on while one looks at other screens. */
export const bringing = work<PublishHandlers>(startWorker)

/** What tries a host before it is connected. It is apart from the above, which begins as soon as there is a host and must not end with it. */
export const trying = work<PublishHandlers>(startWorker)

/** What became of the last run of this page; null before the first. `of` tells what was to be brought. */
export type Run = Readonly<{ of: string }> & (Readonly<{ brought: Brought }> | Readonly<{ problem: Problem }>)

const last = store<Run | null>(null)

/** What kept the last run from its end; null when nothing did, and while another page is at it. */
export function useLastProblem(): Problem | null {
  const run = useStore(last)
  return run && 'problem' in run && run.problem.code !== 'busy' ? run.problem : null
}

/** Milliseconds after which a run that failed is tried again by itself. */
const againAfter = 60_000

/** The same while another page of the extension is at it. */
const lookAgainAfter = 1000

/** What only a person can decide. */
const waitsForPerson: readonly ProblemCode[] = ['stopped', 'hostTaken', 'hostForeign']

/** A way to publish at once. @param of what is to be brought: a run that failed with it is not begun again at once */
export function useBring(): (of: string, mayReplace?: boolean) => Promise<void> {
  const { dataKey, chosen } = useApp()
  const { user } = useSession()
  return async (of, mayReplace = false) => {
    if (!dataKey || bringing.standing.get()) return
    const by = { actor: user.id, customerChosen: chosen !== null }
    const done = await bringing.ask('bring', { by, dataKey, mayReplace })
    bringing.end()
    last.set({ of, ...(done.ok ? { brought: done.value } : { problem: done.problem }) })
  }
}

/** What waits to be brought to the host; null without one. */
export function usePending(): Pending | null {
  const { db } = useApp()
  const now = useNow()
  return useLive(() => readPending(db, now), [db, now]) ?? null
}

/** Brings what has changed to the host by itself, as long as the vault is open and the host may be reached. */
export function useAutomaticPublishing(): void {
  const { dataKey, denied } = useApp()
  const { company } = useSession()
  const pending = usePending()
  const bring = useBring()
  const run = useStore(last)
  const isAllowed = denied('publication.export') === null
  const { of = '', host = null } = pending ?? {}
  const addresses = host ? addressesOf(host.settings, company.siteAddress) : []
  useEffect(() => {
    if (!host || !of || !dataKey || !isAllowed) return
    const begin = async () => {
      if (await hostAccess.has(addresses)) await bring(of)
    }
    const code = run?.of === of && 'problem' in run ? run.problem.code : null
    if (!code) return void begin()
    if (waitsForPerson.includes(code)) return
    const timer = setTimeout(() => void begin(), code === 'busy' ? lookAgainAfter : againAfter)
    return () => clearTimeout(timer)
    // The host and the company are read one after the other: the pages' address may be a moment old.
  }, [of, dataKey, isAllowed, run, addresses.join(' ')])
}
