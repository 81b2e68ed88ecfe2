import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Rows } from '#site/publish/rows.ts'
import { perform, type Result, type Task } from '#site/publish/task.ts'
import { loadRenderer } from '#site/renderer/load.ts'

/** Fewer rows than this are done before threads have started and are warm. */
const worthThreads = 1500

/** So many rows at a time: small enough that all threads end together. */
const portion = 200

/** Cuts rows into what one task does. */
export const portions = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / portion) }, (_, at) =>
    rows.slice(at * portion, (at + 1) * portion),
  )

/** A page is garbage as soon as it is written: room for more of it costs 100 MB a thread and wins a few percent of time. */
const resourceLimits = { maxYoungGenerationSizeMb: 32 }

/** Who does the tasks of a run: this thread while there is little to do, several once there is much. */
export class Crew {
  readonly #rows: Rows
  #workers: Worker[] = []

  constructor(rows: Rows) {
    this.#rows = rows
  }

  /** Does all tasks. @throws Error when one cannot be done; the others may have been */
  async do(tasks: readonly Task[], rows: number): Promise<Result> {
    if (rows < worthThreads) {
      const results: Result[] = []
      for (const task of tasks) results.push(await perform(this.#rows, loadRenderer, task))
      return joined(results)
    }
    this.#workers = this.#workers.length ? this.#workers : this.#start()
    const waiting = [...tasks]
    const results: Result[] = []
    try {
      await Promise.all(
        this.#workers.map(async (worker) => {
          for (let task = waiting.shift(); task; task = waiting.shift()) results.push(await ask(worker, task))
        }),
      )
    } catch (error) {
      // Nobody may still write when another run is let in.
      await this.close()
      throw error
    }
    return joined(results)
  }

  #start(): Worker[] {
    const { bytes, starts } = this.#rows
    // More than four only wait for the disk.
    const count = Math.min(4, Math.max(1, availableParallelism()))
    return Array.from(
      { length: count },
      () =>
        new Worker(new URL('./worker.ts', import.meta.url), {
          workerData: { bytes, starts },
          resourceLimits,
        }),
    )
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }
}

const joined = (results: readonly Result[]): Result => ({
  checked: results.flatMap(({ checked }) => checked),
  faults: results.flatMap(({ faults }) => faults),
})

function ask(worker: Worker, task: Task): Promise<Result> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(error instanceof Error ? error : new Error(String(error)))
    worker.once('error', fail)
    worker.once('message', (answer: { result: Result } | { error: object }) => {
      worker.off('error', fail)
      if ('error' in answer) fail(Object.assign(new Error(), answer.error))
      else resolve(answer.result)
    })
    worker.postMessage(task)
  })
}
