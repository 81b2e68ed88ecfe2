import { Problem } from '#core/model/problem.ts'
import type { Watch } from '#core/workspace/watch.ts'
import type { Done, Handlers, News, Order, Progress } from '#extension/longWork/messages.ts'

/** The worker's side of long work. */

/** As often as a person sees a bar move, in milliseconds. */
const pace = 50

const tell = (news: News) => postMessage(news)

/** Tells no more often than a person sees, but always that all is done. */
export function paced(tell: (progress: Progress) => void): NonNullable<Watch['onPart']> {
  let told = 0
  return (done, all, step) => {
    const now = performance.now()
    if (done < all && now - told < pace) return
    told = now
    tell({ done, all, step })
  }
}

const problemOf = (error: unknown) =>
  error instanceof Problem ? error : new Problem('unexpected', { what: String(error).slice(0, 300) })

function tellProblem(id: number, { code, detail, faults }: Problem): void {
  tell({ id, problem: { code, detail, faults } })
}

/** Does what it is asked for, and says how far it is. */
export function serve(handlers: Handlers): void {
  let stop = new AbortController()

  async function obey({ id, name, input }: Exclude<Order, 'stop'>): Promise<void> {
    stop = new AbortController()
    const done = await handlers[name]!(input as never, {
      onPart: paced((progress) => tell({ id, progress })),
      signal: stop.signal,
    })
    if (done.ok) tell({ id, value: done.value })
    else tellProblem(id, done.problem)
  }

  addEventListener('message', ({ data }: MessageEvent<Order>) => {
    if (data === 'stop') stop.abort()
    else void obey(data).catch((error: unknown) => tellProblem(data.id, problemOf(error)))
  })
}

/** Does it as the only one of its kind in this browser, in whatever window. @returns Problem `busy` (as outcome) where another one is at it */
export const alone = <T>(lock: string, run: () => Promise<Done<T>>): Promise<Done<T>> =>
  navigator.locks.request(lock, { ifAvailable: true }, (held) =>
    held ? run() : Promise.resolve({ ok: false as const, problem: new Problem('busy') }),
  )
