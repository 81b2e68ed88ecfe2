import { useEffect } from 'preact/hooks'
import { Problem } from '#core/model/problem.ts'
import { connectInbox } from '#core/workspace/inbox.ts'
import { listReached } from '#core/workspace/reached.ts'
import { hostAccess } from '#extension/browser.ts'
import { inboxAlarm } from '#extension/browserInbox.ts'
import { check } from '#extension/inbox/check.ts'
import { trying } from '#extension/publisher/bringing.ts'
import { useApp } from '#extension/ui/app.tsx'
import { useLive } from '#extension/ui/live.ts'
import { store, useStore } from '#extension/ui/store.ts'

/** What connecting a host and connecting an inbox have in common. */

/** A form that asks for access to hosts is open. */
const isConnecting = store(false)

/** Addresses that this page has asked for or seen in use since it gave access back last. */
const held = new Set<string>()

/** Asks for access to hosts, in the click itself and before anything else is waited for. @returns the refusal; null where it was given */
export async function refusalOf(addresses: readonly string[]) {
  for (const address of addresses) held.add(address)
  if (await hostAccess.ask(addresses)) return null
  const hosts = [...new Set(addresses.map((address) => new URL(address).host))].join(', ')
  return { ok: false as const, problem: new Problem('hostNotAllowed', { hosts }) }
}

/** Whoever closes a form connects nothing. */
export function useConnectingForm(): void {
  useEffect(() => {
    isConnecting.set(true)
    return () => {
      trying.end()
      isConnecting.set(false)
    }
  }, [])
}

/** Gives access to hosts back that no connected place needs: of what was disconnected, moved away from, or tried in vain. */
export function useAccessGivenBack(): void {
  const { db } = useApp()
  const busy = useStore(isConnecting)
  const reached = useLive(() => listReached(db), [db])
  useEffect(() => {
    for (const address of reached ?? []) held.add(address)
    if (reached && !busy) void listReached(db).then(giveBack)
  }, [busy, reached?.join(' ')])
}

async function giveBack(needed: readonly string[]): Promise<void> {
  const over = [...held].filter((address) => !needed.includes(address))
  for (const address of over) held.delete(address)
  await hostAccess.drop(over, needed)
}

/** A year from today, as `YYYY-MM-DD`. */
export const inAYear = () => new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10)

/** The instant at which what is valid until a day ends. @param day `YYYY-MM-DD` */
export const endOf = (day: string) => `${day}T00:00:00Z`

/** A problem with a host, at the field of what lets in where the host refuses it. */
export function atItsField(problem: Problem) {
  const { code, detail } = problem
  // At the last step the key has done its work.
  const isRefused = code === 'hostRefused' && detail.step !== 'ready'
  return {
    ok: false as const,
    problem: isRefused ? new Problem(code, detail, [{ path: 'secret', rule: 'refused' }]) : problem,
  }
}

/** What connects an inbox that is set up, and looks into it for the first time. */
export function useConnectInbox() {
  const { attempt, context } = useApp()
  return async (inbox: Parameters<typeof connectInbox>[1]) => {
    const done = await attempt(connectInbox, inbox)
    if (done.ok) {
      await inboxAlarm.set()
      void check(context())
    }
    return done
  }
}
