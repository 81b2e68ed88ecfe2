import type { Worker } from 'node:worker_threads'
import type { Rows } from '#site/publish/rows.ts'
import { Hand, portionsOf, type Result, type Task } from '#site/publish/task.ts'
import { loadRenderer } from '#site/renderer/load.ts'

/** Fewer rows than this are done before another thread has started and is warm. */
const worthThreads = 1500

/** The bundle is JavaScript, and so is its worker. */
const ownEnding = import.meta.url.slice(import.meta.url.lastIndexOf('.'))

/** A page is garbage as soon as it is written: room for more of it costs 100 MB a thread and wins a few percent of time. */
const resourceLimits = { maxYoungGenerationSizeMb: 32 }

/** Who does the tasks of a run: this thread, and others beside it once there is much to do. */
export class Crew {
  readonly #rows: Rows
  readonly #hand: Hand
  #others: Worker[] | null = null

  constructor(rows: Rows) {
    this.#rows = rows
    this.#hand = new Hand(rows, loadRenderer)
  }

  /** Does a task. @throws Error when a part of it cannot be done; the others may have been */
  async do(task: Task): Promise<Result> {
    const taken = new Int32Array(new SharedArrayBuffer(portionsOf(task) * 4))
    if (task.rows.length >= worthThreads) this.#others ??= await this.#start()
    const others = task.rows.length >= worthThreads ? this.#others! : []
    const parts = [...others.map((other) => ask(other, task, taken)), this.#hand.do(task, taken)]
    // Where one fails the others end with what they are at: nobody may still write when another run is let in.
    for (const part of parts) void part.catch(() => taken.fill(1))
    const ended = await Promise.allSettled(parts)
    const failed = ended.find((part) => part.status === 'rejected')
    if (failed) throw failed.reason
    const results = await Promise.all(parts)
    return {
      checked: results.flatMap(({ checked }) => checked),
      faults: results.flatMap(({ faults }) => faults),
    }
  }

  async #start(): Promise<Worker[]> {
    const [{ availableParallelism }, { Worker: Thread }] = await Promise.all([
      import('node:os'),
      import('node:worker_threads'),
    ])
    const { bytes, starts } = this.#rows
    // More than four only wait for the disk.
    const count = Math.min(4, Math.max(1, availableParallelism())) - 1
    return Array.from(
      { length: count },
      () =>
        new Thread(new URL(`./worker${ownEnding}`, import.meta.url), {
          workerData: { bytes, starts },
          resourceLimits,
        }),
    )
  }

  async close(): Promise<void> {
    await Promise.all((this.#others ?? []).map((other) => other.terminate()))
  }
}

function ask(worker: Worker, task: Task, taken: Int32Array): Promise<Result> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(error instanceof Error ? error : new Error(String(error)))
    worker.once('error', fail)
    worker.once('message', (answer: { result: Result } | { error: object }) => {
      worker.off('error', fail)
      if ('error' in answer) fail(Object.assign(new Error(), answer.error))
      else resolve(answer.result)
    })
    worker.postMessage({ task, taken })
  })
}
