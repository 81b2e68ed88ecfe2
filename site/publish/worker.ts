import { parentPort, workerData } from 'node:worker_threads'
import { Rows } from '#site/publish/rows.ts'
import { perform, type Task } from '#site/publish/task.ts'
import { loadRenderer } from '#site/renderer/load.ts'

/** One thread of a publishing run: does one task after the other, over rows that all threads share. */
const { bytes, starts } = workerData as Pick<Rows, 'bytes' | 'starts'>
const rows = new Rows(bytes, starts)
const renderer = loadRenderer()

parentPort!.on('message', (task: Task) => {
  void perform(rows, () => renderer, task).then(
    (result) => parentPort!.postMessage({ result }),
    (error: unknown) => {
      // An error of the file system keeps what says why, which a copy of the error itself loses.
      const { message, stack, code, path, syscall } = (
        error instanceof Error ? error : new Error(String(error))
      ) as NodeJS.ErrnoException
      parentPort!.postMessage({ error: { message, stack, code, path, syscall } })
    },
  )
})
