import { useEffect, useState } from 'preact/hooks'
import { pauseAfter } from '#core/hosting/again.ts'
import { addressesOf } from '#core/model/hostPlaces.ts'
import { Problem } from '#core/model/problem.ts'
import { readPending, type Pending } from '#core/workspace/hosting.ts'
import { hostAccess, tellBackground } from '#extension/browser.ts'
import { work } from '#extension/longWork/work.ts'
import { mayLeadOn } from '#extension/publisher/access.ts'
import { handedOver } from '#extension/publisher/behind.ts'
import type { Brought } from '#extension/publisher/bring.ts'
import { runLock } from '#extension/publisher/channel.ts'
import { findFailure, keepEnd } from '#extension/publisher/failure.ts'
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

/** What became of the last run of this page, and when; null before the first. `of` tells what was still to be brought, `tries` how often it has failed. */
export type Run = Readonly<{ of: string; at: number; tries: number }> &
  (Readonly<{ brought: Brought }> | Readonly<{ problem: Problem }>)

const last = store<Run | null>(null)

/** What kept the last run from its end; null when nothing did, and while another page is at it. */
export function useLastProblem(): Problem | null {
  const run = useStore(last)
  return run && 'problem' in run && run.problem.code !== 'busy' ? run.problem : null
}

/** Within so many milliseconds another page of the extension, or the background, has said how its run ended. */
const saidWithin = 1000

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** Waits until nobody publishes, and whoever did has said how it ended. @throws DOMException when it is not waited for any more */
async function untilFree(signal: AbortSignal): Promise<void> {
  await navigator.locks.request(runLock, { mode: 'shared', signal }, () => {})
  await wait(saidWithin)
}

/** A way to publish at once. @param of what is to be brought: a run that failed with it is not begun again at once */
export function useBring(): (of: string, mayReplace?: boolean) => Promise<void> {
  const { db, dataKey, chosen } = useApp()
  const { user } = useSession()
  return async (of, mayReplace = false) => {
    if (!dataKey) return
    const by = { actor: user.id, customerChosen: chosen !== null }
    const wish = { mayReplace, ifWaiting: of !== '' && !mayReplace, mayLead: await mayLeadOn(db) }
    if (bringing.standing.get()) return
    const done = await bringing.ask('bring', { by, dataKey, ...wish })
    bringing.end()
    const at = Date.now()
    // A publication that has taken its number and did not come there waits by another name.
    const left = (await readPending(db, at))?.of ?? of
    const tries = await keepEnd(left, done.ok ? null : done.problem.code)
    last.set({ of: left, at, tries, ...(done.ok ? { brought: done.value } : { problem: done.problem }) })
  }
}

/** What a person has to decide about a run of another page that has ended since; null when nothing. @param at the end of this page's last run */
async function findUndecided(of: string, at: number): Promise<Run | null> {
  const failure = await findFailure()
  if (failure?.of !== of || failure.at < at || pauseAfter(failure.code, failure.tries) !== null) return null
  return { of, at, tries: failure.tries, problem: new Problem(failure.code) }
}

/** What waits to be brought to the host; null without one. */
export function usePending(): Pending | null {
  const { db } = useApp()
  const now = useNow()
  return useLive(() => readPending(db, now), [db, now]) ?? null
}

/** Whether the browser lets these addresses be reached; null until it has said so. */
export function useHostAccess(addresses: readonly string[]): boolean | null {
  const asked = addresses.join(' ')
  const [said, setSaid] = useState<Readonly<{ of: string; mayReach: boolean }> | null>(null)
  useEffect(() => {
    const look = async () => setSaid({ of: asked, mayReach: await hostAccess.has(addresses) })
    void look()
    return hostAccess.follow(() => void look())
  }, [asked])
  // An answer about other addresses is none.
  return said?.of === asked ? said.mayReach : null
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
  const mayReach = useHostAccess(addresses)
  useEffect(() => {
    if (!host || !of || !dataKey || !isAllowed || !mayReach) return
    if (run?.of !== of || !('problem' in run)) return void bring(of)
    const { at, tries, problem } = run
    const pause = pauseAfter(problem.code, tries)
    if (pause === null) return
    const left = new AbortController()
    const again = async () => {
      if (problem.code === 'busy') await untilFree(left.signal)
      else await wait(pause)
      const undecided = await findUndecided(of, at)
      if (left.signal.aborted) return
      if (undecided) last.set(undecided)
      else await bring(of)
    }
    void again().catch(() => {})
    return () => left.abort()
  }, [of, dataKey, isAllowed, mayReach, run])
}
