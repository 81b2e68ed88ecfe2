import { useEffect, useRef, useState } from 'preact/hooks'
import type { News, Order, PublishProblem } from '#extension/publisher/messages.ts'

/** Where a run of the publishing worker stands. */
export type Run =
  | Readonly<{ state: 'idle' }>
  | Readonly<{ state: 'running'; done: number; total: number }>
  | Readonly<{ state: 'done'; blob: Blob | null; files: number }>
  | Readonly<{ state: 'failed'; why: PublishProblem }>

/** Runs the publishing worker, at most one at a time; leaving the screen stops it. */
export function usePublisher() {
  const [run, setRun] = useState<Run>({ state: 'idle' })
  const worker = useRef<Worker | null>(null)

  const end = () => {
    worker.current?.terminate()
    worker.current = null
  }
  useEffect(() => end, [])

  /** @returns what became of it; never, once it was stopped */
  const start = (order: Order) =>
    new Promise<Run>((resolve) => {
      end()
      let files = 0
      const made = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
      worker.current = made
      const finish = (last: Run) => {
        end()
        setRun(last)
        resolve(last)
      }
      setRun({ state: 'running', done: 0, total: 0 })
      made.onmessage = ({ data }: MessageEvent<News>) => {
        if (data.kind === 'progress') {
          files = data.total
          setRun({ state: 'running', done: data.done, total: data.total })
        } else if (data.kind === 'problem') finish({ state: 'failed', why: data.why })
        else finish({ state: 'done', blob: data.kind === 'zip' ? data.blob : null, files })
      }
      made.onerror = (event) => finish({ state: 'failed', why: { problem: 'failed', detail: event.message } })
      made.postMessage(order)
    })

  const stop = () => {
    end()
    setRun({ state: 'idle' })
  }
  return { run, start, stop }
}
