import { useEffect } from 'preact/hooks'
import { pauseAfter } from '#core/hosting/again.ts'
import { addressesOf } from '#core/model/hostPlaces.ts'
import type { Problem } from '#core/model/problem.ts'
import { readPending, type Pending } from '#core/workspace/hosting.ts'
import { hostAccess, tellBackground } from '#extension/browser.ts'
import { work } from '#extension/longWork/work.ts'
import { handedOver } from '#extension/publisher/behind.ts'
import type { Brought } from '#extension/publisher/bring.ts'
import { keepEnd } from '#extension/publisher/failure.ts'
import { startWorker } from '#extension/publisher/startWorker.ts'
import type { PublishHandlers } from '#extension/publisher/worker.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { useLive } from '#extension/ui/live.ts'
import { store, useStore } from '#extension/ui/store.ts'

/** Publishing to the host that is connected, as pages see it: it runs by itself when something has changed. */

/** What brings pages to the host; goes on while one looks at other screens. */
export const bringing = work<PublishHandlers>(startWorker)

/** What tries a host before it is connected. It is apart from the above, which begins as soon as there is a host and must not end with it. */
export const trying = work<PublishHandlers>(startWorker)

// Whatever is not there yet, or is under way, goes on in the background.
addEventListener('pagehide', () => void tellBackground(handedOver).catch(() => {}))

/** What became of the last run of this page; null before the first. `of` tells what was to be brought, `tries` how often it has failed. */
export type Run = Readonly<{ of: string; tries: number }> &
  (Readonly<{ brought: Brought }> | Readonly<{ problem: Problem }>)

const last = store<Run | null>(null)

/** What kept the last run from its end; null when nothing did, and while another page is at it. */
export function useLastProblem(): Problem | null {
  const run = useStore(last)
  return run && 'problem' in run && run.problem.code !== 'busy' ? run.problem : null
}

/** Milliseconds until the next look while another page of the extension, or the background, is at it. */
const lookAgainAfter = 1000

/** A way to publish at once. @param of what is to be brought: a run that failed with it is not begun again at once */
export function useBring(): (of: string, mayReplace?: boolean) => Promise<void> {
  const { dataKey, chosen } = useApp()
  const { user } = useSession()
  return async (of, mayReplace = false) => {
    if (!dataKey || bringing.standing.get()) return
    const by = { actor: user.id, customerChosen: chosen !== null }
    const done = await bringing.ask('bring', { by, dataKey, mayReplace, ifWaiting: of !== '' && !mayReplace })
    bringing.end()
    const tries = await keepEnd(of, done.ok ? null : done.problem.code)
    last.set({ of, tries, ...(done.ok ? { brought: done.value } : { problem: done.problem }) })
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
    if (run?.of !== of || !('problem' in run)) return void begin()
    const { code } = run.problem
    const pause = code === 'busy' ? lookAgainAfter : pauseAfter(code, run.tries)
    if (pause === null) return
    const timer = setTimeout(() => void begin(), pause)
    return () => clearTimeout(timer)
    // The host and the company are read one after the other: the pages' address may be a moment old.
  }, [of, dataKey, isAllowed, run, addresses.join(' ')])
}
