import { Problem } from '#core/model/problem.ts'
import { connectInbox } from '#core/workspace/inbox.ts'
import { inboxAlarm } from '#extension/browserInbox.ts'
import { check } from '#extension/inbox/check.ts'
import { useApp } from '#extension/ui/app.tsx'

/** What connecting a host and connecting an inbox have in common. */

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
