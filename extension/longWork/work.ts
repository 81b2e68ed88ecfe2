import { Problem } from '#core/model/problem.ts'
import type { Done, Handlers, InputOf, News, Order, Progress, ValueOf } from '#extension/longWork/messages.ts'
import { store, useStore, type Store } from '#extension/ui/store.ts'

/** The page's side of long work. */

/** Where work stands that was asked for last: null while there is none. It goes on while one looks at other screens. */
export type Standing = Readonly<Progress & { name: string; isStopping: boolean }> | null

/** Work in a worker of its own. */
export type Work<H extends Handlers> = Readonly<{
  standing: Store<Standing>
  /** Asks for something. @returns what became of it, as an outcome; never, once it was given up */
  ask: <N extends keyof H & string>(name: N, input: InputOf<H, N>) => Promise<Done<ValueOf<H, N>>>
  /** Stops after the part that is being done: the answer says what came of it. */
  stop: () => void
  /** Gives everything up at once, and what the worker has in mind. */
  end: () => void
}>

/** @param start makes the worker, when something is asked for the first time */
export function work<H extends Handlers>(start: () => Worker): Work<H> {
  const standing = store<Standing>(null)
  const waiting = new Map<number, (done: Done<never>) => void>()
  let worker: Worker | null = null
  let newest = 0

  const tell = (order: Order) => worker?.postMessage(order)

  function end(): void {
    worker?.terminate()
    worker = null
    waiting.clear()
    standing.set(null)
  }

  function settle(id: number, done: Done<never>): void {
    const resolve = waiting.get(id)
    waiting.delete(id)
    if (id === newest) standing.set(null)
    resolve?.(done)
  }

  function hear(news: News): void {
    const now = standing.get()
    if ('value' in news) settle(news.id, { ok: true, value: news.value as never })
    else if ('problem' in news) {
      const { code, detail, faults } = news.problem
      settle(news.id, { ok: false, problem: new Problem(code, detail, faults) })
    } else if (now && news.id === newest) standing.set({ ...now, ...news.progress })
  }

  function begin(): void {
    worker = start()
    worker.onmessage = ({ data }: MessageEvent<News>) => hear(data)
    worker.onerror = ({ message }) => {
      const all = [...waiting.keys()]
      for (const id of all) settle(id, { ok: false, problem: new Problem('unexpected', { what: message }) })
      end()
    }
  }

  return {
    standing,
    ask(name, input) {
      if (!worker) begin()
      const id = ++newest
      standing.set({ name, done: 0, all: 0, step: 'reading', isStopping: false })
      return new Promise((resolve) => {
        waiting.set(id, resolve)
        tell({ id, name, input })
      })
    },
    stop() {
      const now = standing.get()
      if (now) standing.set({ ...now, isStopping: true })
      tell('stop')
    },
    end,
  }
}

/** Where work stands, as long as the component is shown. */
export const useStanding = <H extends Handlers>({ standing }: Work<H>) => useStore(standing)
