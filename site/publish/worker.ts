import { parentPort, workerData } from 'node:worker_threads'
import { Rows } from '#site/publish/rows.ts'
import { Hand, type Task } from '#site/publish/task.ts'
import { loadRenderer } from '#site/renderer/load.ts'

/** A further thread of a publishing run, over rows that all threads share. */
const { bytes, starts } = workerData as Pick<Rows, 'bytes' | 'starts'>
const hand = new Hand(new Rows(bytes, starts), loadRenderer)

parentPort!.on('message', ({ task, taken }: { task: Task; taken: Int32Array }) => {
  void hand.do(task, taken).then(
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
